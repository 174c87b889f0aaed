"""How often two papers of given groups (editions) share a person, seen from names too rare to be shared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain, combinations

from kg.resolve.census import Census
from kg.resolve.names import read_name
from kg.resolve.signatures import Paper, Signature, by_key

RARE = 0.05  # expected people of a name below which two of the name are taken to be one
PRIOR = 5.0  # shared pairs that the whole corpus contributes to the estimate of two groups
PROLIFIC = 30  # names on more papers are left out, so that a few people do not decide


class Overlap:
    """The chance that two signatures drawn from two groups are one person's, for each pair of groups.

    Among rare names it is (pairs of one name) / (all pairs), smoothed by `PRIOR` pairs at the rate of the whole corpus.
    Rare names are a share ρ of all, so among all signatures it is ρ times that.
    """

    def __init__(self, papers: Sequence[Paper], signatures: Sequence[Signature], census: Census) -> None:
        rare = {
            key: numbers
            for key, numbers in by_key(signatures).items()
            if not read_name(key).is_initial and census.expected[key] < RARE
        }
        groups = [[papers[signatures[n].paper].group for n in numbers] for numbers in rare.values()]
        self._sizes = Counter(group for found in groups for group in found)
        self._shared = _count_pairs(found for found in groups if len(found) <= PROLIFIC)
        total = sum(self._sizes.values())
        self._share = total / max(len(signatures), 1)
        self._rate = max(sum(self._shared.values()), 1) / max(total * (total - 1) / 2, 1)
        self._known: dict[tuple[str, str], float] = {}

    def chance(self, left: str, right: str) -> float:
        """The chance for two groups."""
        pair = (left, right) if left <= right else (right, left)
        if pair not in self._known:
            sizes = self._sizes[pair[0]], self._sizes[pair[1]]
            pairs = sizes[0] * (sizes[0] - 1) / 2 if left == right else sizes[0] * sizes[1]
            self._known[pair] = self._share * (self._shared[pair] + PRIOR) / (pairs + PRIOR / self._rate)
        return self._known[pair] or 1.0


def _count_pairs(found: Iterable[list[str]]) -> Counter[tuple[str, str]]:
    return Counter(chain.from_iterable(combinations(sorted(groups), 2) for groups in found))
