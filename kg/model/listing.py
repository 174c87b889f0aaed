"""A listing and the outcome of each of its lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

COLUMN_FIELDS = (
    "title",
    "authors",
    "abstract",
    "venue",
    "year",
    "decision",
    "presentation",
    "award",
    "url",
    "doi",
    "arxiv",
    "keywords",
    "language",
    "kind",
    "affiliations",
    "orcids",
)
"""Fields of a paper for which the settings may name a column."""

WARNING = "WARNING"
"""Beginning of a notice that most of a listing was not read."""

NAME_ORDERS = ("given-first", "family-first", "initials-last")
"""Orders of the parts of names that the settings may name."""


@dataclass(frozen=True, slots=True, order=True)
class Lines:
    """A range of lines of a listing: 1-based, both ends included."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start + 1


@dataclass(frozen=True, slots=True)
class Listing:
    """One input file, as read.

    `id` is a readable slug of the file name followed by the first 12 hex digits of `sha256`, so it changes only with
    the name or the content. `name` is the file name without its folder. `format` is the name of a parser.
    """

    id: str
    name: str
    sha256: str
    format: str
    line_count: int


class Fate(StrEnum):
    """Outcome of a line."""

    RECORD = "record"
    FURNITURE = "furniture"
    BLANK = "blank"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class UnreadFile:
    """File of a folder that was not read: its name without the folder, and what it is."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """A run of lines with the same outcome.

    `record` is the number of the PaperRecord that the lines belong to (only with `Fate.RECORD`); `reason` explains why
    lines were rejected or classified as furniture; `text` has rejected lines verbatim.
    """

    lines: Lines
    fate: Fate
    record: int | None = None
    reason: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """A remark for the user on how a listing was read, with the lines it is about; no line was lost."""

    listing: str
    message: str
    lines: Lines | None = None


@dataclass(frozen=True, slots=True)
class Ledger:
    """Outcome of every line of one listing: entries in order, without gaps and overlaps."""

    listing: str
    entries: tuple[LedgerEntry, ...]
    warnings: tuple[Notice, ...] = ()

    def count(self, fate: Fate) -> int:
        """Return the number of lines with this outcome."""
        return sum(len(entry.lines) for entry in self.entries if entry.fate is fate)


@dataclass(frozen=True, slots=True)
class ListingHints:
    """Settings of a listing that its text does not give.

    `format` overrides detection. `venue` and `year` fill what the listing lacks; `decision` and `presentation` are
    the spellings of a Decision and a Presentation. `columns` has the name of a column or key by field, `authors` the
    "separator" and "order" of names, `outcomes` the wording of a decision by the text that stands for it.
    """

    format: str | None = None
    venue: str | None = None
    year: int | None = None
    decision: str | None = None
    presentation: str | None = None
    columns: Mapping[str, str] | None = None
    authors: Mapping[str, str] | None = None
    outcomes: Mapping[str, str] | None = None
