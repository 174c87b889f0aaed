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
    Paragraph,
    ReportQuery,
    ReportSection,
    Table,
)
from kg.store import find_query
from kg.store.parts import Part, restricted


def queries_of(
    key_figures: Iterable[Figure], sections: Iterable[ReportSection], part: Part | None, folder: str
) -> tuple[ReportQuery, ...]:
    """Return the queries that give the numbers of a report, sorted by name and without duplicates.

    In a report on a part of the graph, the queries restricted to this part are files in `folder`.
    """
    sources = [figure.source for figure in key_figures]
    for section in sections:
        for block in section.blocks:
            sources += _sources(block)
    return tuple(_query(name, part, folder) for name in sorted({source.query for source in sources}))


def _sources(block: Block) -> Iterator[NumberSource]:
    if isinstance(block, Table) and block.rows:
        yield from (column.source for column in block.columns if column.source)
    elif isinstance(block, ConceptUsage):
        yield from (figure.source for _, figure, _ in block.roles)
        yield from (word.source for word in block.details if isinstance(word, Figure))
    elif isinstance(block, Paragraph | BulletList):
        words = block.words if isinstance(block, Paragraph) else block.lead
        yield from (word.source for word in words if isinstance(word, Figure))


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
