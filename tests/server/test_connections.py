"""Slow clients and clients with many connections do not shut others out."""

from __future__ import annotations

import dataclasses
import logging
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from urllib.parse import urlsplit

import httpx
import pytest

from kg.server import connections
from tests.server.conftest import SHORT, serving
from tests.tiny import tiny_quads

HALF = b"GET /status HTTP/1.1\r\nHost: localhost\r\nX-Slow: a"
POST = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\n"
HALF_BODY = POST + b"Content-Length: 99\r\nContent-Type: application/sparql-query\r\n\r\nA"
WHOLE = b"GET /status HTTP/1.1\r\nHost: localhost\r\n\r\n"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    settings = dataclasses.replace(SHORT, workers=1, connections=20, request_seconds=2.0)
    with serving(tmp_path_factory.mktemp("slow"), tiny_quads(), settings) as where:
        yield where


def connect(address: str, source: str = "127.0.0.1") -> socket.socket:
    parts = urlsplit(address)
    made = socket.create_connection((parts.hostname or "", parts.port or 0), 20, (source, 0))
    made.settimeout(20)
    return made


def test_half_sent_requests_do_not_shut_others_out(address: str) -> None:
    with ExitStack() as stack:
        for number in range(520):
            slow = stack.enter_context(connect(address))
            slow.sendall(HALF if number % 2 else HALF_BODY)
        for source in ("127.0.0.1", "127.0.0.2"):
            with connect(address, source) as other:
                other.sendall(WHOLE)
                assert other.recv(100).startswith(b"HTTP/1.1 200 "), source


@pytest.mark.parametrize("sent", [b"", HALF, HALF_BODY, WHOLE + HALF])
def test_a_request_that_is_not_complete_in_time_is_ended(address: str, sent: bytes) -> None:
    """A byte every now and then does not extend the time."""
    with connect(address) as slow:
        slow.sendall(sent)
        received = b""
        until = time.monotonic() + 15
        while time.monotonic() < until:
            slow.settimeout(0.3)
            try:
                if not (piece := slow.recv(4_000)):
                    break
                received += piece
            except TimeoutError:
                if sent:
                    slow.sendall(b"a")
            except ConnectionError:
                break
        else:
            pytest.fail("the connection is still open")
    assert b" 408 " in received


@pytest.mark.parametrize(
    "sent",
    [HALF_BODY, WHOLE.replace(b"\r\n\r\n", b"\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nquery\r\nno length\r\n")],
)
def test_an_upload_that_is_broken_off_or_malformed_leaves_no_traceback(
    address: str, caplog: pytest.LogCaptureFixture, sent: bytes
) -> None:
    logger = logging.getLogger("uvicorn.error")
    logger.addHandler(caplog.handler)  # uvicorn does not propagate its records
    with connect(address) as one:
        one.sendall(sent)
        time.sleep(0.3)
    time.sleep(0.3)
    assert httpx.get(f"{address}/status").status_code == 200
    logger.removeHandler(caplog.handler)
    assert not [record for record in caplog.records if record.exc_info]


def test_a_client_that_does_not_receive_its_response_is_disconnected(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The operating system sends what it has taken over, and no more."""
    monkeypatch.setattr(connections, "_RECEIVING_SECONDS", 0.3)
    size = len(httpx.get(f"{address}/static/editor.js").content)
    times = 1 + 30_000_000 // size
    with connect(address) as slow:
        request = WHOLE.replace(b"/status", b"/static/editor.js") * times
        threading.Thread(target=_send, args=(slow, request), daemon=True).start()
        time.sleep(3)
        assert 0 < _received(slow) < size * times


def _received(connection: socket.socket) -> int:
    length = 0
    with suppress(ConnectionError):
        while piece := connection.recv(1_000_000):
            length += len(piece)
    return length


def _send(connection: socket.socket, content: bytes) -> None:
    with suppress(OSError):
        connection.sendall(content)


def test_an_address_with_too_many_requests_in_progress_is_refused(address: str) -> None:
    runaway = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?c < ?i) }"
    body = f"query={runaway}".encode()
    head = POST + b"Content-Type: application/x-www-form-urlencoded\r\n"
    with ExitStack() as stack:
        for _ in range(20):
            busy = stack.enter_context(connect(address))
            busy.sendall(head + b"Content-Length: %d\r\n\r\n" % len(body) + body)
        time.sleep(0.3)
        with connect(address) as refused:
            assert refused.recv(1_000).startswith(b"HTTP/1.1 503 ")
        with connect(address, "127.0.0.3") as other:
            other.sendall(WHOLE)
            assert other.recv(100).startswith(b"HTTP/1.1 200 ")
