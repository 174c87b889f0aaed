"""Blocking: the pairs of signatures that are worth comparing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations, product
from typing import NamedTuple

from kg.resolve.coauthors import CoauthorIndex
from kg.resolve.name_frequency import NameFrequency
from kg.resolve.name_relations import Relation, relate
from kg.resolve.names import PersonName, read_name
from kg.resolve.signatures import Signature, by_key

# Two names with up to FULL pairs of signatures are compared in full. Beyond that each signature is compared with its
# nearest in time and with the signatures with which it shares a co-author, so that the work grows with the number of
# signatures and not with its square. Two spellings of which one is expected to be that of CROWDED people are compared
# only where they share a co-author.
FULL = 100
REACH = 4
CROWDED = 1.0


class Pair(NamedTuple):
    """Two signatures by number, the smaller first, and the relation of their names."""

    left: int
    right: int
    relation: Relation


def related_names(keys: Iterable[str]) -> dict[tuple[str, str], Relation]:
    """Return the pairs of distinct names that could be one person's, in order."""
    blocks: dict[str, list[PersonName]] = defaultdict(list)
    for name in map(read_name, sorted(set(keys))):
        for block in name.blocks:
            blocks[block].append(name)
    found: dict[tuple[str, str], Relation] = {}
    for names in blocks.values():
        for left, right in combinations(names, 2):
            if (left.key, right.key) not in found and (relation := relate(left, right)) is not None:
                found[left.key, right.key] = relation
    return dict(sorted(found.items()))


def candidate_pairs(
    signatures: Sequence[Signature],
    related: Mapping[tuple[str, str], Relation],
    index: CoauthorIndex,
    frequency: NameFrequency,
) -> Iterator[Pair]:
    """Yield pairs of signatures on different papers whose names relate."""
    numbers = by_key(signatures)
    for members in numbers.values():
        found = combinations(members, 2) if len(members) ** 2 <= FULL else _near(index, members, members)
        yield from _pairs(signatures, found, Relation.EXACT)
    for (left, right), relation in related.items():
        crowded = frequency.expected(left, right) >= CROWDED
        yield from _pairs(signatures, _across(index, numbers[left], numbers[right], crowded), relation)


def _pairs(signatures: Sequence[Signature], found: Iterable[tuple[int, int]], relation: Relation) -> Iterator[Pair]:
    for a, b in found:
        if signatures[a].paper != signatures[b].paper:
            yield Pair(min(a, b), max(a, b), relation)


def _across(index: CoauthorIndex, left: list[int], right: list[int], crowded: bool) -> Iterable[tuple[int, int]]:
    if crowded:
        return _ordered(_sharing(index, left, right))
    return product(left, right) if len(left) * len(right) <= FULL else _near(index, left, right)


def _near(index: CoauthorIndex, left: list[int], right: list[int]) -> list[tuple[int, int]]:
    """Return each of the left with those of the right that are next in the order of papers or share a co-author."""
    scale = len(right) / len(left)
    middles = [int(rank * scale) for rank in range(len(left))]
    next_to = (
        (number, other)
        for number, middle in zip(left, middles, strict=True)
        for other in right[max(middle - REACH, 0) : middle + REACH]
    )
    return _ordered(chain(next_to, _sharing(index, left, right)))


def _sharing(index: CoauthorIndex, left: list[int], right: list[int]) -> Iterator[tuple[int, int]]:
    """Yield each of the left with the first of the right that share a co-author with it, for each of its co-authors.

    Co-authors match by family name and initial, so that "K. Ito" leads to "Ken Ito".
    """
    together: dict[str, list[int]] = defaultdict(list)
    for number in right:
        for block in index.coauthors(number).blocks:
            together[block].append(number)
    for number in left:
        for block in index.coauthors(number).blocks:
            yield from ((number, other) for other in together.get(block, ())[:REACH])


def _ordered(found: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    return sorted({(min(a, b), max(a, b)) for a, b in found if a != b})
