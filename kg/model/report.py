"""Content of a report: sections of text, tables, charts and quotations, with the query behind each number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from kg.model.listing import Lines

Pairs: TypeAlias = tuple[tuple[str, str], ...]
Cell: TypeAlias = str | int | float | None
Answer: TypeAlias = tuple[str, Pairs, Pairs]
"""Query of a number, its parameters with their values, and the columns of its matching rows with their values."""


@dataclass(frozen=True, slots=True)
class ListingSummary:
    """Summary of one listing: the number of records, the number of lines by fate, and notices.

    Each notice is a pair of a sentence and the lines it refers to; the lines are None if it refers to the entire file.
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
    """Named query behind a number of the report, and the rule that computes the number from the query's rows.

    The number is the sum of `column` over the matching rows, or the number of matching rows where `column` is "".
    `params` are pairs (parameter of the query, key); `match` are pairs (column, key). A row matches if each of these
    columns equals the value of its key. A key is looked up in the keys of the ReportRow or Figure with the number; a
    key that begins with "=" is the literal value after it. A `derived` number is computed from the result by a formula
    that the report states under methodology.
    """

    query: str
    params: Pairs = ()
    column: str = ""
    match: Pairs = ()
    derived: bool = False

    def answer(self, keys: Pairs) -> Answer:
        """Return the query with the values of a row or a Figure in place of the keys."""
        params = tuple((name, value_of(key, keys)) for name, key in self.params)
        return self.query, params, tuple((column, value_of(key, keys)) for column, key in self.match)


def value_of(key: str, keys: Pairs) -> str:
    """Return the value of a key: the rest of the key if it begins with "=", otherwise its value in `keys`."""
    return key[1:] if key.startswith("=") else dict(keys)[key]


@dataclass(frozen=True, slots=True)
class Reference:
    """Object that a name in the report denotes: its kind ("author", "concept", "work", …) and its IRI or number.

    The other kinds are those of VIEWS in kg.views.report.places: communities and links of the two networks.
    """

    kind: str
    iri: str


@dataclass(frozen=True, slots=True)
class ListItem:
    """Item of a short list: a name, a reference to its object, and a note such as the venue and year of a paper."""

    name: str
    reference: Reference
    note: str = ""


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
    """Number within a text, with the query behind it; `keys` are pairs (key, value) for the keys of `source`."""

    value: float
    source: NumberSource
    keys: Pairs = ()
    format: ValueFormat = ValueFormat.COUNT


@dataclass(frozen=True, slots=True)
class InlineName:
    """Name of a person, a venue, a paper or a concept within a text."""

    text: str
    reference: Reference | None = None


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
    """List of texts below the line `lead`; `omitted` is the number of items left out.

    If `is_folded` is true, a page shows the items only when the reader opens the list.
    """

    lead: InlineText
    items: tuple[str | InlineName, ...]
    omitted: int = 0
    is_warning: bool = False
    is_folded: bool = False


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Lines of a listing, unchanged; the caption `about` states their position and why they are shown."""

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
    """Column of a table; if `bar` is true, its values are also drawn as bars.

    `key` is the key under which the rows have the objects that cells of the column denote; see ReportRow.
    """

    title: str
    format: ValueFormat = ValueFormat.TEXT
    source: NumberSource | None = None
    bar: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True)
class ReportRow:
    """Row of a table: one cell per column, and pairs (key, value) for the keys of the columns and their sources.

    The key of the object that a cell denotes is a kind, such as "author", or a kind and a name, such as "author:other".
    `colour` is the number of the colour of a community in the palette, -1 for that of small communities.
    """

    cells: tuple[Cell, ...]
    keys: Pairs = ()
    colour: int | None = None

    def reference(self, column: ReportColumn) -> Reference | None:
        """Return the object that the cell of a column denotes, or None if the row has no key for it."""
        if not column.key:
            return None
        found = (Reference(k.partition(":")[0], v) for k, v in self.keys if column.key in (k, k.partition(":")[2]))
        return next(found, None)


@dataclass(frozen=True, slots=True)
class Table:
    """Table; `name` is the stem of its CSV file, `total` a last row that is not sorted with the others.

    If `is_folded` is true, a page shows the rows only when the reader opens the table.
    """

    name: str
    title: str
    columns: tuple[ReportColumn, ...]
    rows: tuple[ReportRow, ...]
    total: ReportRow | None = None
    is_folded: bool = False


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bar chart; `bars` are pairs (label, count)."""

    title: str
    bars: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class LineCharts:
    """Small line charts, one for each pair (label, counts) of `curves`, with a count for each year of `years`.

    `totals` are the numbers of all papers of the years. A year with a total of 0 has no value; lines show shares.
    """

    title: str
    years: tuple[int, ...]
    totals: tuple[int, ...]
    curves: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class IntervalChart:
    """Chart of ratios with confidence intervals on a logarithmic scale with 1 in the middle.

    `sides` are the captions for ratios below 1 and above 1; `spans` are (label, ratio, lower bound, upper bound).
    """

    title: str
    sides: tuple[str, str]
    spans: tuple[tuple[str, float, float, float], ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Sentence of an abstract that mentions a concept: the text `before` the mention, the mention `named`, and `after`.

    `title` is the heading of the sentence: the title of the paper, or the label of the concept, which `reference`
    denotes. `where` is the venue and year of the paper, or "".
    """

    title: str
    where: str
    before: str
    named: str
    after: str
    reference: Reference | None = None


@dataclass(frozen=True, slots=True)
class ConceptUsage:
    """Roles of one concept: `roles` are (role, number of papers, example sentences).

    `details` is a further sentence about the concept, such as the datasets it is evaluated on.
    """

    concept: str
    kind: str
    roles: tuple[tuple[str, Figure, tuple[Quote, ...]], ...]
    details: InlineText = ()
    reference: Reference | None = None


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
    """Query behind numbers of the report.

    `argument` is the name or file to pass to `kg query`, `parameters` the names of its parameters, `text` its SPARQL.
    """

    name: str
    question: str
    argument: str
    parameters: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Report:
    """Report; `key_figures` are the (label, number) pairs below its title.

    `lists` has the first items behind numbers, such as the newest papers of an author. `pages` has the web pages of
    papers by IRI.
    """

    title: str
    lead: InlineText
    key_figures: tuple[tuple[str, Figure], ...]
    sections: tuple[ReportSection, ...]
    queries: tuple[ReportQuery, ...] = ()
    lists: Mapping[Answer, tuple[ListItem, ...]] = field(default_factory=dict)
    pages: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Namesakes:
    """Name that several authors share, with the number of papers of each in descending order."""

    name: str
    works: tuple[int, ...]
