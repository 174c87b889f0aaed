"""Servers of small graphs, each in its own thread with real worker processes."""

from __future__ import annotations

import dataclasses
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from pyoxigraph import Literal, Quad

from kg.server.app import make_app
from kg.server.running import config_of
from kg.server.settings import ServerSettings
from kg.store import new_store
from tests.tiny import tiny_quads
from tests.waiting import WAIT_LIMIT

HOSTILE = (
    '<script>window.harmed=1</script><img src=x onerror=\'window.harmed=1\'>" onmouseover="window.harmed=1" '
    "href='javascript:window.harmed=1' {{7*7}} \u202e\u0007\u2028 "
)
SHORT = ServerSettings(seconds=1.5, rows=100, query_bytes=5_000, memory_mib=300, workers=2, patience=0.2, long=3)

LONG = dataclasses.replace(SHORT, seconds=60, memory_mib=1_000)
"""Limits for questions, whose processes need seconds to start on a busy machine."""


@contextmanager
def serving(folder: Path, quads: tuple[Quad, ...], settings: ServerSettings) -> Iterator[str]:
    new_store(folder / "store", quads).flush()
    with serving_folder(folder, settings) as where:
        yield where


@contextmanager
def serving_folder(folder: Path, settings: ServerSettings) -> Iterator[str]:
    """Serve the store in a folder from a thread."""
    server = uvicorn.Server(config_of(make_app(folder, settings), settings))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        until = time.monotonic() + 60
        while not server.started and time.monotonic() < until:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join(20)


def answered(get: Callable[..., httpx.Response], address: str, **given: Any) -> httpx.Response:
    """Return the response to a request, repeated while the processes that it needs are being started."""
    until = time.monotonic() + WAIT_LIMIT
    while (response := get(address, **given)).status_code == 503 and time.monotonic() < until:
        time.sleep(0.1)
    return response


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("served"), tiny_quads(), SHORT) as where:
        yield where


@pytest.fixture(scope="session")
def hostile_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("hostile"), tuple(map(_hostile, tiny_quads())), SHORT) as where:
        yield where


@pytest.fixture
def client(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, timeout=30) as made:
        yield made


def _hostile(quad: Quad) -> Quad:
    term = quad.object
    plain = (
        isinstance(term, Literal)
        and term.datatype.value.endswith("#string")
        and "vocabulary" not in str(quad.graph_name)
    )
    if not plain or "uriSpace" in quad.predicate.value or "notation" in quad.predicate.value:
        return quad
    return Quad(quad.subject, quad.predicate, Literal(HOSTILE + term.value), quad.graph_name)
