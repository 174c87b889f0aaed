"""Queries that give the numbers of a report."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator

from kg.model.report import (
    Block,
    BulletList,
    ConceptUsage,
    Figure,
    NumberSource,
    Pairs,
    Paragraph,
    ReportQuery,
    ReportSection,
    Table,
)
from kg.store import find_query
from kg.store.parts import Part, restricted


def numbers_of(
    key_figures: Iterable[Figure], sections: Iterable[ReportSection]
) -> tuple[tuple[NumberSource, Pairs], ...]:
    """Return the source of each number of a report, with the keys of its row."""
    found = [(figure.source, figure.keys) for figure in key_figures]
    for section in sections:
        for block in section.blocks:
            found += _numbers(block)
    return tuple(found)


def queries_of(sources: Iterable[NumberSource], part: Part | None, folder: str) -> tuple[ReportQuery, ...]:
    """Return the queries that give the numbers of a report, sorted by name and without duplicates.

    In a report on a part of the graph, the queries restricted to this part are files in `folder`.
    """
    return tuple(_query(name, part, folder) for name in sorted({source.query for source in sources}))


def _numbers(block: Block) -> Iterator[tuple[NumberSource, Pairs]]:
    figures: Iterable[object] = ()
    if isinstance(block, Table):
        yield from ((column.source, row.keys) for row in block.rows for column in block.columns if column.source)
    elif isinstance(block, ConceptUsage):
        figures = (*(figure for _, figure, _ in block.roles), *block.details)
    elif isinstance(block, Paragraph | BulletList):
        figures = block.words if isinstance(block, Paragraph) else block.lead
    yield from ((figure.source, figure.keys) for figure in figures if isinstance(figure, Figure))


def _query(name: str, part: Part | None, folder: str) -> ReportQuery:
    query = find_query(name)
    own = is_restricted(name, part)
    text = restricted(query, part).text if own else query.text
    argument = shlex.quote(f"{folder}/{name}.rq") if own else name
    return ReportQuery(name, query.question, argument, tuple(each.name for each in query.parameters), text)


def is_restricted(name: str, part: Part | None) -> bool:
    """Return True if a query is restricted to the papers of the part, as all queries except UNRESTRICTED are."""
    return part is not None and name not in UNRESTRICTED


UNRESTRICTED = frozenset({"listings", "unsure_pairs", "other_names"})
"""Queries about listings and identities, which have no works; a report on a part shows a selection of their rows."""
