"""What a parser says about runs of lines, before records and the ledger are made of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.model.record import AuthorName, Identifier, WorkKind

Lines = Sequence[str]


@dataclass(frozen=True, slots=True)
class Draft:
    """A paper as one format writes it. `outcome` is the raw text that tells decision and presentation."""

    title: str
    authors: tuple[AuthorName, ...] = ()
    abstract: str | None = None
    venue: str | None = None
    year: int | None = None
    outcome: str | None = None
    award: str | None = None
    url: str | None = None
    identifiers: tuple[Identifier, ...] = ()
    keywords: tuple[str, ...] = ()
    language: str | None = None
    kind: WorkKind | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """`lines[start:stop]` of a listing and what they are: a paper (`draft`), or furniture or rejected with a `reason`.

    Indices are Python's: 0-based, end-exclusive. `holes` are rejected blocks inside the lines of a paper. Lines that
    no block covers need no saying: blank ones are blank, all others are rejected.
    """

    start: int
    stop: int
    draft: Draft | None = None
    reason: str = ""
    rejected: bool = False
    holes: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """Something the reader of the listing should know about `lines[start:stop]`; without lines, about all of it."""

    message: str
    start: int = 0
    stop: int = 0


Finding = Block | Remark
Findings = Iterator[Finding]


def furniture(start: int, stop: int, reason: str) -> Block:
    """Lines that belong to the page and not to a paper."""
    return Block(start, stop, reason=reason)


def rejected(start: int, stop: int, reason: str) -> Block:
    """Lines that should tell of a paper and do not."""
    return Block(start, stop, reason=reason, rejected=True)
