"""Which pairs of signatures are worth comparing: never all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from kg.resolve.circles import Circles
from kg.resolve.names import Relation, read_name, relate
from kg.resolve.signatures import Signature, by_key

# Two names on few papers are compared in full; beyond that each signature meets its nearest in time and the signatures
# with which it shares a co-author, so that the work grows with the number of signatures and not with its square.
FULL = 100
REACH = 8


class Pair(NamedTuple):
    """Two signatures by number, the smaller first, and how their names relate."""

    left: int
    right: int
    relation: Relation


def related_names(keys: Iterable[str]) -> dict[tuple[str, str], Relation]:
    """The pairs of distinct names that could be one person's, in order."""
    blocks: dict[str, list[str]] = defaultdict(list)
    for key in sorted(set(keys)):
        for block in read_name(key).blocks:
            blocks[block].append(key)
    found: dict[tuple[str, str], Relation] = {}
    for block in sorted(blocks):
        for left, right in combinations(blocks[block], 2):
            relation = relate(read_name(left), read_name(right))
            if relation is not None:
                found[left, right] = relation
    return dict(sorted(found.items()))


def candidate_pairs(
    signatures: Sequence[Signature], related: dict[tuple[str, str], Relation], circles: Circles
) -> Iterator[Pair]:
    """Pairs of signatures on different papers whose names relate."""
    numbers = by_key(signatures)
    for members in numbers.values():
        yield from _pairs(signatures, circles, members, members, Relation.EXACT)
    for (left, right), relation in related.items():
        yield from _pairs(signatures, circles, numbers[left], numbers[right], relation)


def _pairs(
    signatures: Sequence[Signature], circles: Circles, left: list[int], right: list[int], relation: Relation
) -> Iterator[Pair]:
    same = left is right
    found: Iterable[tuple[int, int]]
    if len(left) * len(right) <= FULL:
        found = combinations(left, 2) if same else ((a, b) for a in left for b in right)
    else:
        found = sorted({(min(a, b), max(a, b)) for a, b in _nearest(circles, left, right) if a != b})
    for a, b in found:
        if signatures[a].paper != signatures[b].paper:
            yield Pair(min(a, b), max(a, b), relation)


def _nearest(circles: Circles, left: list[int], right: list[int]) -> Iterator[tuple[int, int]]:
    """Each of the left with those of the right that are next in the order of papers, or share a co-author."""
    together: dict[str, list[int]] = defaultdict(list)
    for number in right:
        for coauthor in circles.coauthors(number)[0]:
            together[coauthor].append(number)
    scale = len(right) / len(left)
    for rank, number in enumerate(left):
        middle = int(rank * scale)
        yield from ((number, other) for other in right[max(middle - REACH, 0) : middle + REACH])
        for coauthor in sorted(circles.coauthors(number)[0]):
            yield from ((number, other) for other in together[coauthor][:REACH])
