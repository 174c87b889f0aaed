"""What is to be told apart: a name on a paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kg.model.record import AuthorName
from kg.resolve.names import name_key


@dataclass(frozen=True, slots=True)
class Paper:
    """A work as identity sees it. `group` stands for its edition: papers of one group came out together."""

    id: str
    title: str
    abstract: str
    group: str
    year: int | None
    authors: tuple[AuthorName, ...]


class Signature(NamedTuple):
    """One name on one paper: `paper` is the number of the paper, `position` counts its `authors` from 1."""

    paper: int
    position: int
    authors: int
    name: str
    key: str
    source_id: str | None

    @property
    def is_first(self) -> bool:
        """Whether it is the first name on the paper."""
        return self.position == 1

    @property
    def is_last(self) -> bool:
        """Whether it is the last of several names."""
        return self.position == self.authors > 1


def sign(papers: Iterable[Paper]) -> list[Signature]:
    """The signatures of the papers, in order."""
    return [
        Signature(number, position, len(paper.authors), author.name, name_key(author.name), author.source_id)
        for number, paper in enumerate(papers)
        for position, author in enumerate(paper.authors, start=1)
    ]


def by_key(signatures: Sequence[Signature]) -> dict[str, list[int]]:
    """The numbers of the signatures of each name, names in order."""
    found: dict[str, list[int]] = {}
    for number, signature in enumerate(signatures):
        found.setdefault(signature.key, []).append(number)
    return dict(sorted(found.items()))
