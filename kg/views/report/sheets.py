"""The tables and sentences of a report as CSV files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.model.numbers import round_float
from kg.model.report import Asked, Block, Cell, Column, Report, Table, Told
from kg.views.report.wording import by_name, command
from kg.views.table import write_csv

_SENTENCES = ("concept", "kind", "role", "paper", "where", "before", "named", "after")


def write_sheets(folder: Path, report: Report) -> None:
    """Write each table as `NAME.csv`, the sentences as `sentences.csv`, the queries as `queries/NAME.rq`.

    Values are whole, not as the page shows them. The last column of a row, `query`, is the command behind its first
    number that is not computed.
    """
    (folder / "queries").mkdir(parents=True)
    blocks = [block for section in report.sections for block in section.blocks]
    for table in (block for block in blocks if isinstance(block, Table)):
        header = [_header(table.columns, place) for place in range(len(table.columns))]
        write_csv(folder / f"{table.name}.csv", [*header, "query"], _rows(table, report.queries))
    if any(isinstance(block, Told) for block in blocks):
        write_csv(folder / "sentences.csv", _SENTENCES, _sentences(blocks))
    for query in report.queries:
        path = folder / "queries" / f"{query.name}.rq"
        path.write_bytes(query.text.encode("utf-8", errors="replace"))


def _header(columns: tuple[Column, ...], place: int) -> str:
    """The title of a column; of two alike, with the title of the column before it."""
    title = columns[place].title
    alike = [column.title for column in columns].count(title) > 1
    return f"{title}: {columns[place - 1].title}" if alike and place else title


def _rows(table: Table, queries: tuple[Asked, ...]) -> Iterator[list[Cell]]:
    known = by_name(queries)
    asks = [column.ask for column in table.columns if column.ask and not column.ask.derived]
    for row in table.rows:
        given = command(asks[0], known[asks[0].query], row.keys) if asks else None
        yield [*map(_rounded, row.cells), given]


def _rounded(value: Cell) -> Cell:
    return round_float(value) if isinstance(value, float) else value


def _sentences(blocks: Iterable[Block]) -> Iterator[tuple[Cell, ...]]:
    for told in (block for block in blocks if isinstance(block, Told)):
        for role, _, quotes in told.roles:
            for quote in quotes:
                yield (told.concept, told.kind, role, quote.title, quote.where, quote.before, quote.named, quote.after)
