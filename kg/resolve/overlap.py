"""Overlap of editions: how often two papers of given groups share an author, from names too rare to be shared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, combinations

from kg.resolve.name_frequency import NameFrequency
from kg.resolve.names import read_name
from kg.resolve.signatures import Signature, by_key

RARE = 5e-6  # share of all people below which two signatures of a name are taken for one person's
SMOOTHING = 5.0  # shared pairs that the whole corpus contributes to the estimate of two groups
USUAL_RATE = 1e-4  # shared pairs over all pairs, in conferences of one field
USUAL_PAIRS = 10_000  # pairs that `USUAL_RATE` contributes to the rate of the corpus
USUAL_SHARE = 0.8  # rare names over all names, as 10 signatures contribute it
LARGEST = 2.5e-4  # limit of the chance: that a listing has few authors tells little of a common name
PROLIFIC = 30  # names on more papers are left out, so that few people do not dominate the estimate


@dataclass(frozen=True, slots=True)
class Overlap:
    """Chance that two signatures, drawn from two groups, are one person's, for each pair of groups.

    Among rare names it is (pairs of one name) / (all pairs), smoothed by `SMOOTHING` pairs at the rate of the whole
    corpus. Rare names are a share ρ of all, so among all signatures it is ρ times that.
    """

    sizes: Mapping[str, int]
    shared: Mapping[tuple[str, str], int]
    share: float
    rate: float
    _cached: dict[tuple[str, str], float] = field(default_factory=dict)

    def chance(self, left: str, right: str) -> float:
        """Return the chance for two groups."""
        pair = (left, right) if left <= right else (right, left)
        if pair not in self._cached:
            sizes = self.sizes.get(left, 0), self.sizes.get(right, 0)
            pairs = sizes[0] * (sizes[0] - 1) / 2 if left == right else sizes[0] * sizes[1]
            found = self.shared.get(pair, 0) + SMOOTHING
            self._cached[pair] = min(self.share * found / (pairs + SMOOTHING / self.rate), LARGEST)
        return self._cached[pair]

    def excerpt(self, groups: frozenset[str]) -> Overlap:
        """Return the overlap of these groups."""
        sizes = {group: size for group, size in self.sizes.items() if group in groups}
        shared = {pair: count for pair, count in self.shared.items() if groups.issuperset(pair)}
        return Overlap(sizes, shared, self.share, self.rate)


def measure_overlap(groups: Sequence[str], signatures: Sequence[Signature], frequency: NameFrequency) -> Overlap:
    """Return the overlap of the groups, given as one for each paper."""
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
