"""Overlap of groups of papers: the probability that two signatures, one of each group, belong to one person.

A group is an edition of a venue. The probability is estimated from names so rare that two people seldom share one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, combinations

from kg.resolve.name_frequency import NameFrequency
from kg.resolve.names import read_name
from kg.resolve.signatures import Signature, by_key

RARE = 5e-6  # maximum share of all people with a rare name; signatures with the same rare name count as one person's
SMOOTHING = 5.0  # pseudo-count of pairs with the same name, at the rate of the corpus, for each pair of groups
USUAL_RATE = 1e-4  # prior of the rate of the corpus, typical for conferences of one field
USUAL_PAIRS = 10_000  # weight of `USUAL_RATE`, as a number of pairs
USUAL_SHARE = 0.8  # prior of the share of signatures with a rare name, with the weight of 10 signatures
LARGEST = 2.5e-4  # maximum probability; in a small corpus the estimate would be too high for common names
PROLIFIC = 30  # names with more signatures are ignored, so that a few people do not dominate the estimate


@dataclass(frozen=True, slots=True)
class Overlap:
    """Probability that two signatures drawn at random, one from each of two groups, belong to one person.

    It is estimated from signatures with rare names: the number of pairs with the same name, divided by the number of
    all pairs across the two groups, and multiplied by the share of signatures with a rare name. The quotient is
    smoothed towards `rate`, with the weight of `SMOOTHING` pairs with the same name.

    Parameters
    ----------
    sizes
        Number of signatures with a rare name in each group.
    shared
        Number of pairs of signatures with the same rare name, for each pair of groups.
    share
        Share of signatures with a rare name.
    rate
        Share of pairs with the same name among all pairs of signatures with rare names in the corpus.
    """

    sizes: Mapping[str, int]
    shared: Mapping[tuple[str, str], int]
    share: float
    rate: float
    _cached: dict[tuple[str, str], float] = field(default_factory=dict)

    def chance(self, left: str, right: str) -> float:
        """Return the probability for two groups, or for one group with itself."""
        pair = (left, right) if left <= right else (right, left)
        if pair not in self._cached:
            sizes = self.sizes.get(left, 0), self.sizes.get(right, 0)
            pairs = sizes[0] * (sizes[0] - 1) / 2 if left == right else sizes[0] * sizes[1]
            found = self.shared.get(pair, 0) + SMOOTHING
            self._cached[pair] = min(self.share * found / (pairs + SMOOTHING / self.rate), LARGEST)
        return self._cached[pair]

    def excerpt(self, groups: frozenset[str]) -> Overlap:
        """Return the overlap restricted to some groups."""
        sizes = {group: size for group, size in self.sizes.items() if group in groups}
        shared = {pair: count for pair, count in self.shared.items() if groups.issuperset(pair)}
        return Overlap(sizes, shared, self.share, self.rate)


def measure_overlap(groups: Sequence[str], signatures: Sequence[Signature], frequency: NameFrequency) -> Overlap:
    """Estimate the overlap of groups; `groups` has the group of each paper."""
    rare = [
        [groups[signatures[number].paper] for number in numbers]
        for key, numbers in by_key(signatures).items()
        if frequency.share[key] < RARE and not read_name(key).is_initial
    ]
    sizes = Counter(chain.from_iterable(rare))
    shared = _count_pairs(each for each in rare if len(each) <= PROLIFIC)
    total = sum(sizes.values())
    pairs = total * (total - 1) / 2
    rate = (sum(shared.values()) + USUAL_RATE * USUAL_PAIRS) / (pairs + USUAL_PAIRS)
    return Overlap(sizes, shared, (total + USUAL_SHARE * 10) / (len(signatures) + 10), rate)


def _count_pairs(found: Iterable[list[str]]) -> Counter[tuple[str, str]]:
    return Counter(chain.from_iterable(combinations(sorted(groups), 2) for groups in found))
