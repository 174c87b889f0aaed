"""Pages about resources: the kinds of pages, and the request for one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from anyio import to_thread
from pyoxigraph import NamedNode, QueryResultsFormat, Store
from starlette.requests import Request
from starlette.responses import Response

from kg.server import author_page, paper_page, topic_page, venue_page
from kg.server.negotiation import SHORT_NAMES, best
from kg.server.page_elements import ResourcePage
from kg.server.pool_rows import UnavailableError, rows_from, rows_of_reply
from kg.server.question_pages import questions_about
from kg.server.question_pool import QuestionPool
from kg.server.rendering import failure, page
from kg.server.resource_description import describe_resource
from kg.server.resource_view import ResourceView
from kg.server.triples_page import triples_page
from kg.store import STATEMENTS, write_statements
from kg.store.kinds import kind_of
from kg.store.lookup import expand

_MAX_STATEMENTS = 50_000
_OFFERED = ["text/html", *STATEMENTS]


@dataclass(frozen=True, slots=True)
class PageKind:
    """Kind of page: the queries for its content, the name of their parameter, and the function that builds it."""

    build: Callable[[ResourceView], ResourcePage]
    parameter: str = ""
    queries: tuple[str, ...] = ()


_OTHER = PageKind(triples_page)
_KINDS = {
    "work": PageKind(paper_page.paper_page, "work", paper_page.QUERIES),
    "person": PageKind(author_page.author_page, "author", author_page.QUERIES),
    "method": PageKind(topic_page.topic_page, "concept", topic_page.QUERIES),
    "dataset": PageKind(topic_page.topic_page, "concept", topic_page.QUERIES),
    "venue": PageKind(venue_page.venue_page, "venue", venue_page.QUERIES),
    "edition": PageKind(venue_page.edition_page, "venue", venue_page.QUERIES),
}


async def resource(request: Request) -> Response:
    """Return a resource as a page, or as triples in the format that the client prefers."""
    media_type = best(_OFFERED, request.headers.get("accept"), request.query_params.get("format"))
    if media_type is None:
        return failure(request, 406, f"this resource is available as {', '.join(_OFFERED)}")
    iri = await to_thread.run_sync(lambda: _find(request))
    if iri is None:
        return failure(request, 404, "the graph contains no resource with this IRI")
    if media_type != "text/html":
        store = request.app.state.store
        triples = describe_resource(store, iri)
        served = await to_thread.run_sync(lambda: write_statements(triples, media_type, _MAX_STATEMENTS))
        return Response(served.body, media_type=media_type, headers={"Vary": "Accept"})
    try:
        return await _page(request, iri)
    except UnavailableError as error:
        return failure(request, error.status, error.reason)


async def _page(request: Request, iri: str) -> Response:
    state = request.app.state
    kind = kind_of(state.store, NamedNode(iri))
    found = _KINDS.get(kind, _OTHER)
    about = _series(state.store, iri) if kind == "edition" else iri
    rows = await asyncio.gather(*(rows_from(state.pool, name, {found.parameter: about}) for name in found.queries))
    answers = dict(zip(found.queries, rows, strict=True))
    duplicates, related = state.duplicates.get(iri, ()), await _related(state.questions, iri) if kind == "work" else ()
    view = ResourceView(
        state.store, state.addresses, iri, kind, about, answers, state.overview.totals, duplicates, related
    )
    return await to_thread.run_sync(
        lambda: page(
            request,
            "resource.html",
            resource=found.build(view),
            formats=_formats(request, iri),
            questions=questions_about(kind, _name_or_iri(view, state.unique_names)),
        )
    )


async def _related(pool: QuestionPool, work: str) -> tuple[tuple[Any, ...], ...]:
    """Return the related papers of a paper; none while the processes that find them are being started."""
    request = {"question": "related", "params": {"work": work}, "accepted": [QueryResultsFormat.JSON.media_type]}
    reply = await pool.run_if_ready(request)
    if reply is None or reply.status != 200:
        return ()
    rows = rows_of_reply(reply)
    return tuple((other, title, year, words, shared) for other, title, year, _, words, shared, _ in rows)


def _name_or_iri(view: ResourceView, unique_names: Mapping[tuple[str, str], str]) -> str:
    """Return the name of the resource of a page if no other resource of its kind has this name, or else its IRI."""
    name = view.name()
    return name if unique_names.get((view.kind, name)) == view.iri else view.iri


def _find(request: Request) -> str | None:
    """Return the IRI that the address of a request stands for, or None if it is not the subject of any triple."""
    addresses, given = request.app.state.addresses, request.query_params.get("iri")
    raw = request.scope.get("raw_path", b"").decode("ascii", "replace").partition("?")[0]
    iris = addresses.iri(raw) if given is None else [given]
    return next((iri for iri in iris if _is_subject(request.app.state.store, iri)), None)


def _is_subject(store: Store, iri: str) -> bool:
    try:
        return next(store.quads_for_pattern(NamedNode(iri), None, None, None), None) is not None
    except ValueError:
        return False


def _series(store: Store, edition: str) -> str:
    """Return the venue of an edition."""
    quads = store.quads_for_pattern(NamedNode(edition), expand("schema:superEvent"), None, None)
    return min((quad.object.value for quad in quads if isinstance(quad.object, NamedNode)), default=edition)


def _formats(request: Request, iri: str) -> list[tuple[str, str]]:
    address = request.app.state.addresses.of(iri)
    separator = "&" if "?" in address else "?"
    names = (name for name in ("ttl", "jsonld", "nt") if SHORT_NAMES[name] in STATEMENTS)
    return [(name, f"{address}{separator}format={name}") for name in names]
