"""How often two papers of given groups (editions) share a person, seen from names too rare to be shared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, combinations

from kg.resolve.census import Census
from kg.resolve.names import read_name
from kg.resolve.signatures import Signature, by_key

RARE = 0.05  # expected people of a name below which two of the name are taken to be one
PRIOR = 5.0  # shared pairs that the whole corpus contributes to the estimate of two groups
PROLIFIC = 30  # names on more papers are left out, so that a few people do not decide


@dataclass(frozen=True, slots=True)
class Overlap:
    """The chance that two signatures drawn from two groups are one person's, for each pair of groups.

    Among rare names it is (pairs of one name) / (all pairs), smoothed by `PRIOR` pairs at the rate of the whole corpus.
    Rare names are a share ρ of all, so among all signatures it is ρ times that.
    """

    sizes: Mapping[str, int]
    shared: Mapping[tuple[str, str], int]
    share: float
    rate: float
    _known: dict[tuple[str, str], float] = field(default_factory=dict)

    def chance(self, left: str, right: str) -> float:
        """The chance for two groups."""
        pair = (left, right) if left <= right else (right, left)
        if pair not in self._known:
            sizes = self.sizes.get(left, 0), self.sizes.get(right, 0)
            pairs = sizes[0] * (sizes[0] - 1) / 2 if left == right else sizes[0] * sizes[1]
            self._known[pair] = self.share * (self.shared.get(pair, 0) + PRIOR) / (pairs + PRIOR / self.rate)
        return self._known[pair] or 1.0

    def excerpt(self, groups: frozenset[str]) -> Overlap:
        """As much as speaks of these groups."""
        sizes = {group: size for group, size in self.sizes.items() if group in groups}
        shared = {pair: count for pair, count in self.shared.items() if groups.issuperset(pair)}
        return Overlap(sizes, shared, self.share, self.rate)


def find_overlap(groups: Sequence[str], signatures: Sequence[Signature], census: Census) -> Overlap:
    """The overlap of the groups, one for each paper."""
    rare = {
        key: numbers
        for key, numbers in by_key(signatures).items()
        if not read_name(key).is_initial and census.expected[key] < RARE
    }
    found = [[groups[signatures[n].paper] for n in numbers] for numbers in rare.values()]
    sizes = Counter(chain.from_iterable(found))
    shared = _count_pairs(each for each in found if len(each) <= PROLIFIC)
    total = sum(sizes.values())
    rate = max(sum(shared.values()), 1) / max(total * (total - 1) / 2, 1)
    return Overlap(sizes, shared, total / max(len(signatures), 1), rate)


def _count_pairs(found: Iterable[list[str]]) -> Counter[tuple[str, str]]:
    return Counter(chain.from_iterable(combinations(sorted(groups), 2) for groups in found))
