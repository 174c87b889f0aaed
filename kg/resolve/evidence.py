"""Evidence that two signatures belong to one person: features for the model, and reasons for the ledger of identity."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.resolve.blocking import Pair
from kg.resolve.coauthors import CoauthorIndex, index_coauthors
from kg.resolve.name_frequency import NameFrequency, count_names
from kg.resolve.name_relations import Relation
from kg.resolve.overlap import Overlap, measure_overlap
from kg.resolve.signatures import AuthoredPaper, Signature
from kg.resolve.weights import (
    ACQUAINTED,
    BOTH_FIRST,
    BOTH_LAST,
    CONSTANT,
    FEATURES,
    MIXED,
    NEAR,
    OTHER_AFFILIATION,
    PRIOR,
    SAME_AFFILIATION,
    SHARED,
    WEIGHTS,
)

SATURATION = 8.0  # limit of the absolute log odds that follow from the names alone
_COLUMN = {name: n for n, name in enumerate(FEATURES)}
_WEIGHTS = np.array([WEIGHTS[name] for name in FEATURES])


@dataclass(frozen=True, slots=True)
class Corpus:
    """Signatures, and the statistics that their comparison needs; `groups` has the edition of each paper."""

    groups: Sequence[str]
    signatures: Sequence[Signature]
    frequency: NameFrequency
    coauthors: CoauthorIndex
    overlap: Overlap

    def excerpt(self, members: Iterable[int]) -> Corpus:
        """Return the corpus of some signatures, given by their indices; signatures and papers get new indices."""
        chosen = [self.signatures[number] for number in members]
        papers = sorted({signature.paper for signature in chosen})
        place = {paper: number for number, paper in enumerate(papers)}
        signatures = [signature._replace(paper=place[signature.paper]) for signature in chosen]
        groups = [self.groups[paper] for paper in papers]
        return Corpus(
            groups,
            signatures,
            self.frequency.excerpt({signature.key for signature in signatures}),
            self.coauthors.excerpt(signatures, papers),
            self.overlap.excerpt(frozenset(groups)),
        )


def build_corpus(papers: Sequence[AuthoredPaper], signatures: Sequence[Signature]) -> Corpus:
    """Return the signatures of papers, with the statistics that their comparison needs."""
    groups = [paper.group for paper in papers]
    frequency = count_names(signature.key for signature in signatures)
    overlap = measure_overlap(groups, signatures, frequency)
    return Corpus(groups, signatures, frequency, index_coauthors(signatures, frequency), overlap)


def measure(corpus: Corpus, pairs: Sequence[Pair]) -> NDArray[np.float64]:
    """Return the values of the features: one row per pair, one column per feature of FEATURES."""
    rows = np.zeros((len(pairs), len(FEATURES)))
    for row, pair in zip(rows, pairs, strict=True):
        for name in _observe(corpus, pair):
            row[_COLUMN[name]] = 1.0
        row[_COLUMN[PRIOR]] = _prior(corpus, pair)
    return rows


def _observe(corpus: Corpus, pair: Pair) -> Iterator[str]:
    """Yield the binary features that are true for a pair."""
    left, right = corpus.signatures[pair.left], corpus.signatures[pair.right]
    yield CONSTANT
    if pair.relation is not Relation.EXACT:
        yield pair.relation
    yield _positions(left, right)
    yield _link(corpus.coauthors, pair)
    if left.organisations and right.organisations:
        yield OTHER_AFFILIATION if left.organisations.isdisjoint(right.organisations) else SAME_AFFILIATION


def _positions(left: Signature, right: Signature) -> str:
    if left.is_last and right.is_last:
        return BOTH_LAST
    if left.is_first and right.is_first:
        return BOTH_FIRST
    return MIXED if (left.is_first and right.is_last) or (left.is_last and right.is_first) else CONSTANT


def _prior(corpus: Corpus, pair: Pair) -> float:
    """Return the log odds that two signatures belong to one person, given only their names and editions.

    Two signatures drawn at random from these editions belong to one person with probability r (`Overlap`). Two people
    drawn at random have the same name with probability p (`NameFrequency`). The odds of one person against two are
    r / p. The logarithm is limited smoothly to ± `SATURATION`, because the difference between rare and very rare names
    matters little.
    """
    left, right = corpus.signatures[pair.left], corpus.signatures[pair.right]
    chance = corpus.overlap.chance(corpus.groups[left.paper], corpus.groups[right.paper])
    share = corpus.frequency.of_pair(left.key, right.key)
    return SATURATION * math.tanh(math.log(chance / share) / SATURATION)


def _link(coauthors: CoauthorIndex, pair: Pair) -> str:
    """Return the feature of the strongest link through co-authors, or CONSTANT if there is none."""
    if coauthors.have_shared(pair.left, pair.right):
        return SHARED
    if coauthors.have_acquainted(pair.left, pair.right):
        return ACQUAINTED
    return NEAR if coauthors.have_near(pair.left, pair.right) else CONSTANT


def log_odds(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return, for each row of features, the log odds that the two signatures belong to one person.

    The columns are added one by one, because the last bits of a matrix product can depend on the other rows and on the
    processor.
    """
    odds = np.zeros(len(rows))
    for column, weight in enumerate(_WEIGHTS.tolist()):
        odds += rows[:, column] * weight
    return odds


def give_reasons(corpus: Corpus, pair: Pair, row: NDArray[np.float64]) -> tuple[str, ...]:
    """Return the reasons for a pair, each with its contribution to the log odds, in descending order of magnitude."""
    parts = zip(FEATURES, row.tolist(), (row * _WEIGHTS).tolist(), strict=True)
    shown = sorted((p for p in parts if abs(p[2]) >= 0.05 and p[0] != CONSTANT), key=lambda p: (-abs(p[2]), p[0]))
    return tuple(f"{_describe(corpus, pair, name)} ({added:+.1f})" for name, _, added in shown)


def _describe(corpus: Corpus, pair: Pair, name: str) -> str:
    left, right = corpus.signatures[pair.left], corpus.signatures[pair.right]
    if name == PRIOR:
        one_in = float(f"{1 / corpus.frequency.of_pair(left.key, right.key):.2g}")
        return f"one person in {one_in:,.0f} has this name"
    if name == SHARED:
        names = corpus.coauthors.shared(pair.left, pair.right)
        return f"shared co-author{'s' * (len(names) > 1)} {', '.join(names[:3])}{' …' * (len(names) > 3)}"
    if name == SAME_AFFILIATION:
        return f"same affiliation {', '.join(sorted(left.organisations & right.organisations))}"
    return name
