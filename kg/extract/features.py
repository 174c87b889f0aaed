"""Features of candidates: their words and neighbours, and their statistics in a large body of text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from kg.extract.abstract import Abstract
from kg.extract.candidates import Candidates
from kg.extract.sequence import POWERS, hash_of
from kg.extract.termbase import TermBase
from kg.extract.wording import plain_form

Matrix = NDArray[np.float32]
_CUES = tuple(
    """propos introduc present develop design call nam term dub novel new our method approach algorithm model framework
    network technique task problem dataset benchmark corpus data evaluat experiment outperform compar baseline us using
    via based train appl learn architecture such includ e.g. like as on state generat classif detect predict recogni
    challenge challenging issue application field area study analysis theory bound metric performance
    accuracy""".split()
)
_REACH, _WIDE = 7, 8


@dataclass(frozen=True, slots=True)
class WordVectors:
    """Word vectors in 8 bits, sorted by the hash of the word; the last row, all zero, is for unknown words."""

    hashes: NDArray[np.uint64]
    vectors: NDArray[np.int8]

    def rows(self, words: list[str]) -> NDArray[np.int64]:
        """Return the row of each word as written, else of its plain form, else the last row."""
        return np.array([_row_of(self, word) for word in words], dtype=np.int64)

    def __hash__(self) -> int:
        return id(self)


@lru_cache(maxsize=400_000)
def _row_of(table: WordVectors, word: str) -> int:
    for form in (word, plain_form(word)):
        key = np.uint64(hash_of(form))
        place = int(np.searchsorted(table.hashes, key))
        if place < len(table.hashes) and table.hashes[place] == key:
            return place
    return len(table.hashes)


@dataclass(frozen=True, slots=True)
class Counts:
    """Number of times that a key was labelled no concept, a method, a dataset."""

    keys: NDArray[np.uint64]
    counts: NDArray[np.float32]

    def of(self, keys: NDArray[np.uint64]) -> Matrix:
        """Return the three counts of each key, zero for an unknown key."""
        places = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where((self.keys[places] == keys)[:, None], self.counts[places], 0).astype(np.float32)


def count_labels(keys: NDArray[np.uint64], labels: NDArray[np.int8]) -> Counts:
    """Return the counts of labels 0, 1, 2 by key."""
    found, places = np.unique(keys, return_inverse=True)
    counts = np.zeros((len(found), 3), dtype=np.float32)
    np.add.at(counts, (places, labels), 1)
    return Counts(found, counts)


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Statistics that features are computed from: terms of a large text, word vectors, counts of annotated terms and of
    their first and last words, and hashes of the most frequent words.
    """

    termbase: TermBase
    words: WordVectors
    terms: Counts
    heads: Counts
    starts: Counts
    common: NDArray[np.uint64]


def features_of(abstract: Abstract, candidates: Candidates, knowledge: Knowledge) -> Matrix:
    """Return one row of features per candidate. In training, `knowledge` must exclude the labels of this abstract."""
    vectors, sums = _vectors_of(abstract, candidates, knowledge)
    blocks = [
        _word_vectors(vectors, sums, candidates),
        _term_statistics(candidates, knowledge),
        annotated(candidates, knowledge),
        _looks(abstract, candidates),
        _place(abstract, candidates),
        _neighbours(candidates, knowledge),
        _cues(abstract, candidates),
        _vocabulary(candidates),
        _definitions(abstract, candidates),
        _surroundings(vectors, sums, candidates),
    ]
    return np.hstack([block.astype(np.float32, copy=False) for block in blocks])


def _padded(values: NDArray, pad: int = 2) -> NDArray:  # type: ignore[type-arg]
    return np.pad(values, [(pad, pad)] + [(0, 0)] * (values.ndim - 1))


def _vectors_of(abstract: Abstract, found: Candidates, knowledge: Knowledge) -> tuple[Matrix, Matrix]:
    """Return the vectors of the words of an abstract, and their sums over the first 0, 1, 2, … words."""
    rows = knowledge.words.rows([abstract.words[i] for i in found.tokens.index])
    vectors: Matrix = knowledge.words.vectors[rows].astype(np.float32) / np.float32(64)
    return vectors, np.vstack([np.zeros((1, vectors.shape[1]), dtype=np.float32), np.cumsum(vectors, axis=0)])


def _word_vectors(vectors: Matrix, sums: Matrix, found: Candidates) -> Matrix:
    """Return vectors of the two words before and after, of the first and last word, and the mean over the candidate."""
    around, first, last = _padded(vectors), found.first + 2, found.last + 2
    mean = (sums[found.last + 1] - sums[found.first]) / (last - first + 1).astype(np.float32)[:, None]
    parts = [
        around[first - 2],
        around[first - 1],
        around[last + 1],
        around[last + 2],
        around[first],
        around[last],
        mean,
    ]
    return np.hstack(parts)


def _surroundings(vectors: Matrix, sums: Matrix, found: Candidates) -> Matrix:
    """Return mean vectors of the words before, of those after, and of the complete abstract."""
    begin, end = np.maximum(found.first - _WIDE, 0), np.minimum(found.last + 1 + _WIDE, len(vectors))
    before = (sums[found.first] - sums[begin]) / np.maximum(1, found.first - begin).astype(np.float32)[:, None]
    after = (sums[end] - sums[found.last + 1]) / np.maximum(1, end - found.last - 1).astype(np.float32)[:, None]
    whole = np.repeat(sums[-1:] / max(1, len(vectors)), len(found), axis=0)
    return np.hstack([before, after, whole])


def _term_statistics(found: Candidates, knowledge: Knowledge) -> Matrix:
    base, tokens = knowledge.termbase, found.tokens
    hashes, singulars = _padded(tokens.hashes), _padded(tokens.singulars)
    first, last = found.first + 2, found.last + 2
    heads = singulars[last]
    pairs = hashes[last - 1] + singulars[last] * POWERS[1]
    rows = {name: base.rows(keys) for name, keys in (("term", found.keys), ("head", heads), ("pair", pairs))}
    vectors = [
        base.vectors[r].astype(np.float32) * ((r >= 0) / np.float32(64)).astype(np.float32)[:, None]
        for r in rows.values()
    ]
    count = _log_counts(base, found.keys)
    sizes = np.minimum(found.last - found.first, len(POWERS) - 2)
    longer_left = hashes[first - 1] + found.keys * POWERS[1]
    inner = found.keys + (hashes[last] - singulars[last]) * POWERS[sizes]
    longer_right = inner + singulars[last + 1] * POWERS[sizes + 1]
    shorter_left = (found.keys - hashes[first]) * _INVERSE
    others = [_log_counts(base, keys) - count for keys in (longer_left, longer_right, shorter_left, heads)]
    habits = np.where((rows["term"] >= 0)[:, None], base.habits[rows["term"]], 0)
    return np.hstack([*vectors, habits, np.stack([count, count > 0, *others], axis=1)])


_INVERSE = np.uint64(pow(int(POWERS[1]), -1, 2**64))


def _log_counts(base: TermBase, keys: NDArray[np.uint64]) -> Matrix:
    rows = base.rows(keys)
    return (np.log2(np.where(rows >= 0, base.counts[rows], 4)) / 4 - 0.5).astype(np.float32)


def annotated(found: Candidates, knowledge: Knowledge) -> Matrix:
    """Return the counts of labels of the same term, its last word and its first word in the annotated abstracts."""
    tokens = found.tokens
    tables = (
        (knowledge.terms, found.keys),
        (knowledge.heads, tokens.singulars[found.last]),
        (knowledge.starts, tokens.hashes[found.first]),
    )
    parts = []
    for table, keys in tables:
        counts = table.of(keys)
        total = counts.sum(axis=1, keepdims=True)
        parts += [np.log1p(counts) / 2, (counts[:, 1:] + 0.1) / (total + 1.0)]
    return np.hstack(parts)


def _looks(abstract: Abstract, found: Candidates) -> Matrix:
    words = [abstract.words[i] for i in found.tokens.index]
    table = np.array([_look(word) for word in words], dtype=np.float32).reshape(len(words), len(_look("")))
    sums = np.vstack([np.zeros((1, table.shape[1]), dtype=np.float32), np.cumsum(table, axis=0)])
    mean = (sums[found.last + 1] - sums[found.first]) / (found.last - found.first + 1)[:, None]
    around = _padded(table, 1)
    return np.hstack(
        [table[found.first], table[found.last], mean, around[found.first][:, :4], around[found.last + 2][:, :4]]
    )


@lru_cache(maxsize=100_000)
def _look(word: str) -> tuple[float, ...]:
    capitals = sum(c.isupper() for c in word)
    return (
        float(word[:1].isupper()),
        float(capitals >= 2),
        float(any(c.isdigit() for c in word)),
        float(word.isdigit()),
        float(word.endswith("ing")),
        float(word.endswith("ed")),
        float(word.endswith("s") and not word.endswith("ss")),
        float(word.endswith(("tion", "ment", "ity"))),
        min(len(word), 12) / 12,
        float(capitals > 0 and not word[:1].isupper()),
    )


def _place(abstract: Abstract, found: Candidates) -> Matrix:
    tokens = found.tokens
    run, joined = _padded(tokens.run, 1), _padded(tokens.joined, 1)
    first, last = found.first + 1, found.last + 1
    sizes = found.last - found.first + 1
    starts = np.array([start for start, _ in abstract.sentences] or [0])
    sentence = np.searchsorted(starts, tokens.index[found.first], side="right") - 1
    repeated = np.bincount(found.groups)[found.groups] if len(found) else np.zeros(0)
    ends_run = run[last + 1] != run[last]
    columns = [
        *(sizes == n for n in range(1, 6)),
        joined[first],
        joined[last + 1],
        run[first - 1] != run[first],
        ends_run,
        (run[first - 1] != run[first]) & ends_run,
        sentence == 0,
        sentence / max(1, len(starts) - 1),
        tokens.index[found.first] == starts[sentence],
        np.minimum(repeated, 5) / 5,
        repeated > 1,
        _share(found.groups, ends_run),
        _share(found.groups, run[first - 1] != run[first]),
    ]
    return np.stack(columns, axis=1).astype(np.float32)


def _share(groups: NDArray[np.int32], flags: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return, for each candidate, the share of the candidates of its group whose flag is True."""
    if not len(groups):
        return np.zeros(0)
    return (np.bincount(groups, weights=flags) / np.bincount(groups))[groups]


def _neighbours(found: Candidates, knowledge: Knowledge) -> Matrix:
    """Return one-hot encodings of the frequent word directly before, and of the one directly after."""
    hashes = _padded(found.tokens.hashes, 1)
    size = len(knowledge.common)
    places = np.minimum(np.searchsorted(knowledge.common, hashes), size - 1)
    places[knowledge.common[places] != hashes] = size
    table = np.eye(size + 1, dtype=np.float32)
    return np.hstack([table[places[found.first]], table[places[found.last + 2]]])


def _cues(abstract: Abstract, found: Candidates) -> Matrix:
    """Return, for each cue, whether a word with this prefix is among the few words before or after a candidate."""
    words = [abstract.words[i] for i in found.tokens.index]
    table = np.zeros((len(words), len(_CUES)), dtype=np.float32)
    for i, word in enumerate(words):
        for cue in _cue(word):
            table[i, cue] = 1
    sums = np.vstack([np.zeros((1, len(_CUES)), dtype=np.float32), np.cumsum(table, axis=0)])
    before = sums[found.first] - sums[np.maximum(found.first - _REACH, 0)]
    after = sums[np.minimum(found.last + 1 + _REACH, len(words))] - sums[found.last + 1]
    return np.hstack([np.minimum(before, 1), np.minimum(after, 1)])


@lru_cache(maxsize=100_000)
def _cue(word: str) -> tuple[int, ...]:
    """Return the cues that are prefixes of a word; short cues must equal it, except for a final e."""
    form = word.lower()
    return tuple(
        i for i, cue in enumerate(_CUES) if (form.startswith(cue) if len(cue) > 3 else form in (cue, cue + "e"))
    )


def _vocabulary(found: Candidates) -> Matrix:
    """Return matches of the vocabulary: the candidate, a part at its end or start, a longer term that contains it."""
    known = np.eye(5, dtype=np.float32)[found.known]
    rows = np.flatnonzero(found.known)
    first, last = found.first[rows], found.last[rows]
    inside_end = (found.last[:, None] == last) & (found.first[:, None] < first)
    inside_start = (found.first[:, None] == first) & (found.last[:, None] > last)
    around = (found.first[:, None] >= first) & (found.last[:, None] <= last)
    longer = around & ((found.first[:, None] > first) | (found.last[:, None] < last))
    columns = [flags.any(axis=1) for flags in (inside_end, inside_start, longer)]
    return np.hstack([known, np.stack(columns, axis=1)])


def _definitions(abstract: Abstract, found: Candidates) -> Matrix:
    """Return whether each candidate is a long form, ends one, is a short form, or is inside a long form."""
    index = found.tokens.index
    starts = np.array(abstract.starts)[index[found.first]]
    ends = np.array(abstract.ends)[index[found.last]]
    flags = np.zeros((len(found), 5), dtype=np.float32)
    for d in abstract.defined:
        flags[:, 0] += (starts == d.long_start) & (ends == d.long_end)
        flags[:, 1] += ends == d.long_end
        flags[:, 2] += (starts == d.short_start) & (ends >= d.short_end - 1) & (ends <= d.short_end)
        flags[:, 3] += (starts >= d.long_start) & (ends <= d.long_end)
        flags[:, 4] += abstract.text[d.short_start : d.short_end].isupper() * (
            (starts == d.long_start) & (ends == d.long_end)
        )
    return np.minimum(flags, 1)
