"""Blocking: selection of the pairs of signatures to compare."""

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

# Two names with up to FULL pairs of signatures are compared in full. Beyond that, each signature is compared only with
# REACH signatures of the other name before and after it in the order of papers, and with signatures that share a
# co-author with it. The number of comparisons is then proportional to the number of signatures, not to its square. If
# one of two different names is expected to belong to CROWDED or more people of the corpus, only signatures that share a
# co-author are compared.
FULL = 100
REACH = 4
CROWDED = 1.0


class Pair(NamedTuple):
    """Indices of two signatures, the smaller one first, and the relation of their names."""

    left: int
    right: int
    relation: Relation


def related_names(keys: Iterable[str]) -> dict[tuple[str, str], Relation]:
    """Return the relation of each pair of distinct names that can belong to one person; the pairs are sorted."""
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
    """Yield the pairs of signatures to compare: on different papers, with equal or related names."""
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
    """Return pairs of signatures, one of each side, that are close in the order of papers or share a co-author."""
    scale = len(right) / len(left)
    middles = [int(rank * scale) for rank in range(len(left))]
    next_to = (
        (number, other)
        for number, middle in zip(left, middles, strict=True)
        for other in right[max(middle - REACH, 0) : middle + REACH]
    )
    return _ordered(chain(next_to, _sharing(index, left, right)))


def _sharing(index: CoauthorIndex, left: list[int], right: list[int]) -> Iterator[tuple[int, int]]:
    """Yield pairs of signatures, one of each side, that share a co-author.

    For each co-author of a left signature, at most REACH right signatures are paired with it. Co-authors match by
    family name and initial: "K. Ito" matches "Ken Ito".
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
