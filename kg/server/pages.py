"""HTML pages: home, resource, search and query, and the assets they load."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kg.graph.search import SearchIndex, SearchResult
from kg.server.editor import REMEDY, TYPES, program
from kg.server.negotiation import SHORT_NAMES, best
from kg.server.pool import Reply
from kg.server.query_form import KINDS, QueryForm, read_form, request_of, result_of, size_of
from kg.server.resource_description import describe_resource
from kg.server.resource_pages import ResourcePage, resource_page
from kg.store import STATEMENTS, named_queries, write_statements

_HERE = Path(__file__).parent
# Read as a file, since importing its package would import the drawing libraries.
_PAGE_STYLE = _HERE.parent / "views" / "templates" / "page.css"
_STATIC = {
    "page.css": (_PAGE_STYLE, "text/css"),
    "server.css": (_HERE / "static" / "server.css", "text/css"),
    "server.js": (_HERE / "static" / "server.js", "text/javascript"),
}
_MAX_STATEMENTS = 50_000
_ROW_FILES = (("CSV", "csv"), ("TSV", "tsv"), ("JSON", "json"), ("XML", "xml"))
_STATEMENT_FILES = (("Turtle", "ttl"), ("JSON-LD", "jsonld"), ("N-Triples", "nt"))
"""Download formats of a result: display name, and short name for the endpoint."""


def kind_label(kind: str) -> str:
    """Return the display name of a kind of resource: "paper" for a work, "author" for a person."""
    return {"work": "paper", "person": "author"}.get(kind, kind)


async def home(request: Request) -> Response:
    """Return the home page, with counts of resources and all named queries."""
    counts = request.app.state.counts
    return await to_thread.run_sync(lambda: _page(request, "home.html", counts=counts, named=_themes()))


async def resource(request: Request) -> Response:
    """Return a resource as a page, or as triples in the format that the client prefers."""
    return await to_thread.run_sync(lambda: _resource(request))


async def search(request: Request) -> Response:
    """Return the page of search results."""
    results = await to_thread.run_sync(lambda: _search(request, 50))
    return _page(request, "search.html", results=results, search_text=_search_text(request))


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
    """Return the query page: named queries, the editor, and the result of the query in the URL."""
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
    if name not in _STATIC and name not in program():
        return failure(request, 404, "there is no page at this address")
    body, tag, kind = _file(name)
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=f"{kind}; charset=utf-8", headers=headers)


def failure(request: Request, status: int, message: str) -> Response:
    """Return an error as an HTML page to browsers, and as a line of text to other clients."""
    if best(["text/plain", "text/html"], request.headers.get("accept")) == "text/html":
        return _page(request, "failure.html", status, message=message)
    return Response(message + "\n", status, media_type="text/plain")


def _resource(request: Request) -> Response:
    store, addresses = request.app.state.store, request.app.state.addresses
    raw = request.scope.get("raw_path", b"").decode("ascii", "replace").partition("?")[0]
    iris = [request.query_params["iri"]] if "iri" in request.query_params else addresses.iri(raw)
    offered = ["text/html", *STATEMENTS]
    media_type = best(offered, request.headers.get("accept"), request.query_params.get("format"))
    if media_type is None:
        return failure(request, 406, f"this resource is available as {', '.join(offered)}")
    for iri in iris:
        if media_type != "text/html":
            if (served := write_statements(describe_resource(store, iri), media_type, _MAX_STATEMENTS)).count:
                return Response(served.body, media_type=media_type, headers={"Vary": "Accept"})
        elif found := resource_page(store, iri, addresses):
            return _resource_page(request, found)
    return failure(request, 404, "the graph contains no resource with this IRI")


def _resource_page(request: Request, found: ResourcePage) -> Response:
    address = request.app.state.addresses.of(found.iri)
    separator = "&" if "?" in address else "?"
    formats = [
        (name, f"{address}{separator}format={name}")
        for name in ("ttl", "jsonld", "nt")
        if SHORT_NAMES[name] in STATEMENTS
    ]
    return _page(request, "resource.html", resource=found, formats=formats)


def _query_page(request: Request, form: QueryForm, reply: Reply | None) -> Response:
    state = request.app.state
    result = None if reply is None else result_of(reply, state.store, state.addresses)
    values: dict[str, Any] = {"form": form, "named": _themes(), "result": result, "kinds": KINDS}
    values |= {"built": bool(program()), "remedy": REMEDY, "text": form.text, "completions": state.completions}
    if reply is None or result is None:
        return _page(request, "query.html", **values)
    values |= {"text": reply.sparql or form.text, "missing": reply.missing}
    values["files"] = _STATEMENT_FILES if result.text else _ROW_FILES
    return _page(request, "query.html", reply.status, **values)


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
    body = _STATIC[name][0].read_bytes() if name in _STATIC else program()[name]
    return body, f'"{hashlib.sha256(body).hexdigest()[:16]}"', _STATIC[name][1] if name in _STATIC else TYPES[name]


@cache
def _environment() -> jinja2.Environment:
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["kind"] = kind_label
    made.filters["with_commas"] = lambda number: f"{number:,}"
    made.filters["duration"] = lambda seconds: f"{1000 * seconds:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"
    return made


def _page(request: Request, template: str, status: int = 200, **values: Any) -> Response:
    given = {
        "title": request.app.state.title,
        "status": status,
        "of": request.app.state.addresses.of,
        "search_text": "",
        **values,
    }
    html = _environment().get_template(template).render(given).encode("utf-8", "replace")
    headers = {"Vary": "Accept", "Cache-Control": "no-cache"}
    return Response(html, status, headers, "text/html; charset=utf-8")
