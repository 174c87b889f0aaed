"""Elements of the pages about resources: links, marked sentences, tables and charts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from kg.server.highlight import TextPiece
from kg.server.year_chart import YearChart


@dataclass(frozen=True, slots=True)
class PageLink:
    """Link with its text; `outside` is true if the address is not on this server."""

    text: str
    address: str
    outside: bool = False


@dataclass(frozen=True, slots=True)
class MarkedSentence:
    """Sentence of an abstract in three pieces: before the mention, the mention, after it."""

    before: str
    named: str
    after: str


@dataclass(frozen=True, slots=True)
class LinkList:
    """Some links, the number of further ones that are not shown, and the address that shows all, or ""."""

    links: tuple[PageLink, ...]
    more: int = 0
    address: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Paper that a row of an answer is based on, with its year, the role of the concept, a sentence, and more papers.

    Texts that are not known are "".
    """

    paper: PageLink
    year: str = ""
    role: str = ""
    sentence: str = ""
    more: str = ""


@dataclass(frozen=True, slots=True)
class CellStack:
    """Links and texts below each other in one cell."""

    cells: tuple[str | PageLink, ...]


PageCell: TypeAlias = str | int | float | PageLink | MarkedSentence | LinkList | Evidence | CellStack | None


@dataclass(frozen=True, slots=True)
class PageTable:
    """Table with a heading.

    Attributes
    ----------
    title, columns, rows
        Heading, names of the columns, and cells.
    all_rows
        Number of rows before truncation.
    all_address
        Address of the query with all rows, if the table is truncated.
    note, link
        Remark and link below the heading.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[PageCell, ...], ...]
    all_rows: int
    all_address: str = ""
    note: str = ""
    link: PageLink | None = None

    @property
    def anchor(self) -> str:
        """The id of the heading."""
        return "-".join("".join(c if c.isalnum() else " " for c in self.title.casefold()).split())


@dataclass(frozen=True, slots=True)
class DefiningSentence:
    """Sentence that introduces a method or dataset, with its paper, authors and year."""

    heading: str
    sentence: MarkedSentence
    paper: PageLink
    authors: LinkList
    year: str


Fact: TypeAlias = tuple[str, tuple[PageCell, ...]]


@dataclass(frozen=True, slots=True)
class ResourcePage:
    """Content of the page about a resource.

    Attributes
    ----------
    iri, kind, name
        The resource.
    definition
        The sentence that introduces it, if it is a method or dataset that a paper proposes.
    facts
        Labels with their values.
    places
        Links to the resource in the explorer and on other pages.
    abstract
        The pieces of the abstract of a work.
    charts
        Charts over the years.
    tables
        Groups of tables; the tables of a group are next to each other.
    """

    iri: str
    kind: str
    name: str
    facts: tuple[Fact, ...] = ()
    definition: DefiningSentence | None = None
    places: tuple[PageLink, ...] = ()
    abstract: tuple[TextPiece, ...] = ()
    charts: tuple[YearChart, ...] = ()
    tables: tuple[tuple[PageTable, ...], ...] = field(default=())


def cell_type(cell: PageCell) -> str:
    """Return the type of a cell for templates, one of the values of _TYPES, or "text"."""
    types = {
        PageLink: "link",
        MarkedSentence: "sentence",
        LinkList: "links",
        Evidence: "evidence",
        CellStack: "stack",
        int: "number",
        type(None): "none",
    }
    return types.get(type(cell), "text")
