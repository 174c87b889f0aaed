"""The pages: a thing, a search, a query, and the way to them."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from anyio import to_thread
from pyoxigraph import Store
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kg.graph.search import Found, Index
from kg.server.editor import REMEDY, TYPES, program
from kg.server.forms import KINDS, Form, Result, asked_by, form_of, result_of, text_of
from kg.server.negotiation import FORMS, accepted, prefers
from kg.server.statements import statements_about
from kg.server.things import Thing, look_at
from kg.store import STATEMENTS, find_query, missing_words, named_queries, run, write_statements

_HERE = Path(__file__).parent
# Read as a file: the package it lies in would load the libraries that draw pictures.
_TOKENS = _HERE.parent / "views" / "templates" / "page.css"
_STATIC = {
    "page.css": (_TOKENS, "text/css"),
    "server.css": (_HERE / "static" / "server.css", "text/css"),
    "server.js": (_HERE / "static" / "server.js", "text/javascript"),
}
_MOST_STATEMENTS = 50_000
_ROW_FILES = (("CSV", "csv"), ("TSV", "tsv"), ("JSON", "json"), ("XML", "xml"))
_STATEMENT_FILES = (("Turtle", "ttl"), ("JSON-LD", "jsonld"), ("N-Triples", "nt"))
"""An answer as files: what each is called, and what the endpoint calls it."""


async def home(request: Request) -> Response:
    """What the graph holds, and where to begin."""
    store: Store = request.app.state.store
    return await to_thread.run_sync(lambda: _page(request, "home.html", counts=_counts(store), named=_themes()))


async def thing(request: Request) -> Response:
    """A thing as a page, or as statements in the form that the client accepts."""
    return await to_thread.run_sync(lambda: _thing(request))


async def search(request: Request) -> Response:
    """What a name finds, as a page."""
    found = await to_thread.run_sync(lambda: _found(request, 50))
    return _page(request, "search.html", found=found, wanted=_wanted(request))


async def suggest(request: Request) -> Response:
    """What a name finds, of the kinds that are asked for, while one writes; `value` is what tells it from others."""
    kinds = frozenset(request.query_params.getlist("kind"))
    found = await to_thread.run_sync(lambda: _found(request, 8, kinds))
    addresses, known = request.app.state.addresses, request.app.state.index
    rows = [
        {"label": e.label, "kind": e.kind, "address": addresses.of(e.iri), "works": e.weight, "value": known.telling(e)}
        for e in found.entries
    ]
    return JSONResponse({"found": rows, "corrected": found.corrected})


async def query(request: Request) -> Response:
    """Where queries are written, chosen by name, and answered in a table."""
    given = dict(request.query_params)
    form: Form = await to_thread.run_sync(lambda: form_of(given))
    asked = asked_by(form)
    if asked is None:
        return await to_thread.run_sync(lambda: _query_page(request, form, 200, None))
    reply = await request.app.state.pool.ask(asked)
    store, addresses = request.app.state.store, request.app.state.addresses
    result = await to_thread.run_sync(lambda: result_of(reply, store, addresses))
    return await to_thread.run_sync(lambda: _query_page(request, form, reply.status, result))


async def static(request: Request) -> Response:
    """A style sheet or a script, ours or the query page's."""
    name = request.path_params["name"]
    if name not in _STATIC and name not in program():
        return failure(request, 404, "there is nothing at this address")
    body, tag, kind = _file(name)
    heads = {"ETag": tag, "Cache-Control": "no-cache"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=heads)
    return Response(body, media_type=f"{kind}; charset=utf-8", headers=heads)


def failure(request: Request, status: int, message: str) -> Response:
    """An error: as a page for a browser, in a line for others."""
    if prefers(accepted(request.headers.get("accept")), ["text/plain", "text/html"]) == "text/html":
        return _page(request, "failure.html", status, message=message)
    return Response(message + "\n", status, media_type="text/plain")


def _thing(request: Request) -> Response:
    store, addresses = request.app.state.store, request.app.state.addresses
    raw = request.scope.get("raw_path", b"").decode("ascii", "replace").partition("?")[0]
    wanted = [request.query_params["iri"]] if "iri" in request.query_params else addresses.iri(raw)
    form = prefers(accepted(request.headers.get("accept"), request.query_params.get("format")), _offered())
    if form is None:
        return failure(request, 406, f"a thing can be had as {', '.join(_offered())}")
    for iri in wanted:
        if form != "text/html":
            if (served := write_statements(statements_about(store, iri), form, _MOST_STATEMENTS)).count:
                return Response(served.body, media_type=form, headers={"Vary": "Accept"})
        elif found := look_at(store, iri, addresses):
            return _thing_page(request, found)
    return failure(request, 404, "the graph has nothing with this name")


def _offered() -> list[str]:
    return ["text/html", *STATEMENTS]


def _thing_page(request: Request, found: Thing) -> Response:
    address = request.app.state.addresses.of(found.iri)
    joined = "&" if "?" in address else "?"
    forms = [(name, f"{address}{joined}format={name}") for name in ("ttl", "jsonld", "nt") if FORMS[name] in STATEMENTS]
    return _page(request, "thing.html", thing=found, forms=forms)


def _query_page(request: Request, form: Form, status: int, result: Result | None) -> Response:
    shown = {"form": form, "named": _themes(), "result": result, "kinds": KINDS, "built": bool(program())}
    shown |= {"remedy": REMEDY, "text": text_of(form, request.app.state.store), "words": request.app.state.words}
    if result is not None:
        shown["files"] = _STATEMENT_FILES if result.text else _ROW_FILES
        shown["missing"] = [] if result.text or result.rows else missing_words(request.app.state.store, form.text)
    return _page(request, "query.html", status, **shown)


def _found(request: Request, most: int, kinds: Collection[str] = ()) -> Found:
    index: Index = request.app.state.index
    return index.search(_wanted(request), most, kinds)


def _wanted(request: Request) -> str:
    return request.query_params.get("q", "")[:200]


def _counts(store: Store) -> list[tuple[str, int]]:
    names = {"Work": "works", "Person": "people", "Series": "venues", "Method": "methods", "Dataset": "datasets"}
    names |= {"Mention": "mentions", "Listing": "listings"}
    found: dict[str, int] = {}
    for iri, count in run(store, find_query("graph_summary")):
        local = str(iri).rpartition("/")[2].rpartition("#")[2]
        if local in names:
            found[names[local]] = max(int(str(count)), found.get(names[local], 0))
    return [(name, found[name]) for name in names.values() if name in found]


@cache
def _themes() -> tuple[tuple[str, tuple[Any, ...]], ...]:
    queries = named_queries().values()
    themes = sorted({query.theme for query in queries if query.theme != "exports"})
    return tuple((theme, tuple(query for query in queries if query.theme == theme)) for theme in themes)


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
    made.filters["whole"] = lambda number: f"{number:,}"
    made.filters["duration"] = lambda seconds: f"{1000 * seconds:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"
    return made


def _page(request: Request, template: str, status: int = 200, **values: Any) -> Response:
    shown = {"of": request.app.state.addresses.of, "wanted": "", **values}
    html = _environment().get_template(template).render(shown).encode("utf-8", "replace")
    heads = {"Vary": "Accept", "Cache-Control": "no-cache"}
    return Response(html, status, heads, "text/html; charset=utf-8")
