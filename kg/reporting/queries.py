"""The queries behind the numbers of a report, gathered."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator

from kg.model.report import Ask, Asked, Block, Figure, Items, Section, Table, Text, Told
from kg.store import find_query
from kg.store.parts import Part, narrowed


def asked(glance: Iterable[Figure], sections: Iterable[Section], part: Part | None, folder: str) -> tuple[Asked, ...]:
    """Each query once, by name; those of a part of the graph lie as files in `folder`."""
    asks = [figure.ask for figure in glance]
    for section in sections:
        for block in section.blocks:
            asks += _asks(block)
    return tuple(_asked(name, part, folder) for name in sorted({ask.query for ask in asks}))


def _asks(block: Block) -> Iterator[Ask]:
    if isinstance(block, Table) and block.rows:
        yield from (column.ask for column in block.columns if column.ask)
    elif isinstance(block, Told):
        yield from (figure.ask for _, figure, _ in block.roles)
        yield from (word.ask for word in block.further if isinstance(word, Figure))
    elif isinstance(block, Text | Items):
        words = block.words if isinstance(block, Text) else block.lead
        yield from (word.ask for word in words if isinstance(word, Figure))


def _asked(name: str, part: Part | None, folder: str) -> Asked:
    query = find_query(name)
    own = is_narrowed(name, part)
    text = narrowed(query, part).text if own else query.text
    call = shlex.quote(f"{folder}/{name}.rq") if own else name
    return Asked(name, query.question, call, tuple(each.name for each in query.parameters), text)


def is_narrowed(name: str, part: Part | None) -> bool:
    """Whether a query sees only the works of the part: all do but those that ask of no works."""
    return part is not None and name not in WHOLE


WHOLE = frozenset({"listings", "unsure_pairs", "other_names"})
"""Queries that are about listings and identities, of which a report of a part shows some rows."""
