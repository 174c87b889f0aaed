"""Signatures that may be compared with each other → who of them is one person, and why.

This is what runs in other processes, a part of all signatures at a time: what it is given and what it gives are values.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.model.identity import Verdict
from kg.resolve.blocking import Pair, candidate_pairs
from kg.resolve.decisions import Ruling
from kg.resolve.evidence import Corpus, give_reasons, log_odds, measure
from kg.resolve.linking import Clustering, Link, Rules, cluster
from kg.resolve.names import Relation
from kg.resolve.signatures import Signature
from kg.resolve.source_ids import id_rules

UNSURE = 0.25  # a score from here to one half is unsure, below it is different
SHOWN = 3  # links told of each person to others, the most likely first


@dataclass(frozen=True, slots=True)
class Part:
    """Signatures that no pair, id or decision connects with others: `members` are their numbers among all.

    `corpus` has these signatures alone, and `rulings` call them by their numbers there.
    """

    members: Sequence[int]
    corpus: Corpus
    related: Mapping[tuple[str, str], Relation]
    rulings: tuple[Ruling, ...] = ()


class Told(NamedTuple):
    """Two clusters by their smallest signatures, the pair that speaks most for them, their log odds, and why."""

    left: int
    right: int
    pair: tuple[int, int]
    odds: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Clusters, in order, of signatures by their numbers among all; the merges that made them; the likeliest others."""

    clusters: tuple[tuple[int, ...], ...]
    merges: tuple[Told, ...]
    near: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """Every pair of signatures that was compared, what was seen, and the log odds: nothing depends on decisions."""

    corpus: Corpus
    related: Mapping[tuple[str, str], Relation]
    pairs: list[Pair]
    rows: NDArray[np.float64]
    odds: NDArray[np.float64]

    @property
    def signatures(self) -> Sequence[Signature]:
        """The signatures that were compared."""
        return self.corpus.signatures


def find_people(part: Part) -> Found:
    """The people of a part, as if there were no other."""
    compared = compare(part.corpus, part.related)
    found = link(compared, part.rulings)
    rows = {pair: number for number, pair in enumerate(compared.pairs)}

    def tell(made: Link) -> Told:
        reasons = give_reasons(compared.corpus, made.pair, compared.rows[rows[made.pair]])
        left, right, one, other = (part.members[n] for n in (made.left, made.right, made.pair.left, made.pair.right))
        return Told(left, right, (one, other), made.odds, reasons)

    clusters = tuple(tuple(part.members[n] for n in members) for members in found.clusters)
    return Found(clusters, tuple(map(tell, found.merges)), tuple(map(tell, _likeliest(found.rest))))


def compare(corpus: Corpus, related: Mapping[tuple[str, str], Relation]) -> Compared:
    """All comparisons of the signatures of a corpus, of which these names relate."""
    pairs = list(candidate_pairs(corpus.signatures, related, corpus.circles, corpus.census))
    rows = measure(corpus, pairs)
    return Compared(corpus, related, pairs, rows, log_odds(rows))


def link(compared: Compared, rulings: Iterable[Ruling] = ()) -> Clustering:
    """The clusters of the signatures; decisions override all evidence."""
    rules = id_rules(compared.signatures, compared.pairs)
    related = dict(compared.related)
    for ruling in rulings:
        rules = _obey(rules, ruling)
        for left in ruling.left:
            for right in ruling.right:
                keys = sorted((compared.signatures[left].key, compared.signatures[right].key))
                related.setdefault((keys[0], keys[1]), Relation.NICKNAME)
    return cluster(compared.signatures, zip(compared.pairs, compared.odds.tolist(), strict=True), related, rules)


def _obey(rules: Rules, ruling: Ruling) -> Rules:
    if not ruling.left or not ruling.right:
        return rules
    pairs = [(left, right) for left in ruling.left for right in ruling.right]
    if ruling.decision.verdict is Verdict.DIFFERENT:
        same = tuple(pair for pair in rules.same if pair not in pairs and pair[::-1] not in pairs)
        return Rules(same, rules.different | frozenset(pairs))
    chain = [(ruling.left[0], other) for other in (*ruling.left[1:], *ruling.right)]
    return Rules((*rules.same, *chain), rules.different)


def score(odds: float) -> float:
    """The chance, from 0 to 1, that has these log odds."""
    return 1 / (1 + math.exp(-odds))


def _likeliest(rest: Sequence[Link]) -> Iterable[Link]:
    told: Counter[int] = Counter()
    for near in sorted(rest, key=lambda n: (-n.odds, n.left, n.right)):
        worthwhile = near.pair.relation is Relation.EXACT or score(near.odds) >= UNSURE
        if worthwhile and told[near.left] < SHOWN and told[near.right] < SHOWN:
            told.update((near.left, near.right))
            yield near
