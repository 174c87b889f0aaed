"""A process that answers queries, one after the other, and can be killed at any moment.

What passes between it and the server: a head in JSON and a body, each with its length before it.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import struct
import sys
import time
from contextlib import suppress
from typing import Any

from pyoxigraph import Store

from kg.model.errors import QueryError
from kg.store import NotAcceptableError, Served, named_queries, serve_named, serve_text

_PARENT_DEATH_SIGNAL = 1
LENGTHS = struct.Struct(">II")


def work(connection: socket.socket, store: Store) -> None:
    """Answer what comes in through `connection` until it closes."""
    end_with_parent()
    named_queries()  # read while files can be
    lock_down()
    try:
        while (asked := _receive(connection)) is not None:
            head, body = _answer(store, asked)
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


def end_with_parent() -> None:
    """Where the process that began this one is killed, this one goes too, even while it is stopped (Linux)."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL)


def lock_down() -> None:
    """No file and no connection can be opened from here on, so even an engine that is tricked reaches nothing."""
    if sys.platform == "win32":
        return
    import resource

    open_now = [int(name) for name in os.listdir("/dev/fd")]  # noqa: PTH208 - only the numbers
    most = max(open_now, default=32) + 1
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(OSError):
        while True:  # until the numbers that are free below the limit are taken too
            os.dup(min(open_now))


def _limit_seconds(seconds: float) -> None:
    """Where the server itself is gone, the system ends a query that computes on and on."""
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    most = int(used.ru_utime + used.ru_stime + 4 * seconds) + 2
    resource.setrlimit(resource.RLIMIT_CPU, (most, resource.RLIM_INFINITY))
