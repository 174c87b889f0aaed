"""Rows of named queries that the worker processes run for a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pyoxigraph import QueryResultsFormat, parse_query_results

from kg.server.pool import Reply, WorkerPool
from kg.store.rows import python_value

_FORM = QueryResultsFormat.JSON
_MAX_ROWS = 200_000
"""Number of rows beyond which a page is refused: numbers computed from a part of the rows would be wrong."""


class UnavailableError(Exception):
    """Error raised if a query of a page exceeds a limit of the server, with an HTTP status and the reason."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status, self.reason = status, reason


async def rows_from(pool: WorkerPool, query: str, params: Mapping[str, str]) -> list[tuple[Any, ...]]:
    """Return all rows of a named query as Python values; the server's limit of rows does not apply.

    Raises UnavailableError if the query exceeds another limit, or has more rows than a page can be computed from.
    """
    request = {"name": query, "params": dict(params), "accepted": [_FORM.media_type], "rows": _MAX_ROWS}
    reply = await pool.run(request)
    if reply.status != 200:
        raise UnavailableError(reply.status, f"{query}: {reply.message}")
    if reply.truncated:
        raise UnavailableError(507, f"{query}: the result is too large for a page; run the query at /query")
    return rows_of_reply(reply)


def rows_of_reply(reply: Reply) -> list[tuple[Any, ...]]:
    """Return the rows of a reply in SPARQL JSON as Python values."""
    return [tuple(map(python_value, solution)) for solution in parse_query_results(reply.body, format=_FORM)]  # type: ignore[union-attr]
