"""Evaluation of the queries that a report gives for its numbers."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Store

from kg.model.report import (
    BulletList,
    Cell,
    ConceptUsage,
    Figure,
    NumberSource,
    Pairs,
    Paragraph,
    Report,
    ReportQuery,
    Table,
    value_of,
)
from kg.store import find_query, read_query, run


def figures(report: Report) -> Iterator[tuple[str, Cell, NumberSource, Pairs]]:
    """Yield every number of a report that has a query: its position, its value, its source and the keys of its row."""
    for label, figure in report.key_figures:
        yield label, figure.value, figure.source, figure.keys
    for section in report.sections:
        for block in section.blocks:
            found = rows_of(block) if isinstance(block, Table) else words_of(block)
            yield from ((f"{section.name}: {where}", value, source, keys) for where, value, source, keys in found)


def rows_of(table: Table) -> Iterator[tuple[str, Cell, NumberSource, Pairs]]:
    for row in table.rows:
        for column, cell in zip(table.columns, row.cells, strict=True):
            if column.source:
                yield f"{table.name} {column.title} of {row.cells[0]}", cell, column.source, row.keys


def words_of(block: object) -> Iterator[tuple[str, Cell, NumberSource, Pairs]]:
    words: tuple[object, ...] = ()
    if isinstance(block, Paragraph):
        words = block.words
    elif isinstance(block, BulletList):
        words = block.lead
    elif isinstance(block, ConceptUsage):
        words = (*block.details, *(figure for _, figure, _ in block.roles))
    for word in words:
        if isinstance(word, Figure):
            yield str(block)[:80], word.value, word.source, word.keys


class Asker:
    """Evaluator of the queries of a report on a store; for a part, the queries are files next to the page."""

    def __init__(self, store: Store, report: Report, page: Path) -> None:
        self.store, self.page = store, page
        self.calls = {query.name: query for query in report.queries}
        self.known: dict[tuple[str, Pairs], list[dict[str, object]]] = {}

    def number(self, source: NumberSource, keys: Pairs) -> float:
        """Return the number that the query gives for these keys."""
        given = tuple((name, value_of(key, keys)) for name, key in source.params)
        if (source.query, given) not in self.known:
            self.known[source.query, given] = list(self._rows(self.calls[source.query], given))
        wanted = {column: value_of(key, keys) for column, key in source.match}
        rows = [row for row in self.known[source.query, given] if all(said(row[c]) == v for c, v in wanted.items())]
        return sum(float(str(row[source.column])) for row in rows) if source.column else len(rows)

    def _rows(self, asked: ReportQuery, given: Pairs) -> Iterator[dict[str, object]]:
        query = find_query(asked.name)
        if asked.argument.rstrip("'").endswith(".rq"):
            text = (self.page.parent / shlex.split(asked.argument)[0]).read_text(encoding="utf-8")
            query = read_query(asked.name, text)
        answer = run(self.store, query, dict(given))
        return (dict(zip(answer.columns, row, strict=True)) for row in answer)


def said(value: object) -> str:
    return "" if value is None else str(value)


def wrong(report: Report, asker: Asker) -> list[str]:
    """Return the numbers of a report that differ from the results of their queries."""
    return [
        f"{where}: {value}, the query gives {found}"
        for where, value, source, keys in figures(report)
        if not source.derived and (found := asker.number(source, keys)) != value
    ]
