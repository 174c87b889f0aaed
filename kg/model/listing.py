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
"""Fields of a paper that the settings can assign to a column."""

WARNING = "WARNING"
"""First word of a notice that most of a listing was not read."""

NAME_ORDERS = ("given-first", "family-first", "initials-last")
"""Valid values of the setting `order`: the order of the parts of a name."""


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

    `id` is a slug of the file name followed by the first 12 hexadecimal digits of `sha256`; it changes only with the
    name or the content of the file. `name` is the file name without the folder. `format` is the name of a format.
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
    """A file in a folder of listings that was not read: its name without the folder, and the reason."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """A run of lines with the same outcome.

    `record` is the number of the PaperRecord to which the lines belong (only with `Fate.RECORD`). `reason` states why
    the lines were rejected or classified as furniture. `text` contains rejected lines verbatim.
    """

    lines: Lines
    fate: Fate
    record: int | None = None
    reason: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """A remark for the user about the parsing of a listing, with the lines it refers to. No line was lost."""

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
    """Settings that supply data missing from a listing.

    `format` overrides format detection. `venue` and `year` apply to records without them. `decision` and `presentation`
    are values of Decision and Presentation. `columns` maps a field (see COLUMN_FIELDS) to the name of a column or key.
    `authors` has the keys "separator" and "order". `outcomes` maps the text of a cell, such as "1", to a decision in
    words, such as "Accept (Poster)".
    """

    format: str | None = None
    venue: str | None = None
    year: int | None = None
    decision: str | None = None
    presentation: str | None = None
    columns: Mapping[str, str] | None = None
    authors: Mapping[str, str] | None = None
    outcomes: Mapping[str, str] | None = None
