"""Rendering of the tables and sentences of a report as CSV files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.model.numbers import round_float
from kg.model.report import Block, Cell, ConceptUsage, Report, ReportColumn, ReportQuery, Table
from kg.views.report.wording import by_name, command
from kg.views.table import write_csv

_SENTENCES = ("concept", "kind", "role", "paper", "where", "before", "named", "after")


def write_sheets(folder: Path, report: Report) -> None:
    """Write each table as `NAME.csv`, all sentences as `sentences.csv`, and each query as `queries/NAME.rq`.

    Values have full precision. The last column of a table, `query`, has the command whose result contains the first
    number of the row that is not computed from other numbers.
    """
    (folder / "queries").mkdir(parents=True)
    blocks = [block for section in report.sections for block in section.blocks]
    for table in (block for block in blocks if isinstance(block, Table)):
        header = [_header(table.columns, place) for place in range(len(table.columns))]
        write_csv(folder / f"{table.name}.csv", [*header, "query"], _rows(table, report.queries))
    if any(isinstance(block, ConceptUsage) for block in blocks):
        write_csv(folder / "sentences.csv", _SENTENCES, _sentences(blocks))
    for query in report.queries:
        path = folder / "queries" / f"{query.name}.rq"
        path.write_bytes(query.text.encode("utf-8", errors="replace"))


def _header(columns: tuple[ReportColumn, ...], place: int) -> str:
    """Return the title of a column; if it is not unique, the title of the column before it is appended."""
    title = columns[place].title
    alike = [column.title for column in columns].count(title) > 1
    return f"{title}: {columns[place - 1].title}" if alike and place else title


def _rows(table: Table, queries: tuple[ReportQuery, ...]) -> Iterator[list[Cell]]:
    known = by_name(queries)
    sources = [column.source for column in table.columns if column.source and not column.source.derived]
    for row in table.rows:
        call = command(sources[0], known[sources[0].query], row.keys) if sources else None
        yield [*map(_rounded, row.cells), call]


def _rounded(value: Cell) -> Cell:
    return round_float(value) if isinstance(value, float) else value


def _sentences(blocks: Iterable[Block]) -> Iterator[tuple[Cell, ...]]:
    for usage in (block for block in blocks if isinstance(block, ConceptUsage)):
        for role, _, quotes in usage.roles:
            for quote in quotes:
                yield (
                    usage.concept,
                    usage.kind,
                    role,
                    quote.title,
                    quote.where,
                    quote.before,
                    quote.named,
                    quote.after,
                )
