"""How many people of a corpus would bear a name by chance, from how common its parts are there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.resolve.names import Name, read_name

# A further initial or middle name is shared by chance by about one pair in ten or thirty.
MIDDLE_INITIAL, MIDDLE_NAME = 0.1, 0.03


@dataclass(frozen=True, slots=True)
class Census:
    """The `size` of a corpus in distinct names, and the `expected` number of people of each, at least 1 / size.

    With N distinct names, of which F have the first name and L the family name, F · L / N would bear both if the two
    were independent. For an initial, F counts all first names that it begins. The number grows with the corpus, as the
    number of people who share a name does.
    """

    size: int
    expected: Mapping[str, float]

    def excerpt(self, keys: Iterable[str]) -> Census:
        """As much as speaks of these names."""
        return Census(self.size, {key: self.expected[key] for key in keys})


def take_census(keys: Iterable[str]) -> Census:
    """The census of the distinct names, given by their keys."""
    names = [read_name(key) for key in sorted(set(keys))]
    size = max(len(names), 1)
    families = Counter(name.last for name in names)
    firsts = Counter(name.first for name in names if not name.is_initial)
    initials = Counter(name.first[:1] for name in names)
    expected = {}
    for name in names:
        first = initials[name.first] if name.is_initial else firsts[name.first]
        shared = families[name.last] * first / size * _narrowed(name)
        expected[name.key] = max(shared, 1 / size)
    return Census(size, expected)


def _narrowed(name: Name) -> float:
    """The share of those who bear first and family name that also bear the middle name."""
    if len(name.given) < 2:
        return 1.0
    return MIDDLE_INITIAL if len(name.given[1]) == 1 else MIDDLE_NAME
