"""Asking the queries that a report names, as its reader would."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Store

from kg.model.report import Ask, Asked, Cell, Figure, Items, Pairs, Report, Table, Text, Told
from kg.store import find_query, read_query, run
from kg.views.report.wording import value_of


def figures(report: Report) -> Iterator[tuple[str, Cell, Ask, Pairs]]:
    """Every number of a report that has a query: where it stands, its value, the query, the keys of its row."""
    for label, figure in report.glance:
        yield label, figure.value, figure.ask, figure.keys
    for section in report.sections:
        for block in section.blocks:
            found = rows_of(block) if isinstance(block, Table) else words_of(block)
            yield from ((f"{section.name}: {where}", value, ask, keys) for where, value, ask, keys in found)


def rows_of(table: Table) -> Iterator[tuple[str, Cell, Ask, Pairs]]:
    for row in table.rows:
        for column, cell in zip(table.columns, row.cells, strict=True):
            if column.ask:
                yield f"{table.name} {column.title} of {row.cells[0]}", cell, column.ask, row.keys


def words_of(block: object) -> Iterator[tuple[str, Cell, Ask, Pairs]]:
    words: tuple[object, ...] = ()
    if isinstance(block, Text):
        words = block.words
    elif isinstance(block, Items):
        words = block.lead
    elif isinstance(block, Told):
        words = (*block.further, *(figure for _, figure, _ in block.roles))
    for word in words:
        if isinstance(word, Figure):
            yield str(block)[:80], word.value, word.ask, word.keys


class Asker:
    """Answers the queries of a report in a store; those of a part from the files that lie beside its page."""

    def __init__(self, store: Store, report: Report, page: Path) -> None:
        self.store, self.page = store, page
        self.calls = {query.name: query for query in report.queries}
        self.known: dict[tuple[str, Pairs], list[dict[str, object]]] = {}

    def number(self, ask: Ask, keys: Pairs) -> float:
        """The number that the query gives for these keys."""
        given = tuple((name, value_of(key, keys)) for name, key in ask.params)
        if (ask.query, given) not in self.known:
            self.known[ask.query, given] = list(self._rows(self.calls[ask.query], given))
        wanted = {column: value_of(key, keys) for column, key in ask.match}
        rows = [row for row in self.known[ask.query, given] if all(said(row[c]) == v for c, v in wanted.items())]
        return sum(float(str(row[ask.column])) for row in rows) if ask.column else len(rows)

    def _rows(self, asked: Asked, given: Pairs) -> Iterator[dict[str, object]]:
        query = find_query(asked.name)
        if asked.call.rstrip("'").endswith(".rq"):
            text = (self.page.parent / shlex.split(asked.call)[0]).read_text(encoding="utf-8")
            query = read_query(asked.name, text)
        answer = run(self.store, query, dict(given))
        return (dict(zip(answer.columns, row, strict=True)) for row in answer)


def said(value: object) -> str:
    return "" if value is None else str(value)


def wrong(report: Report, asker: Asker) -> list[str]:
    """The numbers that their queries do not give."""
    return [
        f"{where}: {value}, the query gives {found}"
        for where, value, ask, keys in figures(report)
        if not ask.derived and (found := asker.number(ask, keys)) != value
    ]
