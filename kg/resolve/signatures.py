"""Signatures: author names on papers, the units that are clustered into persons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kg.model.record import AuthorName
from kg.resolve.affiliations import organisations
from kg.resolve.author_ids import AuthorId, read_author_ids
from kg.resolve.names import generation, name_key


@dataclass(frozen=True, slots=True)
class AuthoredPaper:
    """A work as input of author matching; `group` is the id of its edition, or its year if it has no edition."""

    id: str
    title: str
    group: str
    year: int | None
    authors: tuple[AuthorName, ...]


class Signature(NamedTuple):
    """One name on one paper.

    `paper` is the index of the paper, `position` the 1-based position of the name, `authors` the number of authors of
    the paper. `key` is the normal form of `name`. `generation` is the suffix of the name, such as "jr".
    `organisations` are the affiliations in normal form.
    """

    paper: int
    position: int
    authors: int
    name: str
    key: str
    ids: tuple[AuthorId, ...] = ()
    organisations: frozenset[str] = frozenset()
    generation: str | None = None

    @property
    def is_first(self) -> bool:
        """Return True for the first author of a paper."""
        return self.position == 1

    @property
    def is_last(self) -> bool:
        """Return True for the last author of a paper with several authors."""
        return self.position == self.authors > 1


def list_signatures(papers: Iterable[AuthoredPaper]) -> list[Signature]:
    """Return the signatures of papers, in the order of papers and authors."""
    return [
        _signature(author, number, position, len(paper.authors))
        for number, paper in enumerate(papers)
        for position, author in enumerate(paper.authors, start=1)
    ]


def _signature(author: AuthorName, paper: int, position: int, authors: int) -> Signature:
    key = name_key(author.name)
    ids, places = read_author_ids(author, key), organisations(author.affiliations)
    return Signature(paper, position, authors, author.name, key, ids, places, generation(author.name))


def by_key(signatures: Sequence[Signature]) -> dict[str, list[int]]:
    """Return the indices of the signatures by name key; the keys are sorted."""
    found: dict[str, list[int]] = {}
    for number, signature in enumerate(signatures):
        found.setdefault(signature.key, []).append(number)
    return dict(sorted(found.items()))
