"""Ids of people that stay when listings are added.

A cluster is anchored on its earliest signature: by year, then by the normal form of the title. If no other person of
that spelling has an earlier one, the id is made of the spelling alone, so that every person whose spelling is not
shared keeps one id whatever is added; else of spelling and paper. A person also answers to the ids that its other
spellings would have given it alone (`replaces`), so that an id from a build with fewer listings leads to the person
that took it in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.resolve.folding import digest, slug, title_key
from kg.resolve.signatures import Paper, Signature


@dataclass(frozen=True, slots=True)
class PersonId:
    """The id of a cluster, and the ids that it would have had by its other spellings."""

    id: str
    others: tuple[str, ...]


def name_people(
    papers: Sequence[Paper], signatures: Sequence[Signature], clusters: Sequence[Sequence[int]]
) -> list[PersonId]:
    """One id for each cluster, in their order; all differ."""
    titles = [title_key(paper.title) for paper in papers]

    def rank(number: int) -> tuple[int, str, str, int]:
        signature = signatures[number]
        paper = papers[signature.paper]
        return (paper.year or 9999, titles[signature.paper], paper.id, signature.position)

    firsts: dict[str, int] = {}
    for number, signature in enumerate(signatures):
        held = firsts.setdefault(signature.key, number)
        if rank(number) < rank(held):
            firsts[signature.key] = number
    ids = [_id(papers, signatures, firsts, min(members, key=rank)) for members in clusters]
    taken = set(ids)
    others = [_others(signatures, firsts, members, taken) for members in clusters]
    return [PersonId(*named) for named in zip(ids, others, strict=True)]


def _id(papers: Sequence[Paper], signatures: Sequence[Signature], firsts: dict[str, int], anchor: int) -> str:
    signature = signatures[anchor]
    if firsts[signature.key] == anchor:
        return _of(signature.key, signature.key)
    return _of(signature.key, f"{signature.key}\0{papers[signature.paper].id}\0{signature.position}")


def _others(
    signatures: Sequence[Signature], firsts: dict[str, int], members: Sequence[int], taken: set[str]
) -> tuple[str, ...]:
    """Ids of spellings whose earliest signature is in the cluster."""
    keys = {signatures[number].key for number in members if firsts[signatures[number].key] == number}
    return tuple(sorted({_of(key, key) for key in keys} - taken))


def _of(key: str, hashed: str) -> str:
    return f"person/{slug(key, 'person')}-{digest(hashed)}"
