"""Selection of non-overlapping spans from the scores of candidates; mentions of one term share a part of their score.

The log odds of a candidate are a weighted mean of its own and of the mean over the occurrences of the same term.
Occurrences inside a longer candidate with greater odds do not count; otherwise, a term that is also a part of longer
names would lose its own mentions.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.extract.abstract import Abstract
from kg.extract.candidates import Candidates

Matrix = NDArray[np.float32]
OWN, DEFINED = 0.6, 0.5
"""Weights of a candidate's own log odds and of the mean over both forms of a definition; from cross-validation."""


@dataclass(frozen=True, slots=True)
class ChosenCandidate:
    """A selected candidate: its row, its label (1 a method, 2 a dataset) and its log odds."""

    row: int
    label: int
    odds: float


def choose(
    abstract: Abstract, found: Candidates, scores: Matrix, thresholds: tuple[float, float]
) -> list[ChosenCandidate]:
    """Return the non-overlapping candidates with the greatest sum of (log odds − threshold).

    `scores` are log probabilities of no concept, a method, a dataset.
    """
    if not len(found):
        return []
    odds = _shared_odds(abstract, found, scores[:, 1:] - scores[:, :1])
    margins = odds - np.array(thresholds)
    rows = [int(row) for row in np.flatnonzero(margins.max(axis=1) > 0)]
    labels = margins.argmax(axis=1)
    chosen = _best_set(sorted(rows, key=lambda row: (found.last[row], row)), found, margins.max(axis=1))
    return [ChosenCandidate(row, int(labels[row]) + 1, float(odds[row, labels[row]])) for row in chosen]


def _shared_odds(abstract: Abstract, found: Candidates, odds: Matrix) -> NDArray[np.float64]:
    """Return the log odds of each row, mixed with those of the same term elsewhere and of its long or short form."""
    groups, own = found.groups, odds.astype(np.float64)
    outside = (~_inside_better(found, own.max(axis=1))).astype(np.float64)
    outside = np.where(np.bincount(groups, weights=outside)[groups] > 0, outside, 1)
    sizes = np.bincount(groups, weights=outside)
    means = np.stack([np.bincount(groups, weights=outside * own[:, k]) / sizes for k in range(own.shape[1])], axis=1)
    mixed = OWN * own + (1 - OWN) * means[groups]
    for long, short in definition_rows(abstract, found):
        pair = [groups[long], groups[short]]
        rows = np.isin(groups, pair)
        mixed[rows] = (1 - DEFINED) * mixed[rows] + DEFINED * means[pair].mean(axis=0)
    return mixed


def _inside_better(found: Candidates, best: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return which candidates are inside a longer candidate with greater log odds."""
    first, last, sizes = found.first, found.last, found.last - found.first
    around = (first[:, None] >= first) & (last[:, None] <= last) & (sizes[:, None] < sizes)
    return np.asarray((around & (best > best[:, None])).any(axis=1))


def definition_rows(abstract: Abstract, found: Candidates) -> Iterator[tuple[int, int]]:
    """Yield the rows of the long and the short form of each definition whose forms are both candidates."""
    index = found.tokens.index
    starts, ends = np.array(abstract.starts)[index[found.first]], np.array(abstract.ends)[index[found.last]]
    for d in abstract.defined:
        long = np.flatnonzero((starts == d.long_start) & (ends == d.long_end))
        short = np.flatnonzero((starts == d.short_start) & ((ends == d.short_end) | (ends == d.short_end - 1)))
        if len(long) and len(short):
            yield int(long[0]), int(short[-1])


def _best_set(rows: list[int], found: Candidates, gains: NDArray[np.float64]) -> list[int]:
    """Return the best set by weighted interval scheduling; `rows` are sorted by their ends."""
    ends, totals = [-1], [0.0]
    sets: list[tuple[int, ...]] = [()]
    for row in rows:
        before = bisect_left(ends, int(found.first[row])) - 1
        total = totals[before] + float(gains[row])
        if total > totals[-1]:
            ends.append(int(found.last[row]))
            totals.append(total)
            sets.append((before, row))
    return _trace(sets)


def _trace(sets: list[tuple[int, ...]]) -> list[int]:
    chosen, at = [], len(sets) - 1
    while at > 0:
        before, row = sets[at]
        chosen.append(row)
        at = before
    return chosen[::-1]
