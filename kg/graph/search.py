"""Finding things by a part of their name: prefixes and substrings, accents folded, mistyped words mended."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from rapidfuzz import process
from rapidfuzz.distance import OSA

from kg.model.text import fold

_WORD = re.compile(r"\w+")
_ENOUGH = 300
"""Entries among which the best are chosen; heavier ones are looked at first."""
_MOST_SCANNED = 20_000


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found: its IRI, what it is, the name to show, a name to find it by, how much it weighs."""

    iri: str
    kind: str
    label: str
    name: str
    weight: int


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, best first, for the words `corrected` where the words given are nowhere."""

    entries: tuple[Entry, ...]
    corrected: str = ""


@dataclass(frozen=True, slots=True)
class Index:
    """All folded names in one text, which is searched as a whole: 100,000 titles take milliseconds. `counts` says how
    many names have a word, `alike` how many things of a kind have a label."""

    entries: Sequence[Entry]
    text: str
    starts: Sequence[int]
    words: Sequence[str]
    counts: dict[str, int]
    alike: dict[tuple[str, str], int]

    def search(self, wanted: str, most: int = 20, kinds: Collection[str] = ()) -> Found:
        """The entries, of these kinds or of any, with a name that has every word of `wanted`, at the start of a word or
        within one.

        Names that begin with the whole of it come first, then those with words that do, then the rest; among equals
        what weighs more. Words that no name has are replaced by the nearest that a name has.
        """
        words = fold_words(wanted).split()[:8]
        if not words:
            return Found(())
        if found := self._with_all(words, most, kinds):
            return Found(found)
        mended = [word if word in self.text else self._nearest(word) for word in words]
        if mended == words or not all(mended):
            return Found(())
        return Found(self._with_all(mended, most, kinds), " ".join(mended))

    def telling(self, entry: Entry) -> str:
        """The name of an entry, or its IRI where others of its kind have the same name."""
        return entry.label if self.alike[entry.kind, entry.label] == 1 else entry.iri

    def _with_all(self, words: Sequence[str], most: int, kinds: Collection[str]) -> tuple[Entry, ...]:
        rarest = min(words, key=lambda word: self.counts.get(word, 1_000 // len(word)))
        whole = " ".join(words)
        best: dict[str, tuple[tuple[int, int, int, str], Entry]] = {}
        for number in islice(self._places(rarest), _MOST_SCANNED):
            name = self.text[self.starts[number] : self.starts[number + 1] - 1]
            entry = self.entries[number]
            if (not kinds or entry.kind in kinds) and all(word in name for word in words):
                rank = (_rank(name, words, whole), -entry.weight, len(name), entry.iri)
                if entry.iri not in best or rank < best[entry.iri][0]:
                    best[entry.iri] = (rank, entry)
            if len(best) >= _ENOUGH:
                break
        return tuple(entry for _, entry in sorted(best.values(), key=lambda each: each[0])[:most])

    def _places(self, word: str) -> Iterator[int]:
        """Numbers of entries whose names have the word: those that begin with it, then those with a word that does."""
        seen: set[int] = set()
        for written in (f"\n{word}", f" {word}", word):
            place = self.text.find(written)
            while place >= 0:
                number = bisect_right(self.starts, place + len(written) - len(word)) - 1
                if number not in seen:
                    seen.add(number)
                    yield number
                place = self.text.find(written, self.starts[number + 1] - 1)

    def _nearest(self, word: str) -> str:
        mistakes = 1 if len(word) <= 4 else 2
        near = process.extract(word, self.words, scorer=OSA.distance, score_cutoff=mistakes, limit=5)
        return min(near, key=lambda each: (each[1], -self.counts[each[0]], each[0]))[0] if near else ""


def index(entries: Iterable[Entry]) -> Index:
    """An index over entries; what weighs more comes first where only so many can be looked at."""
    ordered = sorted(entries, key=lambda entry: (-entry.weight, entry.iri, entry.name))
    names = [fold_words(entry.name) for entry in ordered]
    starts, place = [], 1
    for name in names:
        starts.append(place)
        place += len(name) + 1
    counts = Counter(word for name in names for word in _WORD.findall(name))
    alike = Counter((entry.kind, entry.label) for entry in {each.iri: each for each in ordered}.values())
    text = "\n" + "\n".join(names) + "\n"
    return Index(ordered, text, [*starts, place], sorted(counts), dict(counts), dict(alike))


def fold_words(name: str) -> str:
    """A name for comparison: without accents, letter case, punctuation between words and repeated spaces."""
    return " ".join("".join(c if c.isalnum() or c in "+#" else " " for c in fold(name)).split())


def _rank(name: str, words: Sequence[str], whole: str) -> int:
    if name == whole:
        return 0
    if name.startswith(whole):
        return 1
    padded = f" {name}"
    if f" {whole}" in padded:
        return 2
    return 3 if all(f" {word}" in padded for word in words) else 4
