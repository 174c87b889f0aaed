"""Output of the parser of a format: blocks of lines (papers, furniture, rejected lines), and remarks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.model.record import AuthorName, Identifier, WorkKind

Lines = Sequence[str]


class UnreadableError(Exception):
    """Reason why no paper of a listing can be read, with the remedy, but without the path of the listing."""


class AuthorCell(NamedTuple):
    """Authors of a paper as written. They are parsed later, when the notation of all cells of the listing is known.

    `written` is one text with all names, or a tuple of names if the format itself separates them. The other fields have
    one value per author, in the same order, with "" for a missing one; a text is split in the same way as `written`.
    `tabular` is True if the names come from a column of a table; a notice then states the detected notation.
    """

    written: str | tuple[str, ...]
    source_ids: str | tuple[str, ...] = ()
    orcids: str | tuple[str, ...] = ()
    affiliations: str | tuple[str, ...] = ()
    emails: str | tuple[str, ...] = ()
    tabular: bool = False


class Draft(NamedTuple):
    """A paper as the parser of a format returns it.

    `authors` are set if the format separates given and family names or its notation is fixed; otherwise, `author_cell`
    is set. `outcome` is the raw text of decision and presentation.
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
    """Return a draft with parsed authors instead of its author cell (ten times as fast as `dataclasses.replace`)."""
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


class Block(NamedTuple):
    """Block of lines `lines[start:stop]` of a listing: a paper (`draft`), furniture, or rejected lines.

    Indices are 0-based and end-exclusive. `reason` states why lines are furniture or rejected. `holes` are rejected
    blocks inside the lines of a paper. Lines that are in no block are blank or rejected.
    """

    start: int
    stop: int
    draft: Draft | None = None
    reason: str = ""
    rejected: bool = False
    holes: tuple[Block, ...] = ()


class Remark(NamedTuple):
    """Notice about `lines[start:stop]`, or about the entire listing if `stop` is 0."""

    message: str
    start: int = 0
    stop: int = 0


Finding = Block | Remark
Findings = Iterator[Finding]


def furniture(start: int, stop: int, reason: str) -> Block:
    """Return a block of lines that belong to the page, not to a paper."""
    return Block(start, stop, reason=reason)


def rejected(start: int, stop: int, reason: str) -> Block:
    """Return a block of lines that should be a paper but cannot be parsed."""
    return Block(start, stop, reason=reason, rejected=True)
