"""The server put together: what answers at which path."""

from __future__ import annotations

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

from kg.graph.search import index
from kg.graph.search_entries import entries
from kg.output import STORE
from kg.server import pages
from kg.server.addresses import Addresses
from kg.server.guard import Guard
from kg.server.pool import Pool
from kg.server.protocol import plain, sparql
from kg.server.settings import ServerSettings
from kg.server.words import words_of
from kg.store import base_of, open_store


def make_app(out: Path, settings: ServerSettings) -> Starlette:
    """The server of the build in `out`; raises OutputError, which names the remedy, where there is none."""
    store = open_store(out / STORE)
    addresses = Addresses(base_of(store) or "")

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        app.state.words = words_of(store, addresses.base)
        app.state.index = await to_thread.run_sync(lambda: index(entries(store)))
        async with Pool((out / STORE).resolve(), settings).open() as pool:
            app.state.pool = pool
            yield

    app = Starlette(
        routes=_routes(),
        lifespan=lifespan,
        middleware=[Middleware(Guard, settings=settings)],
        exception_handlers={404: _failed, 405: _failed, 500: _failed},
    )
    app.state.store, app.state.addresses, app.state.settings = store, addresses, settings
    return app


def _routes() -> list[Route]:
    every = ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"]
    return [
        Route("/", pages.home),
        Route("/sparql", _sparql, methods=every),
        Route("/query", pages.query),
        Route("/search", pages.search),
        Route("/suggest", pages.suggest),
        Route("/status", _status),
        Route("/static/{name}", pages.static),
        Route("/thing", pages.thing),
        Route("/{path:path}", pages.thing),
    ]


async def _sparql(request: Request) -> Response:
    if request.method == "OPTIONS":
        return Response(status_code=204, headers={"Allow": "GET, HEAD, POST, OPTIONS"})
    if request.method not in ("GET", "HEAD", "POST"):
        return plain(405, "a query is sent by GET or POST")
    return await sparql(request)


async def _status(request: Request) -> Response:
    """How the server is, and what it allows."""
    pool: Pool = request.app.state.pool
    limits = pool.settings
    now = {"waiting": pool.waiting, "long": pool.long, "started": pool.started, "ended": pool.killed}
    names = ("seconds", "rows", "query_bytes", "memory_mib", "workers", "patience", "long", "queue")
    return JSONResponse({"processes": now, "limits": {name: getattr(limits, name) for name in names}})


async def _failed(request: Request, error: Exception) -> Response:
    status = getattr(error, "status_code", 500)
    said = {404: "there is nothing at this address", 405: "this address is only read: GET or HEAD"}
    make = partial(pages.failure, request, status, said.get(status, "the server failed; its log says why"))
    return await to_thread.run_sync(make)
