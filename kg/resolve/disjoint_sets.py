"""Disjoint sets of numbers, as a forest in which each tree is a set."""

from __future__ import annotations


class DisjointSets:
    """Disjoint sets of the numbers 0 … size-1, merged pair by pair."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def find(self, item: int) -> int:
        """Return the smallest member of the set of `item`."""
        parent = self._parent
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    def merge(self, left: int, right: int) -> bool:
        """Merge the sets of two numbers; return false where both were in one set before."""
        first, second = sorted((self.find(left), self.find(right)))
        self._parent[second] = first
        return first != second

    def groups(self) -> list[list[int]]:
        """Return all sets, each sorted, in the order of their smallest members."""
        found: dict[int, list[int]] = {}
        for item in range(len(self._parent)):
            found.setdefault(self.find(item), []).append(item)
        return list(found.values())
