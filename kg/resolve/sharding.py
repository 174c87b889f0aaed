"""Sharding of signatures: disjoint sets that can be compared in different processes.

Signatures are connected if their names are equal or related, if they have an identifier in common, or if a decision
refers to both. A group is a connected component. Groups are assigned to shards by a hash of the alphabetically first
name in the group. A group is never divided; a very large group makes a large shard.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import chain

from kg.resolve.author_ids import AuthorId
from kg.resolve.comparison import PersonClusters, RelatedNames, Shard, cluster_shard
from kg.resolve.decisions import ResolvedDecision
from kg.resolve.disjoint_sets import DisjointSets
from kg.resolve.evidence import Corpus
from kg.resolve.name_relations import Relation
from kg.resolve.signatures import Signature, by_key

ShardFunction = Callable[[Shard], PersonClusters]
MapShards = Callable[[ShardFunction, Iterable[Shard]], Iterable[PersonClusters]]
"""Function that maps a function over shards and returns the results in the order of the shards, such as `map`."""


@dataclass(frozen=True, slots=True)
class Sharding:
    """Function that maps the comparison over shards, and the approximate number of signatures per shard.

    The size does not affect the result.
    """

    map: MapShards
    size: int = 4000


def cluster_all(corpus: Corpus, related: RelatedNames, sharding: Sharding | None) -> PersonClusters:
    """Cluster all signatures of a corpus: in shards, or as one shard in this process if `sharding` is None."""
    if sharding is None:
        return cluster_shard(Shard(range(len(corpus.signatures)), corpus, related))
    return cluster_groups(corpus, related, connect(corpus.signatures, related), sharding)


def cluster_groups(
    corpus: Corpus,
    related: RelatedNames,
    groups: Sequence[Sequence[int]],
    sharding: Sharding | None,
    decisions: Sequence[ResolvedDecision] = (),
) -> PersonClusters:
    """Cluster groups of connected signatures; a group of one signature is a cluster without comparison."""
    several = [group for group in groups if len(group) > 1]
    count = max(sum(map(len, several)) // sharding.size, 1) if sharding else 1
    assigned = assign(corpus.signatures, several, count)
    apply = sharding.map if sharding else map
    found = tuple(apply(cluster_shard, build_shards(corpus, related, assigned, decisions)))
    alone = (tuple(group) for group in groups if len(group) == 1)
    return PersonClusters(
        tuple(sorted(chain(alone, *(each.clusters for each in found)))),
        tuple(chain.from_iterable(each.merges for each in found)),
        tuple(chain.from_iterable(each.near for each in found)),
    )


def connect(
    signatures: Sequence[Signature], related: RelatedNames, decisions: Iterable[ResolvedDecision] = ()
) -> list[list[int]]:
    """Return the groups of signatures connected by names, identifiers or decisions, as lists of indices.

    The groups are in the order of the alphabetically first name in each group.
    """
    numbers = by_key(signatures)
    place = {key: n for n, key in enumerate(numbers)}
    sets = DisjointSets(len(place))
    for left, right in chain(related, _linked_names(signatures, decisions)):
        sets.merge(place[left], place[right])
    keys = list(numbers)
    return [[number for name in group for number in numbers[keys[name]]] for group in sets.groups()]


def _linked_names(signatures: Sequence[Signature], decisions: Iterable[ResolvedDecision]) -> Iterator[tuple[str, str]]:
    """Yield pairs of names whose signatures are connected by an identifier or a decision."""
    names: dict[AuthorId, str] = {}
    for signature in signatures:
        for identifier in signature.ids:
            yield names.setdefault(identifier, signature.key), signature.key
    for decision in decisions:
        named = (*decision.left, *decision.right)
        yield from ((signatures[named[0]].key, signatures[number].key) for number in named)


def assign(signatures: Sequence[Signature], groups: Iterable[Sequence[int]], count: int) -> list[list[int]]:
    """Assign groups to `count` shards; return the sorted signature indices of each shard, which can be empty."""
    shards: list[list[int]] = [[] for _ in range(count)]
    for group in groups:
        first = signatures[group[0]].key.encode("utf-8", "surrogatepass")
        shards[int.from_bytes(sha256(first).digest()) % count].extend(group)
    return [sorted(shard) for shard in shards]


def build_shards(
    corpus: Corpus,
    related: RelatedNames,
    assigned: Iterable[Sequence[int]],
    decisions: Sequence[ResolvedDecision] = (),
) -> Iterator[Shard]:
    """Yield the shards one by one; all of them together would take more memory than the corpus."""
    kept = [members for members in assigned if members]
    home = {corpus.signatures[number].key: shard for shard, members in enumerate(kept) for number in members}
    names: list[dict[tuple[str, str], Relation]] = [{} for _ in kept]
    for pair, relation in related.items():
        if pair[0] in home:
            names[home[pair[0]]][pair] = relation
    for shard, members in enumerate(kept):
        place = {number: n for n, number in enumerate(members)}
        own = tuple(_renumber(decision, place) for decision in decisions if decision.left[0] in place)
        yield Shard(members, corpus.excerpt(members), names[shard], own)


def _renumber(decision: ResolvedDecision, place: Mapping[int, int]) -> ResolvedDecision:
    left, right = (tuple(place[number] for number in side) for side in (decision.left, decision.right))
    return replace(decision, left=left, right=right)
