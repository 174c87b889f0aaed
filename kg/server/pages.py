"""HTML pages: home, named queries, search and query, and the assets they load."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Any

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kg.graph.search import SearchIndex, SearchResult
from kg.server.editor import REMEDY, TYPES, program
from kg.server.entity_tags import entity_tag, not_modified
from kg.server.pool import Reply
from kg.server.query_form import KINDS, QueryForm, read_form, request_of, result_of, size_of
from kg.server.rendering import failure, kind_label, page
from kg.server.result_table import ResultTable
from kg.store import named_queries
from kg.views.colours import community_style
from kg.views.pages import TEMPLATES

_HERE = Path(__file__).parent
_STATIC = {
    "page.css": (TEMPLATES / "page.css", "text/css"),
    "server.css": (_HERE / "static" / "server.css", "text/css"),
    "server.js": (_HERE / "static" / "server.js", "text/javascript"),
    "tables.js": (_HERE / "static" / "tables.js", "text/javascript"),
    "queries.js": (_HERE / "static" / "queries.js", "text/javascript"),
}
_COMMUNITIES = "communities.css"
_ROW_FILES = (("CSV", "csv"), ("TSV", "tsv"), ("JSON", "json"), ("XML", "xml"))
_STATEMENT_FILES = (("Turtle", "ttl"), ("JSON-LD", "jsonld"), ("N-Triples", "nt"))
"""Download formats of a result: display name, and short name for the endpoint."""


async def home(request: Request) -> Response:
    """Return the home page: numbers, most frequent names and example questions."""
    return await to_thread.run_sync(lambda: page(request, "home.html", overview=request.app.state.overview))


async def queries(request: Request) -> Response:
    """Return the page with all named queries, in groups."""
    return await to_thread.run_sync(lambda: page(request, "queries.html", named=_themes()))


async def search(request: Request) -> Response:
    """Return the page of search results."""
    results = await to_thread.run_sync(lambda: _search(request, 50))
    return page(request, "search.html", results=results, search_text=_search_text(request))


async def suggest(request: Request) -> Response:
    """Return suggestions for a search box as JSON; `value` is the text that stands for a resource in a parameter."""
    kinds = frozenset(request.query_params.getlist("kind"))
    results = await to_thread.run_sync(lambda: _search(request, 8, kinds))
    addresses, index = request.app.state.addresses, request.app.state.index
    rows = [
        {
            "label": each.label,
            "kind": kind_label(each.kind),
            "address": addresses.of(each.iri),
            "papers": each.weight,
            "value": index.identifier(each),
        }
        for each in results.entries
    ]
    return JSONResponse({"found": rows, "corrected": results.corrected})


async def query(request: Request) -> Response:
    """Return the query page: a named query or the editor, and the result of the query in the URL."""
    given, pool = dict(request.query_params), request.app.state.pool
    if size_of(given) > pool.settings.query_bytes:
        return failure(request, 413, f"the query exceeds the limit of {pool.settings.query_bytes} bytes")
    form: QueryForm = await to_thread.run_sync(lambda: read_form(given))
    pending = request_of(form)
    reply = None if pending is None else await pool.run(pending)
    return await to_thread.run_sync(lambda: _query_page(request, form, reply))


async def static(request: Request) -> Response:
    """Return a style sheet or a script."""
    name = request.path_params["name"]
    if name not in _STATIC and name not in program() and name != _COMMUNITIES:
        return failure(request, 404, "there is no page at this address")
    body, tag, kind = _file(name)
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    if (unchanged := not_modified(request, headers)) is not None:
        return unchanged
    return Response(body, media_type=f"{kind}; charset=utf-8", headers=headers)


def _query_page(request: Request, form: QueryForm, reply: Reply | None) -> Response:
    state = request.app.state
    table = ResultTable(state.store, state.addresses, state.unique_names)
    result = None if reply is None else result_of(reply, table)
    values: dict[str, Any] = {"form": form, "named": _themes(), "result": result, "kinds": KINDS}
    values |= {"built": bool(program()), "remedy": REMEDY, "text": form.text, "completions": state.completions}
    if reply is None or result is None:
        return page(request, "query.html", **values)
    values |= {"text": reply.sparql or form.text, "missing": reply.missing}
    values["downloads"] = _STATEMENT_FILES if result.text else _ROW_FILES
    return page(request, "query.html", reply.status, **values)


def _search(request: Request, most: int, kinds: Collection[str] = ()) -> SearchResult:
    index: SearchIndex = request.app.state.index
    return index.search(_search_text(request), most, kinds)


def _search_text(request: Request) -> str:
    return request.query_params.get("q", "")[:200]


@cache
def _themes() -> tuple[tuple[str, tuple[Any, ...]], ...]:
    queries = named_queries().values()
    themes = sorted({query.theme for query in queries if query.theme != "exports"})
    return tuple(
        (theme, tuple(sorted((each for each in queries if each.theme == theme), key=lambda each: each.title)))
        for theme in themes
    )


@cache
def _file(name: str) -> tuple[bytes, str, str]:
    if name == _COMMUNITIES:
        body, kind = community_style().encode(), "text/css"
    elif name in _STATIC:
        body, kind = _STATIC[name][0].read_bytes(), _STATIC[name][1]
    else:
        body, kind = program()[name], TYPES[name]
    return body, entity_tag(body), kind
