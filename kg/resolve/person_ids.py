"""Stable ids of persons, which rarely change when listings are added.

The anchor of a cluster is its earliest signature, by year and then by the normal form of the title. The id is a hash of
the name of the anchor; if another person has an earlier signature with the same name, the paper is hashed as well. A
person also has the ids of its other spellings (`replaces`), so that an id from a build with fewer listings still leads
to the person.

If two persons have the same name, a new, earlier paper can change which of them is first. Therefore, the ids of an
earlier build are reused if it is given: an id is assigned to the cluster with the earliest of its signatures. If a
cluster has several such ids, it keeps the one of its earliest signature and replaces the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.model.text import digest
from kg.resolve.folding import slug, title_key
from kg.resolve.signatures import AuthoredPaper, Signature


@dataclass(frozen=True, slots=True)
class PersonId:
    """Id of a person; `others` are the ids of its other spellings and those that it replaces."""

    id: str
    others: tuple[str, ...]


def name_persons(
    papers: Sequence[AuthoredPaper],
    signatures: Sequence[Signature],
    clusters: Sequence[Sequence[int]],
    earlier: Mapping[str, str],
) -> list[PersonId]:
    """Return a distinct id for each cluster, in the order of the clusters.

    `earlier` maps ids of authorships to ids of persons in an earlier build.
    """
    rank = _rank(papers, signatures)
    firsts: dict[str, int] = {}
    for number, signature in enumerate(signatures):
        first = firsts.setdefault(signature.key, number)
        if rank[number] < rank[first]:
            firsts[signature.key] = number
    reused_ids = _reuse_ids(papers, signatures, clusters, earlier, rank)
    used = {reused[0] for reused in reused_ids if reused}
    plain = {first: _of(key, key) for key, first in firsts.items()}
    anchors = [min(members, key=rank.__getitem__) for members in clusters]
    ids = [
        reused[0] if reused else _id(papers, signatures[anchor], plain.get(anchor), used)
        for reused, anchor in zip(reused_ids, anchors, strict=True)
    ]
    taken = set(ids)
    return [
        PersonId(identifier, tuple(sorted({*(plain[n] for n in members if n in plain), *reused} - taken)))
        for identifier, members, reused in zip(ids, clusters, reused_ids, strict=True)
    ]


def _rank(papers: Sequence[AuthoredPaper], signatures: Sequence[Signature]) -> list[int]:
    """Return the rank of the paper of each signature; the earliest paper has rank 0."""
    keys = [(paper.year or 9999, title_key(paper.title), paper.id) for paper in papers]
    place = {number: rank for rank, number in enumerate(sorted(range(len(papers)), key=keys.__getitem__))}
    return [place[signature.paper] for signature in signatures]


def _reuse_ids(
    papers: Sequence[AuthoredPaper],
    signatures: Sequence[Signature],
    clusters: Sequence[Sequence[int]],
    earlier: Mapping[str, str],
    rank: Sequence[int],
) -> list[list[str]]:
    """Return the ids of an earlier build that each cluster reuses, in the order of its signatures' ranks."""
    claims: list[tuple[int, int, int, str]] = []
    if earlier:
        for home, members in enumerate(clusters):
            for number in members:
                signature = signatures[number]
                person = earlier.get(f"{papers[signature.paper].id}/authorship/{signature.position}")
                if person:
                    claims.append((rank[number], number, home, person))
    reused_ids: list[list[str]] = [[] for _ in clusters]
    given: set[str] = set()
    for _, _, home, person in sorted(claims):
        if person not in given:
            given.add(person)
            reused_ids[home].append(person)
    return reused_ids


def _id(papers: Sequence[AuthoredPaper], anchor: Signature, plain: str | None, used: set[str]) -> str:
    """Return `plain`, the id from the anchor's name alone, or an id from name and paper if `plain` is None or used."""
    if plain and plain not in used:
        return plain
    return _of(anchor.key, f"{anchor.key}\0{papers[anchor.paper].id}\0{anchor.position}")


def _of(key: str, hashed: str) -> str:
    return f"person/{slug(key, 'person')}-{digest(hashed)}"
