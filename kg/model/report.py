"""Content of a report: sections of text, tables, charts and quotations, with the query behind each number."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from kg.model.listing import Lines

Pairs: TypeAlias = tuple[tuple[str, str], ...]
Cell: TypeAlias = str | int | float | None


@dataclass(frozen=True, slots=True)
class ListingSummary:
    """Summary of one listing: its records, its lines by category, and notices about them.

    Each notice is a sentence with the lines it refers to, or None where it refers to the whole file.
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
class NumberSource:
    """Named query behind a number, and how the number follows from its result.

    The number is the sum of `column` over the matching rows, or their count where `column` is "". `params` holds pairs
    (parameter of the query, key), `match` pairs (column, key): a row matches if each column equals the value of its
    key. A key is one of the keys of the table row that holds the number; a key "=abc" stands for the literal value
    "abc". A `derived` number is computed from the result by a formula that the report states under methodology.
    """

    query: str
    params: Pairs = ()
    column: str = ""
    match: Pairs = ()
    derived: bool = False


class ValueFormat(StrEnum):
    """Display format of the values of a column."""

    TEXT = "text"
    COUNT = "count"
    YEAR = "year"
    NUMBER = "number"
    TIMES = "times"
    SHARE = "share"
    P_VALUE = "p_value"


@dataclass(frozen=True, slots=True)
class Figure:
    """Number within a text, with the query behind it; `keys` holds the values for the keys of `source`."""

    value: float
    source: NumberSource
    keys: Pairs = ()
    format: ValueFormat = ValueFormat.COUNT


@dataclass(frozen=True, slots=True)
class InlineName:
    """Name of a person, a venue or a concept within a text."""

    text: str


@dataclass(frozen=True, slots=True)
class InlineLink:
    """Link within a text, to a section of the report ("#authors") or to a file of the output folder."""

    text: str
    target: str


InlineText: TypeAlias = tuple[str | Figure | InlineName | InlineLink, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Paragraph of text, set off as a warning where `is_warning` is true."""

    words: InlineText
    is_warning: bool = False


@dataclass(frozen=True, slots=True)
class Subheading:
    """Heading within a section."""

    text: str


@dataclass(frozen=True, slots=True)
class BulletList:
    """List of texts below the line `lead`; `omitted` is the number of items left out."""

    lead: InlineText
    items: tuple[str, ...]
    omitted: int = 0
    is_warning: bool = False


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Lines of a listing, unchanged, with a caption that gives their place and the reason for showing them."""

    about: str
    text: str


@dataclass(frozen=True, slots=True)
class Intake:
    """Summary of parsing: the listings, the rejected lines and the notices about the build."""

    listings: tuple[ListingSummary, ...]
    rejected: tuple[Verbatim, ...]
    notices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportColumn:
    """Column of a table: title, format and query of its values, and a flag for drawing them as bars too."""

    title: str
    format: ValueFormat = ValueFormat.TEXT
    source: NumberSource | None = None
    bar: bool = False


@dataclass(frozen=True, slots=True)
class ReportRow:
    """Row of a table: one cell per column, and the values for the keys of the columns' queries."""

    cells: tuple[Cell, ...]
    keys: Pairs = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Table; `name` is the stem of its CSV file, `total` a last row that sorting leaves in place."""

    name: str
    title: str
    columns: tuple[ReportColumn, ...]
    rows: tuple[ReportRow, ...]
    total: ReportRow | None = None


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bar chart of counts, each with its label."""

    title: str
    bars: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class LineCharts:
    """Small line charts of shares by year, one for each (label, shares) of `curves`."""

    title: str
    years: tuple[int, ...]
    curves: tuple[tuple[str, tuple[float, ...]], ...]


@dataclass(frozen=True, slots=True)
class IntervalChart:
    """Chart of ratios with confidence intervals (label, ratio, low, high) on a logarithmic scale around 1.

    `sides` are the captions for ratios below 1 and above 1.
    """

    title: str
    sides: tuple[str, str]
    spans: tuple[tuple[str, float, float, float], ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Sentence of an abstract in three pieces, the second of which names the concept."""

    title: str
    where: str
    before: str
    named: str
    after: str


@dataclass(frozen=True, slots=True)
class ConceptUsage:
    """Use of one concept by the papers: for each role the number of papers and some of their sentences.

    `details` is a further sentence about the concept, such as the datasets it is evaluated on.
    """

    concept: str
    kind: str
    roles: tuple[tuple[str, Figure, tuple[Quote, ...]], ...]
    details: InlineText = ()


Block: TypeAlias = (
    Paragraph | Subheading | BulletList | Verbatim | Table | BarChart | LineCharts | IntervalChart | ConceptUsage
)


@dataclass(frozen=True, slots=True)
class ReportSection:
    """Section of the report; `name` is its anchor."""

    name: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class ReportQuery:
    """Query of the report: its name, its question, its argument for `kg query`, its parameters and its SPARQL."""

    name: str
    question: str
    argument: str
    parameters: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Report:
    """Report; `key_figures` are the labelled numbers below its title."""

    title: str
    lead: InlineText
    key_figures: tuple[tuple[str, Figure], ...]
    sections: tuple[ReportSection, ...]
    queries: tuple[ReportQuery, ...] = ()


@dataclass(frozen=True, slots=True)
class Namesakes:
    """Name that several authors share, with the number of papers of each in descending order."""

    name: str
    works: tuple[int, ...]
