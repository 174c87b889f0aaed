"""Ids of people that stay when listings are added.

A cluster is anchored on its earliest signature: by year, then by the normal form of the title. If no other person of
that spelling has an earlier one, the id is made of the spelling alone, so that every person whose spelling is not
shared keeps one id whatever is added; else of spelling and paper. A person also answers to the ids that its other
spellings would have given it alone (`replaces`), so that an id from a build with fewer listings leads to the person
that took it in.

Names alone cannot settle which of two people of one spelling came first when an earlier paper is added. Where an
earlier build is given, its ids are kept: each goes to the cluster of its earliest signature; a cluster with several
keeps that of its own earliest and replaces the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.model.text import digest
from kg.resolve.folding import slug, title_key
from kg.resolve.signatures import Paper, Signature


@dataclass(frozen=True, slots=True)
class PersonId:
    """The id of a cluster, and the ids that it would have had by its other spellings."""

    id: str
    others: tuple[str, ...]


def name_people(
    papers: Sequence[Paper],
    signatures: Sequence[Signature],
    clusters: Sequence[Sequence[int]],
    known: Mapping[str, str],
) -> list[PersonId]:
    """One id for each cluster, in their order; all differ. `known` has ids of an earlier build, by authorship."""
    rank = _rank(papers, signatures)
    firsts: dict[str, int] = {}
    for number, signature in enumerate(signatures):
        held = firsts.setdefault(signature.key, number)
        if rank[number] < rank[held]:
            firsts[signature.key] = number
    kept = _keep(papers, signatures, clusters, known, rank)
    used = {held[0] for held in kept if held}
    plain = {first: _of(key, key) for key, first in firsts.items()}
    anchors = [min(members, key=rank.__getitem__) for members in clusters]
    ids = [
        held[0] if held else _id(papers, signatures[anchor], plain.get(anchor), used)
        for held, anchor in zip(kept, anchors, strict=True)
    ]
    taken = set(ids)
    return [
        PersonId(identifier, tuple(sorted({*(plain[n] for n in members if n in plain), *held} - taken)))
        for identifier, members, held in zip(ids, clusters, kept, strict=True)
    ]


def _rank(papers: Sequence[Paper], signatures: Sequence[Signature]) -> list[int]:
    """The place of each signature's paper among all, the earliest first; signatures of one paper are in order."""
    keys = [(paper.year or 9999, title_key(paper.title), paper.id) for paper in papers]
    place = {number: rank for rank, number in enumerate(sorted(range(len(papers)), key=keys.__getitem__))}
    return [place[signature.paper] for signature in signatures]


def _keep(
    papers: Sequence[Paper],
    signatures: Sequence[Signature],
    clusters: Sequence[Sequence[int]],
    known: Mapping[str, str],
    rank: Sequence[int],
) -> list[list[str]]:
    """The earlier ids that each cluster keeps, that of its earliest signature first."""
    claims: list[tuple[int, int, int, str]] = []
    if known:
        for home, members in enumerate(clusters):
            for number in members:
                signature = signatures[number]
                held = known.get(f"{papers[signature.paper].id}/authorship/{signature.position}")
                if held:
                    claims.append((rank[number], number, home, held))
    kept: list[list[str]] = [[] for _ in clusters]
    given: set[str] = set()
    for _, _, home, held in sorted(claims):
        if held not in given:
            given.add(held)
            kept[home].append(held)
    return kept


def _id(papers: Sequence[Paper], anchor: Signature, plain: str | None, used: set[str]) -> str:
    """The id of a cluster: `plain`, that of its anchor's spelling, where no other person has an earlier claim to it."""
    if plain and plain not in used:
        return plain
    return _of(anchor.key, f"{anchor.key}\0{papers[anchor.paper].id}\0{anchor.position}")


def _of(key: str, hashed: str) -> str:
    return f"person/{slug(key, 'person')}-{digest(hashed)}"
