"""What a report is made of: sections of text, tables, pictures and sentences, each number with the query behind it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from kg.model.listing import Lines

Pairs: TypeAlias = tuple[tuple[str, str], ...]
Cell: TypeAlias = str | int | float | None


@dataclass(frozen=True, slots=True)
class ListingSummary:
    """What was read from one listing: its records, its lines by what became of them, and what its reader should know.

    `notices` are sentences, each with the lines it is about where there are any.
    """

    name: str
    format: str
    records: int
    record_lines: int
    furniture_lines: int
    blank_lines: int
    rejected_lines: int
    notices: tuple[tuple[str, Lines | None], ...] = ()
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Ask:
    """Which query gives a number, and what of its answer: the sum of `column`, or the number of rows where it is "".

    `params` are (parameter of the query, key), `match` (column, key): only rows count in which each column equals the
    value of its key. A key is one of those of the row that the number stands in, or "=…", which stands for "…" itself.
    `derived` numbers are computed from the answer by the formula that the report's notes give.
    """

    query: str
    params: Pairs = ()
    column: str = ""
    match: Pairs = ()
    derived: bool = False


class Form(StrEnum):
    """How the values of a column are shown."""

    TEXT = "text"
    COUNT = "count"
    YEAR = "year"
    NUMBER = "number"
    TIMES = "times"
    SHARE = "share"
    CHANCE = "chance"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a text with the query behind it; `keys` are (key, value) for the query."""

    value: float
    ask: Ask
    keys: Pairs = ()
    form: Form = Form.COUNT


@dataclass(frozen=True, slots=True)
class Name:
    """The name of somebody or something within a text."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to a place in the report ("#people") or to a file beside it."""

    text: str
    target: str


Words: TypeAlias = tuple[str | Figure | Name | Link, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; `warns` where it must not be overlooked."""

    words: Words
    warns: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within a section."""

    text: str


@dataclass(frozen=True, slots=True)
class Items:
    """A list of texts, after `lead`, of which `more` are not shown."""

    lead: Words
    items: tuple[str, ...]
    more: int = 0
    warns: bool = False


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Lines of a listing as they stand, with where they are and why they are shown."""

    about: str
    text: str


@dataclass(frozen=True, slots=True)
class Intake:
    """What was read: of each listing, the lines that were not understood, and notices."""

    listings: tuple[ListingSummary, ...]
    rejected: tuple[Verbatim, ...]
    notices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its title, how its values are shown, the query behind them, and whether bars show them."""

    title: str
    form: Form = Form.TEXT
    ask: Ask | None = None
    bar: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: one cell a column, and the keys with which the queries of the columns are asked."""

    cells: tuple[Cell, ...]
    keys: Pairs = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `name` is that of its CSV file, `total` a last row that is not sorted with the others."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: Row | None = None


@dataclass(frozen=True, slots=True)
class Bars:
    """Columns of different height, each with its label."""

    title: str
    bars: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Curves:
    """Shares through the years, one small picture for each of `curves` (label, shares)."""

    title: str
    years: tuple[int, ...]
    curves: tuple[tuple[str, tuple[float, ...]], ...]


@dataclass(frozen=True, slots=True)
class Spans:
    """Ratios with their intervals (label, ratio, low, high), on a logarithmic scale around 1.

    `sides` say what lies below 1 and what above.
    """

    title: str
    sides: tuple[str, str]
    spans: tuple[tuple[str, float, float, float], ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of a paper's abstract in three pieces, of which the second names the concept."""

    title: str
    where: str
    before: str
    named: str
    after: str


@dataclass(frozen=True, slots=True)
class Told:
    """How works use a concept: for each role its number of works and some of the sentences that say so.

    `further` says more of the concept, such as the datasets it is evaluated on.
    """

    concept: str
    kind: str
    roles: tuple[tuple[str, Figure, tuple[Quote, ...]], ...]
    further: Words = ()


Block: TypeAlias = Text | Heading | Items | Verbatim | Table | Bars | Curves | Spans | Told


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report; `name` is its anchor."""

    name: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A query of the report: its name, its question, how the command line calls it, its parameters, its SPARQL."""

    name: str
    question: str
    call: str
    parameters: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report; `glance` are the figures at its head, with their labels."""

    title: str
    lead: Words
    glance: tuple[tuple[str, Figure], ...]
    sections: tuple[Section, ...]
    queries: tuple[Asked, ...] = ()


@dataclass(frozen=True, slots=True)
class Namesakes:
    """A name that several people bear: the number of works of each, most first."""

    name: str
    works: tuple[int, ...]
