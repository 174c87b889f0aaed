"""Findings of a format's reader: papers, furniture and rejected runs of lines, and remarks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.model.record import AuthorName, Identifier, WorkKind

Lines = Sequence[str]


class UnreadableError(Exception):
    """Reason why no paper of a listing can be read, with the remedy; the path is added to it."""


@dataclass(frozen=True, slots=True)
class AuthorCell:
    """Authors of a paper as written, read when all cells of the listing are present.

    `written` is one text that holds all names, or a tuple of names where the format itself separates them. The other
    fields hold what belongs to each author, in the same order and with "" for nothing; a text is split in the same
    way as `written`. `tabular` is whether the names come from a column of a table, whose notation is worth a notice.
    """

    written: str | tuple[str, ...]
    source_ids: str | tuple[str, ...] = ()
    orcids: str | tuple[str, ...] = ()
    affiliations: str | tuple[str, ...] = ()
    emails: str | tuple[str, ...] = ()
    tabular: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A paper as one format writes it.

    A reader gives `authors` where the format has given and family names apart or all needed of each name is known, and
    `author_cell` otherwise. `outcome` is the raw text of decision and presentation.
    """

    title: str
    authors: tuple[AuthorName, ...] = ()
    author_cell: AuthorCell | None = None
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


def with_authors(draft: Draft, authors: tuple[AuthorName, ...], notes: tuple[str, ...]) -> Draft:
    """Return a draft with its row of authors read; `dataclasses.replace` takes ten times as long."""
    return Draft(
        draft.title,
        draft.authors + authors if draft.authors else authors,
        None,
        draft.abstract,
        draft.venue,
        draft.year,
        draft.outcome,
        draft.award,
        draft.url,
        draft.identifiers,
        draft.keywords,
        draft.language,
        draft.kind,
        draft.notes + notes if notes else draft.notes,
    )


@dataclass(frozen=True, slots=True)
class Block:
    """Lines `lines[start:stop]` of a listing: a paper (`draft`), furniture, or rejected lines with a `reason`.

    Indices are 0-based and end-exclusive. `holes` are rejected blocks inside the lines of a paper. Lines that no block
    covers are blank or rejected.
    """

    start: int
    stop: int
    draft: Draft | None = None
    reason: str = ""
    rejected: bool = False
    holes: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """Notice about `lines[start:stop]`; without lines, about the whole listing."""

    message: str
    start: int = 0
    stop: int = 0


Finding = Block | Remark
Findings = Iterator[Finding]


def furniture(start: int, stop: int, reason: str) -> Block:
    """Return a block of lines that belong to the page and not to a paper."""
    return Block(start, stop, reason=reason)


def rejected(start: int, stop: int, reason: str) -> Block:
    """Return a block of lines that should hold a paper and cannot be read."""
    return Block(start, stop, reason=reason, rejected=True)
