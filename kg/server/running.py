"""Starting and stopping the server."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import uvicorn

from kg.server.app import make_app
from kg.server.settings import ServerSettings


def serve(out: Path, settings: ServerSettings, ready: Callable[[str], None]) -> None:
    """Serve the graph of the build in `out` until interrupted; `ready` is told the address.

    Raises OutputError where there is no build.
    """
    app = make_app(out, settings)
    shown = f"[{settings.host}]" if ":" in settings.host else settings.host
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        log_level="warning",
        access_log=False,
        server_header=False,
        date_header=True,
        timeout_keep_alive=15,
        limit_concurrency=512,
        h11_max_incomplete_event_size=64 * 1024,
    )
    ready(f"http://{shown}:{settings.port}/")
    uvicorn.Server(config).run()
