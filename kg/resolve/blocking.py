"""Which pairs of signatures are worth comparing: never all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations, product
from typing import NamedTuple

from kg.resolve.census import Census
from kg.resolve.circles import Circles
from kg.resolve.names import Name, Relation, read_name, relate
from kg.resolve.signatures import Signature, by_key

# Two names on few papers are compared in full; beyond that each signature meets its nearest in time and the signatures
# with which it shares a co-author, so that the work grows with the number of signatures and not with its square. Two
# spellings of which one could be of CROWDED people are compared only where they share a co-author.
FULL = 100
REACH = 4
CROWDED = 1.0


class Pair(NamedTuple):
    """Two signatures by number, the smaller first, and how their names relate."""

    left: int
    right: int
    relation: Relation


def related_names(keys: Iterable[str]) -> dict[tuple[str, str], Relation]:
    """The pairs of distinct names that could be one person's, in order."""
    blocks: dict[str, list[Name]] = defaultdict(list)
    for name in map(read_name, sorted(set(keys))):
        for block in name.blocks:
            blocks[block].append(name)
    found: dict[tuple[str, str], Relation] = {}
    for names in blocks.values():
        for left, right in combinations(names, 2):
            relation = relate(left, right)
            if relation is not None:
                found[left.key, right.key] = relation
    return dict(sorted(found.items()))


def candidate_pairs(
    signatures: Sequence[Signature], related: Mapping[tuple[str, str], Relation], circles: Circles, census: Census
) -> Iterator[Pair]:
    """Pairs of signatures on different papers whose names relate."""
    numbers = by_key(signatures)
    for members in numbers.values():
        found = combinations(members, 2) if len(members) ** 2 <= FULL else _near(circles, members, members)
        yield from _pairs(signatures, found, Relation.EXACT)
    for (left, right), relation in related.items():
        crowded = max(census.expected[left], census.expected[right]) >= CROWDED
        yield from _pairs(signatures, _across(circles, numbers[left], numbers[right], crowded), relation)


def _pairs(signatures: Sequence[Signature], found: Iterable[tuple[int, int]], relation: Relation) -> Iterator[Pair]:
    for a, b in found:
        if signatures[a].paper != signatures[b].paper:
            yield Pair(min(a, b), max(a, b), relation)


def _across(circles: Circles, left: list[int], right: list[int], crowded: bool) -> Iterable[tuple[int, int]]:
    if crowded:
        return _ordered(_sharing(circles, left, right))
    return product(left, right) if len(left) * len(right) <= FULL else _near(circles, left, right)


def _near(circles: Circles, left: list[int], right: list[int]) -> list[tuple[int, int]]:
    """Each of the left with those of the right that are next in the order of papers, or share a co-author."""
    scale = len(right) / len(left)
    middles = [int(rank * scale) for rank in range(len(left))]
    next_to = (
        (number, other)
        for number, middle in zip(left, middles, strict=True)
        for other in right[max(middle - REACH, 0) : middle + REACH]
    )
    return _ordered(chain(next_to, _sharing(circles, left, right)))


def _sharing(circles: Circles, left: list[int], right: list[int]) -> Iterator[tuple[int, int]]:
    """Each of the left with the first of the right that share a co-author with it, for each of its co-authors."""
    together: dict[str, list[int]] = defaultdict(list)
    for number in right:
        for coauthor in circles.coauthors(number)[0]:
            together[coauthor].append(number)
    for number in left:
        for coauthor in circles.coauthors(number)[0]:
            yield from ((number, other) for other in together.get(coauthor, ())[:REACH])


def _ordered(found: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    return sorted({(min(a, b), max(a, b)) for a, b in found if a != b})
