"""Frequency of names: the share of all people that have a name, from the corpus at hand and a table of name parts.

The table `name_parts.tsv` has the number of occurrences of given names and family names in 68,685 distinct names of
authors; parts that occur only once are omitted. Because of the table, "Wei Wang" counts as a common name even in a
listing of ten papers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.resolve.names import PersonName, read_name

TABLE_SIZE = 68_685  # number of distinct full names behind the table
TABLE_WEIGHT = 0.3  # weight of a name of the table, relative to a name of the corpus
UNLISTED = 0.5  # count of a name part that is not in the table
# Probability that two people with the same first and family name also have the same middle initial or middle name.
MIDDLE_INITIAL, MIDDLE_NAME = 0.1, 0.03


@dataclass(frozen=True, slots=True)
class NameFrequency:
    """Share of all people that have a name, by name key.

    If F of N distinct names have the first name, and L the family name, the share is F · L / N², which assumes that
    both are independent. N, F and L count the names of the corpus and, with the weight `TABLE_WEIGHT`, those of the
    table. For an initial, F counts all first names that begin with it. `size` is the number of distinct names in the
    corpus.
    """

    size: int
    share: Mapping[str, float]

    def of_pair(self, left: str, right: str) -> float:
        """Return the larger one of the shares of two names."""
        return max(self.share[left], self.share[right])

    def expected(self, left: str, right: str) -> float:
        """Return the expected number of people in the corpus with the more common one of two names."""
        return self.size * self.of_pair(left, right)

    def excerpt(self, keys: Iterable[str]) -> NameFrequency:
        """Return the frequencies restricted to the names with the given keys."""
        return NameFrequency(self.size, {key: self.share[key] for key in keys})


@dataclass(frozen=True, slots=True)
class _Parts:
    """Number of distinct names with each first name, each initial and each family name."""

    first: Mapping[str, int]
    initial: Mapping[str, int]
    family: Mapping[str, int]

    def of(self, name: PersonName) -> tuple[int, int]:
        """Return the numbers of names with the same first name (or initial), and with the same family name."""
        first = self.initial if name.is_initial else self.first
        return first.get(name.first, 0), self.family.get(name.last, 0)


def count_names(keys: Iterable[str]) -> NameFrequency:
    """Return the frequency of each distinct name, given by its key."""
    names = [read_name(key) for key in sorted(set(keys))]
    counted = _Parts(
        Counter(name.first for name in names if not name.is_initial),
        Counter(name.first[:1] for name in names),
        Counter(name.last for name in names),
    )
    size = len(names) + TABLE_WEIGHT * TABLE_SIZE
    share = {name.key: _count(counted, name) / size**2 * _narrowed(name) for name in names}
    return NameFrequency(len(names), share)


def _count(counted: _Parts, name: PersonName) -> float:
    """Return F · L for a name (see NameFrequency): the weighted counts of first name and family name, multiplied."""
    first, family = counted.of(name)
    listed = [max(number, UNLISTED) for number in name_parts().of(name)]
    return (first + TABLE_WEIGHT * listed[0]) * (family + TABLE_WEIGHT * listed[1])


def _narrowed(name: PersonName) -> float:
    """Return the share of people with the middle name among those with the first and family name."""
    if len(name.given) < 2:
        return 1.0
    return MIDDLE_INITIAL if len(name.given[1]) == 1 else MIDDLE_NAME


@cache
def name_parts() -> _Parts:
    """Return the counts of the table `name_parts.tsv`, cached."""
    counts: dict[str, dict[str, int]] = {"given": {}, "family": {}}
    initials: Counter[str] = Counter()
    lines = (files("kg.resolve") / "name_parts.tsv").read_text(encoding="utf-8").splitlines()
    for part, name, number in (line.split("\t") for line in lines[1:]):
        counts[part][name] = int(number)
        if part == "given":
            initials[name[:1]] += int(number)
    return _Parts(counts["given"], initials, counts["family"])
