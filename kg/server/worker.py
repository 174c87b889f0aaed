"""Worker process that runs queries one after another and may be killed at any time.

A message between worker and server has three parts: two lengths (of header and body), a JSON header, and a body.
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

from kg.model.errors import KgError
from kg.reporting import Facts
from kg.server.question_facts import serve_question
from kg.store import NotAcceptableError, Served, as_text, missing_terms, named_queries, serve_named, serve_text

MOST_BYTES = 32 * 2**20
"""Maximum length of a result in bytes; the server keeps the whole result in memory."""
_PARENT_DEATH_SIGNAL = 1
LENGTHS = struct.Struct(">II")
"""Lengths of the header and the body of a message, in bytes."""


def work(connection: socket.socket, store: Store, facts: Facts | None = None) -> None:
    """Run the queries received through `connection` until it closes; with `facts`, answer questions instead."""
    end_with_parent()
    named_queries()  # reads files, which is impossible after lock_down
    lock_down()
    try:
        while (request := _receive(connection)) is not None:
            head, body = respond(store, request, facts)
            packed = json.dumps(head).encode()
            connection.sendall(LENGTHS.pack(len(packed), len(body)) + packed + body)
    except (ConnectionError, KeyboardInterrupt):
        return


def respond(store: Store, request: dict[str, Any], facts: Facts | None = None) -> tuple[dict[str, Any], bytes]:
    """Return the header and the body of the reply to a request."""
    begun = time.monotonic()
    _limit_processor_time(request["seconds"])
    try:
        served = _run(store, request) if facts is None else serve_question(facts, request)
    except NotAcceptableError as error:
        return {"status": 406, "message": str(error)}, b""
    except KgError as error:
        return {"status": 400, "message": str(error)}, b""
    except (MemoryError, RecursionError):
        return {"status": 507, "message": "the query exceeds the memory limit; narrow it or add LIMIT"}, b""
    if len(served.body) > MOST_BYTES:
        message = f"the result exceeds the limit of {MOST_BYTES // 2**20} MiB; select fewer or shorter values"
        return {"status": 507, "message": message}, b""
    seconds = round(time.monotonic() - begun, 4)
    header = {"media_type": served.media_type, "count": served.count, "truncated": served.truncated, "seconds": seconds}
    header["note"] = served.note
    return {"status": 200, **header, **_page_texts(store, request, served)}, served.body


def _page_texts(store: Store, request: dict[str, Any], served: Served) -> dict[str, Any]:
    """Return further texts for the query page: the SPARQL text of a named query, or terms missing in the graph."""
    if not request.get("page"):
        return {}
    if "name" in request:
        return {"sparql": as_text(store, named_queries()[request["name"]], request["params"])}
    return {"missing": [] if served.count else missing_terms(store, request["text"])}


def _run(store: Store, request: dict[str, Any]) -> Served:
    if "name" in request:
        return serve_named(store, request["name"], request["params"], request["accepted"], request["rows"])
    return serve_text(store, request["text"], request["accepted"], request["rows"])


def _receive(connection: socket.socket) -> dict[str, Any] | None:
    lengths = _receive_exactly(connection, LENGTHS.size)
    if lengths is None:
        return None
    packed = _receive_exactly(connection, LENGTHS.unpack(lengths)[0])
    request: dict[str, Any] | None = None if packed is None else json.loads(packed)
    return request


def _receive_exactly(connection: socket.socket, length: int) -> bytes | None:
    pieces = bytearray()
    while len(pieces) < length:
        piece = connection.recv(length - len(pieces))
        if not piece:
            return None
        pieces += piece
    return bytes(pieces)


def end_with_parent() -> None:
    """Make the kernel kill this process when its parent ends, even while this process is stopped (only on Linux)."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL)


def lock_down() -> None:
    """Prevent this process from opening files and connections, in case a query passes the checks for network access."""
    if sys.platform == "win32":
        return
    import resource

    open_now = [int(name) for name in os.listdir("/dev/fd")]  # noqa: PTH208 - only the numbers are needed
    most = max(open_now, default=32) + 1
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(OSError):
        while True:  # use up the free descriptors below the limit
            os.dup(min(open_now))


def _limit_processor_time(seconds: float) -> None:
    """Set a processor time limit at which the kernel ends the query, in case the server has ended before."""
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    most = int(used.ru_utime + used.ru_stime + 4 * seconds) + 2
    resource.setrlimit(resource.RLIMIT_CPU, (most, resource.RLIM_INFINITY))
