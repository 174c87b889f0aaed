"""ASGI application: routes, error pages and shared state of the server."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from anyio import to_thread
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from kg.graph.search import build_index
from kg.graph.search_entries import search_entries
from kg.output import EXPLORER, REPORT_FOLDER, STORE, read_title
from kg.server import pages, question_pages
from kg.server.addresses import Addresses
from kg.server.completions import completions_of
from kg.server.compression import CompressionMiddleware
from kg.server.duplicates import likely_duplicates
from kg.server.field_overview import field_overview
from kg.server.output_files import PAGES, output_file, output_files
from kg.server.pool import WorkerPool
from kg.server.protocol import plain, sparql
from kg.server.question_examples import question_examples
from kg.server.question_pool import QuestionPool
from kg.server.rendering import failure
from kg.server.resource_pages import resource
from kg.server.result_table import unique_names
from kg.server.security_headers import SecurityMiddleware
from kg.server.settings import ServerSettings
from kg.store import base_of, open_store


def make_app(out: Path, settings: ServerSettings) -> Starlette:
    """Return the application for the build in `out`. Raises OutputError if the folder has no build."""
    store = open_store(out / STORE)
    addresses = Addresses(base_of(store) or "")

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        ticking = asyncio.create_task(_tick())
        app.state.completions = completions_of(store, addresses.base)
        app.state.index = await to_thread.run_sync(lambda: build_index(search_entries(store)))
        app.state.unique_names = unique_names(app.state.index)
        app.state.overview = await to_thread.run_sync(
            lambda: field_overview(store, app.state.index, addresses, out / EXPLORER)
        )
        app.state.examples = await to_thread.run_sync(lambda: question_examples(store, app.state.index))
        app.state.questions = QuestionPool((out / STORE).resolve(), settings)
        app.state.duplicates = {}
        finding = asyncio.create_task(_find_duplicates(app))
        async with WorkerPool((out / STORE).resolve(), settings).open() as pool:
            app.state.pool = pool
            ticking.cancel()
            yield
        await app.state.questions.close()
        finding.cancel()

    app = Starlette(
        routes=_routes(),
        lifespan=lifespan,
        middleware=[Middleware(SecurityMiddleware, settings=settings), Middleware(CompressionMiddleware)],
        exception_handlers={404: _error_page, 405: _error_page, 500: _error_page},
    )
    app.state.store, app.state.addresses, app.state.title = store, addresses, read_title(out)
    app.state.out, app.state.files = out, output_files(out)
    return app


async def _tick() -> None:
    """Wake the event loop twice a second during the start; uvicorn does so only afterwards.

    A signal that arrives just before the loop begins to wait is handled when the loop wakes.
    """
    while True:
        await asyncio.sleep(0.5)


async def _find_duplicates(app: Starlette) -> None:
    """Compare methods and datasets while the server is already running, since the comparison takes seconds."""
    out, unique = app.state.out, app.state.unique_names
    app.state.duplicates = await to_thread.run_sync(lambda: likely_duplicates(out, unique), abandon_on_cancel=True)


def _routes() -> list[Route]:
    methods = ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"]
    return [
        Route("/", pages.home),
        Route("/sparql", _sparql, methods=methods),
        Route("/query", pages.query),
        Route("/queries", pages.queries),
        Route("/questions", question_pages.questions),
        Route("/ask/{name}", question_pages.ask, methods=["GET", "POST"]),
        Route("/search", pages.search),
        Route("/suggest", pages.suggest),
        Route("/status", _status),
        Route("/static/{name}", pages.static),
        *(Route(f"/{name}", output_file) for name in PAGES),
        Route(f"/{REPORT_FOLDER}/{{path:path}}", output_file),
        Route("/thing", resource),
        Route("/{path:path}", resource),
    ]


async def _sparql(request: Request) -> Response:
    if request.method == "OPTIONS":
        return Response(status_code=204, headers={"Allow": "GET, HEAD, POST, OPTIONS"})
    if request.method not in ("GET", "HEAD", "POST"):
        return plain(405, "send queries by GET or POST")
    return await sparql(request)


async def _status(request: Request) -> Response:
    """Return the state of the worker processes and the limits of the server as JSON."""
    pool: WorkerPool = request.app.state.pool
    limits = pool.settings
    state = {
        "waiting": pool.waiting,
        "long": pool.long,
        "started": pool.started,
        "ended": pool.killed,
        "restarts": pool.restarts,
    }
    names = ("seconds", "rows", "query_bytes", "memory_mib", "workers", "patience", "long", "queue")
    return JSONResponse({"processes": state, "limits": {name: getattr(limits, name) for name in names}})


async def _error_page(request: Request, error: Exception) -> Response:
    status = getattr(error, "status_code", 500)
    messages = {404: "there is no page at this address", 405: "this address is read-only; use GET or HEAD"}
    message = messages.get(status, "internal error; see the log of the server")
    make = partial(failure, request, status, message)
    return await to_thread.run_sync(make)
