"""A process that answers queries, one after the other, and can be killed at any moment.

What passes between it and the server: a head in JSON and a body, each with its length before it.
"""

from __future__ import annotations

import json
import os
import socket
import struct
import sys
import time
from pathlib import Path
from typing import Any

from pyoxigraph import Store

from kg.model.errors import QueryError
from kg.store import NotAcceptableError, Served, open_store, serve_named, serve_text

LENGTHS = struct.Struct(">II")


def work(connection: socket.socket, store: Path) -> None:
    """Answer what comes in through `connection` until it closes."""
    opened = open_store(store)
    _lock_down()
    try:
        while (asked := _receive(connection)) is not None:
            head, body = _answer(opened, asked)
            packed = json.dumps(head).encode()
            connection.sendall(LENGTHS.pack(len(packed), len(body)) + packed + body)
    except (ConnectionError, KeyboardInterrupt):
        return


def _answer(store: Store, asked: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    begun = time.monotonic()
    _limit_seconds(asked["seconds"])
    try:
        served = _served(store, asked)
    except NotAcceptableError as error:
        return {"status": 406, "message": str(error)}, b""
    except QueryError as error:
        return {"status": 400, "message": str(error)}, b""
    except (MemoryError, RecursionError):
        return {"status": 507, "message": "the query needs more memory than it may have"}, b""
    seconds = round(time.monotonic() - begun, 4)
    said = {"media_type": served.media_type, "count": served.count, "cut": served.cut, "seconds": seconds}
    return {"status": 200, **said}, served.body


def _served(store: Store, asked: dict[str, Any]) -> Served:
    if "name" in asked:
        return serve_named(store, asked["name"], asked["params"], asked["accepted"], asked["rows"])
    return serve_text(store, asked["text"], asked["accepted"], asked["rows"], asked["graphs"])


def _receive(connection: socket.socket) -> dict[str, Any] | None:
    lengths = _exactly(connection, LENGTHS.size)
    if lengths is None:
        return None
    packed = _exactly(connection, LENGTHS.unpack(lengths)[0])
    asked: dict[str, Any] | None = None if packed is None else json.loads(packed)
    return asked


def _exactly(connection: socket.socket, length: int) -> bytes | None:
    pieces = bytearray()
    while len(pieces) < length:
        piece = connection.recv(length - len(pieces))
        if not piece:
            return None
        pieces += piece
    return bytes(pieces)


def _lock_down() -> None:
    """No file and no connection can be opened from here on, so even an engine that is tricked reaches nothing."""
    if sys.platform == "win32":
        return
    import resource

    open_now = [int(name) for name in os.listdir("/dev/fd")]  # noqa: PTH208 - only the numbers
    most = max(open_now, default=32) + 1
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for number in range(most):
        if number not in open_now:
            _fill(number)


def _fill(number: int) -> None:
    """Occupy a free file number below the limit; where that fails it was not free."""
    try:
        os.dup2(2, number)
    except OSError:
        return


def _limit_seconds(seconds: float) -> None:
    """Where the server itself is gone, the system ends a query that computes on and on."""
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    most = int(used.ru_utime + used.ru_stime + 4 * seconds) + 2
    resource.setrlimit(resource.RLIMIT_CPU, (most, resource.RLIM_INFINITY))
