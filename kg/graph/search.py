"""Search for names by words or parts of words, ignoring case and accents, with correction of mistyped words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from pyoxigraph import Literal, NamedNode
from rapidfuzz import process
from rapidfuzz.distance import OSA

from kg.model.text import fold
from kg.store import Rows

_WORD = re.compile(r"\w+")
_MAX_CANDIDATES = 300
"""Maximum number of resources that are ranked; those with more works are considered first."""
_MAX_SCANNED = 20_000
"""Maximum number of names that are compared with the search words."""


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """One name of a resource, with the IRI, kind and label of the resource, and its weight: the number of its works."""

    iri: str
    kind: str
    label: str
    name: str
    weight: int


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Matching entries, the best match first; `corrected` is the corrected search text, or "" without a correction."""

    entries: tuple[SearchEntry, ...]
    corrected: str = ""


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """Index of names for search, which takes milliseconds for 100,000 titles.

    Attributes
    ----------
    entries
        All names, in descending order of weight.
    text
        The folded names of all entries, one per line.
    starts
        Offset of the name of each entry in `text`, and the offset after the last name.
    words
        All words of the names, sorted.
    counts
        Number of names that contain each word.
    alike
        Number of resources with each pair of kind and label.
    """

    entries: Sequence[SearchEntry]
    text: str
    starts: Sequence[int]
    words: Sequence[str]
    counts: dict[str, int]
    alike: dict[tuple[str, str], int]

    def search(self, wanted: str, most: int = 20, kinds: Collection[str] = ()) -> SearchResult:
        """Return at most `most` entries whose name contains every word of `wanted`, as a word or as a part of one.

        Names that begin with the search text come first, then names whose words begin with the words of the search
        text, then all others; names of equal rank are sorted by weight. Words that occur in no name are replaced by
        the most similar word of the index. `kinds` are the kinds of resources to return; all if it is empty.
        """
        words = fold_words(wanted).split()[:8]
        if not words:
            return SearchResult(())
        if found := self._with_all(words, most, kinds):
            return SearchResult(found)
        corrected = [word if word in self.text else self._nearest(word) for word in words]
        if corrected == words or not all(corrected):
            return SearchResult(())
        return SearchResult(self._with_all(corrected, most, kinds), " ".join(corrected))

    def identifier(self, entry: SearchEntry) -> str:
        """Return the label of an entry, or its IRI if several resources of its kind have this label."""
        return entry.label if self.alike[entry.kind, entry.label] == 1 else entry.iri

    def _with_all(self, words: Sequence[str], most: int, kinds: Collection[str]) -> tuple[SearchEntry, ...]:
        rarest = min(words, key=lambda word: self.counts.get(word, 1_000 // len(word)))
        phrase = " ".join(words)
        best: dict[str, tuple[tuple[int, int, int, str], SearchEntry]] = {}
        for number in islice(self._places(rarest), _MAX_SCANNED):
            name = self.text[self.starts[number] : self.starts[number + 1] - 1]
            entry = self.entries[number]
            if (not kinds or entry.kind in kinds) and all(word in name for word in words):
                rank = (_rank(name, words, phrase), -entry.weight, len(name), entry.iri)
                if entry.iri not in best or rank < best[entry.iri][0]:
                    best[entry.iri] = (rank, entry)
            if len(best) >= _MAX_CANDIDATES:
                break
        return tuple(entry for _, entry in sorted(best.values(), key=lambda each: each[0])[:most])

    def _places(self, word: str) -> Iterator[int]:
        """Yield the positions of the entries whose name contains the word.

        Names that begin with it come first, then names with a word that begins with it, then all others.
        """
        seen: set[int] = set()
        for pattern in (f"\n{word}", f" {word}", word):
            place = self.text.find(pattern)
            while place >= 0:
                number = bisect_right(self.starts, place + len(pattern) - len(word)) - 1
                if number not in seen:
                    seen.add(number)
                    yield number
                place = self.text.find(pattern, self.starts[number + 1] - 1)

    def _nearest(self, word: str) -> str:
        max_distance = 1 if len(word) <= 4 else 2
        near = process.extract(word, self.words, scorer=OSA.distance, score_cutoff=max_distance, limit=5)
        return min(near, key=lambda each: (each[1], -self.counts[each[0]], each[0]))[0] if near else ""


def build_index(entries: Iterable[SearchEntry]) -> SearchIndex:
    """Return an index of the entries, in descending order of weight: a limited scan finds the heaviest ones first."""
    ordered = sorted(entries, key=lambda entry: (-entry.weight, entry.iri, entry.name))
    names = [fold_words(entry.name) for entry in ordered]
    starts, place = [], 1
    for name in names:
        starts.append(place)
        place += len(name) + 1
    counts = Counter(word for name in names for word in _WORD.findall(name))
    alike = Counter((entry.kind, entry.label) for entry in {each.iri: each for each in ordered}.values())
    text = "\n" + "\n".join(names) + "\n"
    return SearchIndex(ordered, text, [*starts, place], sorted(counts), dict(counts), dict(alike))


def search_rows(index: SearchIndex, words: str, kinds: Collection[str], limit: int) -> Rows:
    """Return the result of a search as rows of IRI, kind, label and number of papers, with any correction as a note."""
    found = index.search(words, limit, kinds)
    rows = ((NamedNode(e.iri), Literal(e.kind), Literal(e.label), Literal(e.weight)) for e in found.entries)
    note = f"no exact match; showing results for {found.corrected!r}" if found.corrected else ""
    return Rows(("iri", "kind", "label", "works"), rows, note)


def fold_words(name: str) -> str:
    """Return a name without accents, letter case, punctuation and repeated spaces, for comparison.

    >>> fold_words("Núñez,  Ana")
    'nunez ana'
    """
    return " ".join("".join(c if c.isalnum() or c in "+#" else " " for c in fold(name)).split())


def _rank(name: str, words: Sequence[str], phrase: str) -> int:
    if name == phrase:
        return 0
    if name.startswith(phrase):
        return 1
    padded = f" {name}"
    if f" {phrase}" in padded:
        return 2
    return 3 if all(f" {word}" in padded for word in words) else 4
