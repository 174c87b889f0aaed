"""What speaks for and against two signatures being one person's: numbers for the model, words for the reader."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.resolve.blocking import Pair
from kg.resolve.census import Census, take_census
from kg.resolve.circles import Circles, draw_circles
from kg.resolve.names import Relation
from kg.resolve.overlap import Overlap, find_overlap
from kg.resolve.signatures import Paper, Signature
from kg.resolve.topics import Topics, read_topics
from kg.resolve.weights import (
    ACQUAINTED,
    BOTH_FIRST,
    BOTH_LAST,
    CONSTANT,
    FEATURES,
    MIXED,
    NEAR,
    PRIOR,
    SHARED,
    SPELLING,
    TOPIC,
    WEIGHTS,
)

SATURATION = 4.0  # log odds that the name alone never exceeds
_COLUMN = {name: n for n, name in enumerate(FEATURES)}
_WEIGHTS = np.array([WEIGHTS[name] for name in FEATURES])


@dataclass(frozen=True, slots=True)
class Corpus:
    """All that a comparison looks at; `groups` are those of the papers."""

    groups: Sequence[str]
    signatures: Sequence[Signature]
    census: Census
    circles: Circles
    overlap: Overlap
    topics: Topics

    def excerpt(self, members: Iterable[int]) -> Corpus:
        """As much as a comparison of these signatures looks at; they and their papers are numbered anew, in order."""
        chosen = [self.signatures[number] for number in members]
        papers = sorted({signature.paper for signature in chosen})
        place = {paper: number for number, paper in enumerate(papers)}
        signatures = [Signature(place[signature.paper], *signature[1:]) for signature in chosen]
        groups = [self.groups[paper] for paper in papers]
        return Corpus(
            groups,
            signatures,
            self.census.excerpt({signature.key for signature in signatures}),
            self.circles.excerpt(signatures, papers),
            self.overlap.excerpt(frozenset(groups)),
            self.topics.excerpt(papers),
        )


def survey(papers: Sequence[Paper], signatures: Sequence[Signature]) -> Corpus:
    """The corpus of the papers, surveyed for comparisons."""
    groups = [paper.group for paper in papers]
    census = take_census(signature.key for signature in signatures)
    circles, overlap = draw_circles(signatures, census), find_overlap(groups, signatures, census)
    return Corpus(groups, signatures, census, circles, overlap, read_topics(papers))


def measure(corpus: Corpus, pairs: Sequence[Pair]) -> NDArray[np.float64]:
    """One row a pair, one column for each of `FEATURES`."""
    rows = np.zeros((len(pairs), len(FEATURES)))
    if pairs:
        seen = np.fromiter((_COLUMN[name] for pair in pairs for name in _observe(corpus, pair)), np.int8)
        rows[np.arange(len(pairs))[:, None], seen.reshape(len(pairs), -1)] = 1.0
        rows[:, _COLUMN[PRIOR]] = [_prior(corpus, pair) for pair in pairs]
        papers = np.array([(corpus.signatures[p.left].paper, corpus.signatures[p.right].paper) for p in pairs])
        rows[:, _COLUMN[TOPIC]] = np.minimum(corpus.topics.likeness(papers[:, 0], papers[:, 1]), 0.0)
    return rows


def _observe(corpus: Corpus, pair: Pair) -> tuple[str, str, str, str]:
    """What is true of the pair, besides what is true of all."""
    left, right = corpus.signatures[pair.left], corpus.signatures[pair.right]
    spelling = SPELLING if left.name != right.name else CONSTANT
    relation = spelling if pair.relation is Relation.EXACT else pair.relation
    return CONSTANT, relation, _places(left, right), _link(corpus.circles, pair)


def _places(left: Signature, right: Signature) -> str:
    if left.is_last and right.is_last:
        return BOTH_LAST
    if left.is_first and right.is_first:
        return BOTH_FIRST
    return MIXED if (left.is_first and right.is_last) or (left.is_last and right.is_first) else CONSTANT


def _prior(corpus: Corpus, pair: Pair) -> float:
    """Log odds that two signatures of this name, from these groups, are one person's.

    Drawn at random, they are one person's with chance r (`Overlap`), and bear one name by chance with λ / N (`Census`,
    N names): the odds of one person against two are r · N / λ.

    Their logarithm is bent to stay within ± `SATURATION`: how rare a rare name is says little more.
    """
    left, right = corpus.signatures[pair.left], corpus.signatures[pair.right]
    expected = max(corpus.census.expected[left.key], corpus.census.expected[right.key])
    chance = corpus.overlap.chance(corpus.groups[left.paper], corpus.groups[right.paper])
    return SATURATION * math.tanh(math.log(chance * corpus.census.size / expected) / SATURATION)


def _link(circles: Circles, pair: Pair) -> str:
    """The strongest link through co-authors."""
    if circles.are_linked(pair.left, pair.right):
        return SHARED
    if circles.are_acquainted(pair.left, pair.right):
        return ACQUAINTED
    return NEAR if circles.are_near(pair.left, pair.right) else CONSTANT


def log_odds(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """The log odds of each row that the two are one person.

    Added up column by column: what a product of matrices gives a row may depend on the rows beside it, in the last bit,
    and on the processor.
    """
    odds = np.zeros(len(rows))
    for column, weight in enumerate(_WEIGHTS.tolist()):
        odds += rows[:, column] * weight
    return odds


def give_reasons(corpus: Corpus, pair: Pair, row: NDArray[np.float64]) -> tuple[str, ...]:
    """What the comparison of a pair saw, in words, the weightiest first, each with what it adds to the log odds."""
    parts = zip(FEATURES, row.tolist(), (row * _WEIGHTS).tolist(), strict=True)
    shown = sorted((p for p in parts if abs(p[2]) >= 0.05 and p[0] != CONSTANT), key=lambda p: (-abs(p[2]), p[0]))
    return tuple(f"{_word(corpus, pair, name, value)} ({added:+.1f})" for name, value, added in shown)


def _word(corpus: Corpus, pair: Pair, name: str, value: float) -> str:
    if name == PRIOR:
        left, right = corpus.signatures[pair.left], corpus.signatures[pair.right]
        expected = max(corpus.census.expected[left.key], corpus.census.expected[right.key])
        return f"{expected:.2g} people of this name expected here"
    if name == SHARED:
        names = corpus.circles.shared(pair.left, pair.right)
        return f"shared co-author{'s' * (len(names) > 1)} {', '.join(names[:3])}{' …' * (len(names) > 3)}"
    if name == TOPIC:
        return "subjects less alike than usual"
    return name
