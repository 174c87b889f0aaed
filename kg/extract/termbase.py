"""Statistics of terms in many abstracts: frequency, typical use, and a vector of contexts.

The vector of a term has two parts: the words directly beside it, and the content words near it. Each is the truncated
SVD of positive pointwise mutual information (O. Levy, Y. Goldberg and I. Dagan, Improving distributional similarity
with lessons learned from word embeddings, TACL 2015), with the square roots of the singular values.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from kg.extract.sequence import LONGEST, POWERS, tokens_of

BESIDE, NEAR, HABITS = 40, 40, 7
FEWEST, MOST = 7, 300
_BESIDE_WORDS, _NEAR_WORDS, _REACH = 1000, 6000, 6


@dataclass(frozen=True, slots=True)
class TermBase:
    """Terms by sorted key.

    `counts` are occurrences. `habits` (0 to 1) are the shares of occurrences that start a run of content words, end
    one, follow a hyphen, precede a hyphen, precede "(", have a capital, are all capitals. `vectors` are scaled to 8-bit
    integers.
    """

    keys: NDArray[np.uint64]
    counts: NDArray[np.int32]
    habits: NDArray[np.float16]
    vectors: NDArray[np.int8]

    def rows(self, keys: NDArray[np.uint64]) -> NDArray[np.int64]:
        """Return the row of each key, -1 for an unknown key."""
        places = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[places] == keys, places, -1)

    def save(self, path: Path) -> None:
        """Write a compressed .npz file."""
        np.savez_compressed(path, keys=self.keys, counts=self.counts, habits=self.habits, vectors=self.vectors)


def load_termbase(path: Path) -> TermBase:
    """Return the terms that `TermBase.save` wrote."""
    with np.load(path) as arrays:
        return TermBase(arrays["keys"], arrays["counts"], arrays["habits"], arrays["vectors"])


@dataclass(frozen=True, slots=True)
class _Text:
    """The tokens of all abstracts in sequence, separated by blanks; `run` numbers runs of content words."""

    hashes: NDArray[np.uint64]
    singulars: NDArray[np.uint64]
    run: NDArray[np.int32]
    joined: NDArray[np.bool_]
    looks: NDArray[np.int8]


def build_termbase(abstracts: Iterable[list[str]], seed: int = 0) -> TermBase:
    """Return the terms of tokenised abstracts with their counts and vectors."""
    text = _gather(abstracts)
    keys, counts, occurrences = _count(text)
    sample = _sample(occurrences, len(keys), seed)
    beside, near = _contexts(text, sample, len(keys))
    parts = [_embed(beside, BESIDE, seed), _embed(near, NEAR, seed + 1)]
    return TermBase(keys, counts, _habits(text, occurrences, counts), np.hstack(parts))


def _gather(abstracts: Iterable[list[str]]) -> _Text:
    hashes, singulars, runs, joins, looks, last = [], [], [], [], [], 0
    pad = LONGEST
    for words in abstracts:
        tokens = tokens_of(words)
        hashes.append(np.pad(tokens.hashes, (0, pad)))
        singulars.append(np.pad(tokens.singulars, (0, pad)))
        runs.append(np.pad(np.where(tokens.run > 0, tokens.run + last, 0), (0, pad)).astype(np.int32))
        joins.append(np.pad(tokens.joined, (0, pad)))
        looks.append(np.pad(np.array([_look(words[i]) for i in tokens.index], dtype=np.int8), (0, pad)))
        last += int(tokens.run.max(initial=0))
    return _Text(
        np.concatenate(hashes),
        np.concatenate(singulars),
        np.concatenate(runs),
        np.concatenate(joins),
        np.concatenate(looks),
    )


def _look(word: str) -> int:
    """Return 1 for a word with a capital, 2 for all capitals, 3 for an opening parenthesis, 0 for others."""
    if word == "(":
        return 3
    if len(word) > 1 and word.removesuffix("s").isupper():
        return 2
    return int(any(c.isupper() for c in word))


Occurrences = list[tuple[int, NDArray[np.int64], NDArray[np.int64]]]


def _count(text: _Text) -> tuple[NDArray[np.uint64], NDArray[np.int32], Occurrences]:
    """Return frequent keys, their counts, and, by number of words, the rows and positions of their occurrences."""
    found = [_keys(text, size) for size in range(1, LONGEST + 1)]
    keys, counts = np.unique(np.concatenate([keys for keys, _ in found]), return_counts=True)
    keys, counts = keys[counts >= FEWEST], counts[counts >= FEWEST]
    occurrences: Occurrences = []
    for size, (all_keys, places) in enumerate(found, start=1):
        rows = np.minimum(np.searchsorted(keys, all_keys), len(keys) - 1)
        known = keys[rows] == all_keys
        occurrences.append((size, rows[known], places[known]))
    return keys, counts.astype(np.int32), occurrences


def _keys(text: _Text, size: int) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    count = len(text.hashes) - size + 1
    total = text.singulars[size - 1 :] * POWERS[size - 1]
    for i in range(size - 1):
        total = total + text.hashes[i : i + count] * POWERS[i]
    places = np.flatnonzero((text.run[:count] > 0) & (text.run[:count] == text.run[size - 1 :]))
    return total[places], places


def _habits(text: _Text, occurrences: Occurrences, counts: NDArray[np.int32]) -> NDArray[np.float16]:
    sums = np.zeros((len(counts), HABITS))
    for size, rows, places in occurrences:
        after = np.minimum(places + size, len(text.run) - 1)
        first = text.looks[places]
        seen = (
            (places == 0) | (text.run[places - 1] != text.run[places]),
            text.run[after] != text.run[places],
            text.joined[places],
            text.joined[after],
            text.looks[after] == 3,
            (first == 1) | (first == 2),
            first == 2,
        )
        for column, flags in enumerate(seen):
            sums[:, column] += np.bincount(rows, weights=flags, minlength=len(counts))
    return (sums / counts[:, None]).astype(np.float16)


def _sample(occurrences: Occurrences, rows: int, seed: int) -> Occurrences:
    """Return a random sample of about MOST occurrences of each row, or all if there are fewer."""
    random = np.random.default_rng(seed)
    totals = sum((np.bincount(found, minlength=rows) for _, found, _ in occurrences), np.zeros(rows, dtype=np.int64))
    share = np.minimum(1.0, MOST / np.maximum(1, totals))
    chosen: Occurrences = []
    for size, found, places in occurrences:
        keep = random.random(len(found)) < share[found]
        chosen.append((size, found[keep], places[keep]))
    return chosen


def _contexts(text: _Text, sample: Occurrences, rows: int) -> tuple[sparse.csr_matrix, sparse.csr_matrix]:
    """Return counts of the words beside each term (by position) and of the content words near it."""
    common = _rank(text.hashes[text.hashes > 0], _BESIDE_WORDS)
    content = _rank(text.hashes[text.run > 0], _NEAR_WORDS)
    beside = _count_context(text, sample, rows, common, ((-2, -1), (0, 1)), typed=True)
    reach = (tuple(range(-_REACH, 0)), tuple(range(_REACH)))
    return beside, _count_context(text, sample, rows, content, reach, typed=False)


def _rank(hashes: NDArray[np.uint64], most: int) -> NDArray[np.uint64]:
    """Return the `most` most frequent hashes, in ascending order."""
    words, counts = np.unique(hashes, return_counts=True)
    order = np.lexsort((words, -counts))[:most]
    return np.sort(words[order])


def _count_context(
    text: _Text,
    sample: Occurrences,
    rows: int,
    columns: NDArray[np.uint64],
    offsets: tuple[tuple[int, ...], tuple[int, ...]],
    *,
    typed: bool,
) -> sparse.csr_matrix:
    places_of = np.minimum(np.searchsorted(columns, text.hashes), len(columns) - 1).astype(np.int32)
    places_of[columns[places_of] != text.hashes] = -1
    before, after = offsets
    kinds = len(before) + len(after) if typed else 1
    total = sparse.csr_matrix((rows, kinds * len(columns)), dtype=np.float32)
    for size, found, places in sample:
        shifts = [places + shift for shift in before] + [places + size + shift for shift in after]
        for kind, shifted in enumerate(shifts):
            column = places_of[np.clip(shifted, 0, len(places_of) - 1)]
            seen = column >= 0
            columns_seen = column[seen] + (kind * len(columns) if typed else 0)
            ones = np.ones(int(seen.sum()), dtype=np.float32)
            total = total + sparse.csr_matrix((ones, (found[seen], columns_seen)), shape=total.shape)
    return total


def _embed(counts: sparse.csr_matrix, size: int, seed: int) -> NDArray[np.int8]:
    """Return rows of the truncated SVD of the positive pointwise mutual information, in 8 bits.

    Rows are scaled to length 1, multiplied by 254 and clipped to the range from -127 to 127.
    """
    pmi = _ppmi(counts)
    random = np.random.default_rng(seed)
    basis = pmi @ random.standard_normal((pmi.shape[1], size + 10)).astype(np.float32)
    for _ in range(3):
        basis, _ = np.linalg.qr(basis)
        basis = pmi @ (pmi.T @ basis)
    basis, _ = np.linalg.qr(basis)
    left, values, _ = np.linalg.svd(pmi.T @ basis, full_matrices=False)[::-1]
    rows = (basis @ left.T)[:, :size] * np.sqrt(values[:size])
    rows /= np.maximum(1e-9, np.linalg.norm(rows, axis=1, keepdims=True))
    return np.clip(np.rint(rows * 254), -127, 127).astype(np.int8)


def _ppmi(counts: sparse.csr_matrix) -> sparse.csr_matrix:
    """Return max(0, log(p(r, c) / (p(r) p(c)^0.75)))."""
    found = counts.tocoo()
    row_sums = np.asarray(counts.sum(axis=1)).ravel()
    column_sums = np.asarray(counts.sum(axis=0)).ravel() ** 0.75
    values = np.log(found.data * column_sums.sum() / (row_sums[found.row] * column_sums[found.col]))
    keep = values > 0
    return sparse.csr_matrix((values[keep].astype(np.float32), (found.row[keep], found.col[keep])), shape=counts.shape)
