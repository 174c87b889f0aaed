"""Start of the server."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import uvicorn
from starlette.applications import Starlette

from kg.model.errors import UsageError
from kg.server.app import make_app
from kg.server.connections import MOST_CONNECTIONS, limited_connections
from kg.server.settings import ServerSettings

SECONDS_FOR_RESPONSES = 3
"""Seconds that open connections have to end after SIGTERM or SIGINT."""
MOST_SECONDS_TO_END = 8.0


def serve(out: Path, settings: ServerSettings, ready: Callable[[str], None]) -> None:
    """Serve the graph of the build in `out` until interrupted.

    `ready` is called with the URL of the server when it accepts requests. Raises OutputError if `out` has no build, and
    UsageError if the port is in use or the address does not belong to this computer.
    """
    check_address(settings.host, settings.port)
    server = uvicorn.Server(config_of(make_app(out, settings), settings))
    _end_in_time(server)
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    _announce(server, lambda: ready(f"http://{host}:{settings.port}/"))
    server.run()


def config_of(app: Starlette, settings: ServerSettings) -> uvicorn.Config:
    """Return the configuration of uvicorn for an application."""
    return uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        http=limited_connections(settings.connections, settings.request_seconds),  # type: ignore[arg-type]
        ws="none",
        log_level="error",  # clients could fill the log with warnings about malformed requests
        access_log=False,
        server_header=False,
        date_header=True,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=SECONDS_FOR_RESPONSES,
        limit_concurrency=MOST_CONNECTIONS,
        h11_max_incomplete_event_size=64 * 1024,
    )


def _announce(server: uvicorn.Server, ready: Callable[[], None]) -> None:
    """Make the server call `ready` when it accepts requests."""
    start = server.startup

    async def startup(sockets: list[socket.socket] | None = None) -> None:
        await start(sockets)
        if server.started:
            ready()

    server.startup = startup  # type: ignore[method-assign]


def _end_in_time(server: uvicorn.Server) -> None:
    """Make the process end at most MOST_SECONDS_TO_END after the first signal, whatever it is doing.

    uvicorn waits for the end of the start-up and of threads. The workers end with this process.
    """
    stop = server.handle_exit

    def handle_exit(number: int, frame: FrameType | None) -> None:
        timer = threading.Timer(MOST_SECONDS_TO_END, os._exit, (128 + number,))
        timer.daemon = True
        timer.start()
        stop(number, frame)

    server.handle_exit = handle_exit  # type: ignore[method-assign,assignment]


def check_address(host: str, port: int) -> None:
    """Raise UsageError unless a server can listen on this address."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except (OSError, ValueError) as error:  # ValueError: characters that no host name has
        reason = getattr(error, "strerror", None) or error
        problem = f"cannot listen on {host}, port {port}: {reason}"
        raise UsageError(f"{problem}; choose another address with --host or --port") from None
