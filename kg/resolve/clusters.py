"""Sets of things found to be one, as a forest in which each tree is a set."""

from __future__ import annotations


class Clusters:
    """Disjoint sets of the numbers 0 … size-1, merged pair by pair."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def find(self, item: int) -> int:
        """The number that stands for the set of `item`: its smallest member."""
        parent = self._parent
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    def merge(self, left: int, right: int) -> bool:
        """Make one set of the two; false where they were one already."""
        first, second = sorted((self.find(left), self.find(right)))
        self._parent[second] = first
        return first != second

    def groups(self) -> list[list[int]]:
        """All sets, each sorted, in order of their smallest members."""
        found: dict[int, list[int]] = {}
        for item in range(len(self._parent)):
            found.setdefault(self.find(item), []).append(item)
        return list(found.values())
