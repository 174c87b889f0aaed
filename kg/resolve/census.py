"""How many people of a corpus would bear a name by chance, from how common its parts are there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.resolve.names import read_name

# A further initial or middle name is shared by chance by about one pair in ten or thirty.
MIDDLE_INITIAL, MIDDLE_NAME = 0.1, 0.03


@dataclass(frozen=True, slots=True)
class Census:
    """Counts over the distinct names of a corpus: of family names, first names, and initials of first names."""

    size: int
    families: Mapping[str, int]
    firsts: Mapping[str, int]
    initials: Mapping[str, int]

    def expected(self, key: str) -> float:
        """Expected number of people of this name in the corpus, at least 1 / size.

        With N distinct names, of which F have the first name and L the family name, F · L / N would bear both if the
        two were independent. For an initial, F counts all first names that it begins. It grows with the corpus, as
        the number of people who share a name does.
        """
        name = read_name(key)
        first = self.initials.get(name.first, 1) if name.is_initial else self.firsts.get(name.first, 1)
        shared = self.families.get(name.last, 1) * first / self.size
        for middle in name.given[1:2]:
            shared *= MIDDLE_INITIAL if len(middle) == 1 else MIDDLE_NAME
        return max(shared, 1 / self.size)


def take_census(keys: Iterable[str]) -> Census:
    """The census of the distinct names, given by their keys."""
    names = [read_name(key) for key in set(keys)]
    families = Counter(name.last for name in names)
    firsts = Counter(name.first for name in names if not name.is_initial)
    initials = Counter(name.first[:1] for name in names)
    return Census(max(len(names), 1), families, firsts, initials)
