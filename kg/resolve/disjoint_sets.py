"""Disjoint-set forest (union-find)."""

from __future__ import annotations


class DisjointSets:
    """Partition of the integers 0 to size - 1 into disjoint sets, initially one set per integer."""

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
        """Merge the sets of two integers; return False if they were already in the same set."""
        first, second = sorted((self.find(left), self.find(right)))
        self._parent[second] = first
        return first != second

    def groups(self) -> list[list[int]]:
        """Return all sets as sorted lists, in the order of their smallest members."""
        found: dict[int, list[int]] = {}
        for item in range(len(self._parent)):
            found.setdefault(self.find(item), []).append(item)
        return list(found.values())
