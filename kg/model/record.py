"""The claim of one listing about one paper, as written."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kg.model.listing import Ledger, Lines, Listing


class Decision(StrEnum):
    """Decision on a submission."""

    ACCEPT = "accept"
    REJECT = "reject"
    WITHDRAWN = "withdrawn"


DECISION_LABELS = {"accept": "accepted", "reject": "rejected", "withdrawn": "withdrawn"}
"""Display names of decisions by their values."""


class Presentation(StrEnum):
    """Form in which an accepted paper was presented."""

    ORAL = "oral"
    SPOTLIGHT = "spotlight"
    POSTER = "poster"


class WorkKind(StrEnum):
    """Kind of a publication, as its source classifies it."""

    ARTICLE = "article"
    CONFERENCE_PAPER = "conference-paper"
    PREPRINT = "preprint"
    THESIS = "thesis"
    BOOK = "book"
    BOOK_CHAPTER = "book-chapter"
    REVIEW = "review"
    EDITORIAL = "editorial"
    FRONT_MATTER = "front-matter"
    RETRACTION = "retraction"
    OTHER = "other"


@dataclass(frozen=True, slots=True, order=True)
class Identifier:
    """Identifier of a paper in a public register, without the web address of the register.

    `scheme` is one of "doi", "arxiv", "openalex", "dblp", "pubmed", "openreview", "semantic-scholar", "acl", "wos",
    "scopus". DOIs are in lower case.
    """

    scheme: str
    value: str


@dataclass(frozen=True, slots=True)
class AuthorName:
    """An author in a record: the name `as_written`, and the `name` without markup and footnote marks.

    For "*Hongge Chen*" and "Octavian-Eugen Ganea*", `name` is "Hongge Chen" and "Octavian-Eugen Ganea". `source_id` is
    the identifier of the author in the source (ORCID, OpenReview profile, DBLP), or None. `orcid` has the form
    "0000-0000-1111-2228"; `affiliations` are as written.
    """

    as_written: str
    name: str
    source_id: str | None = None
    orcid: str | None = None
    affiliations: tuple[str, ...] = ()
    email: str | None = None


@dataclass(frozen=True, slots=True)
class PaperRecord:
    """The claim of one listing about a paper, as written, with its lines.

    `id` is `{listing id}/{number}`; `number` counts the records of a listing from 1. `title`, `abstract` and names are
    as written, except for line ends (a paragraph break in an abstract is "\\n\\n", a line break "\\n") and control
    characters, whose removal is mentioned in `notes`. `venue` is as written; `year` comes from the listing or its
    settings. `decision_as_written` is the raw text from which `decision` and `presentation` were read. `keywords` are
    the authors' own; `language` is a BCP 47 tag.
    """

    id: str
    listing: str
    number: int
    lines: Lines
    title: str
    authors: tuple[AuthorName, ...] = ()
    abstract: str | None = None
    venue: str | None = None
    year: int | None = None
    decision: Decision | None = None
    presentation: Presentation | None = None
    decision_as_written: str | None = None
    award: str | None = None
    url: str | None = None
    identifiers: tuple[Identifier, ...] = ()
    keywords: tuple[str, ...] = ()
    language: str | None = None
    kind: WorkKind | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedListing:
    """A listing with its records, in order, and its ledger."""

    listing: Listing
    records: tuple[PaperRecord, ...]
    ledger: Ledger
