"""Check of HTTP requests: a mutant is all that a client sends to a running server."""

from __future__ import annotations

import http.client
import random
import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import h11

from tests.fuzz_checks import Check, Checked
from tests.server.conftest import SHORT, serving
from tests.tiny import tiny_quads

MARKUP = "<script>harm()</script>"
_SETTINGS = replace(SHORT, request_seconds=0.5)
_MOST_SECONDS = 60.0
_HEADERS = {
    "allow", "cache-control", "connection", "content-encoding", "content-length", "content-security-policy",
    "content-type", "cross-origin-opener-policy", "cross-origin-resource-policy", "date", "etag", "kg-notice",
    "kg-rows", "kg-seconds", "kg-truncated", "location", "permissions-policy", "referrer-policy", "retry-after",
    "transfer-encoding", "vary", "x-content-type-options", "x-frame-options",
}  # fmt: skip
_HALF_SENT_AWAITED = 0.02
"""Share of the incomplete requests for which the check waits until the server ends them, which takes half a second."""


def of_requests(folder: Path) -> Iterator[Check]:
    """Open the check of requests, with a server of its own.

    A request that is complete or malformed has a complete response; no response has the status 500, a header that the
    server does not send, or markup of the request.
    """
    with serving(folder, tiny_quads(), _SETTINGS) as address:
        parts = urlsplit(address)

        def check(content: bytes) -> Checked:
            with socket.create_connection((parts.hostname or "", parts.port or 0), _MOST_SECONDS) as connection:
                return Checked(_response(connection, content) == 200)

        yield check
        status = b"GET /status HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        assert check(status).is_accepted, "the server still responds"


def _response(connection: socket.socket, content: bytes) -> int:
    """Send a request and return the status of the response; 0 if there is none."""
    expects = expects_response(content) or random.Random(content).random() < _HALF_SENT_AWAITED
    connection.sendall(content)
    if not expects:
        connection.shutdown(socket.SHUT_WR)
    method = content.split(b" ", 1)[0].decode("latin-1")
    response = http.client.HTTPResponse(connection, method=method)
    try:
        response.begin()
        body = response.read()
    except (ConnectionResetError, http.client.RemoteDisconnected):
        assert not expects or not content.strip(), "no response"
        return 0
    _check(response, body)
    return response.status


def _check(response: http.client.HTTPResponse, body: bytes) -> None:
    assert response.status != 500, body[-200:]
    names = {name.lower() for name in response.headers}
    assert names <= _HEADERS, names - _HEADERS
    if response.getheader("Content-Type", "").startswith("text/html"):
        assert "nosniff" in response.getheader("X-Content-Type-Options", "")
        assert MARKUP.encode() not in body


def expects_response(content: bytes) -> bool:
    """Return True if a server can respond: the request is complete, or malformed at its beginning."""
    connection = h11.Connection(h11.SERVER, max_incomplete_event_size=64 * 1024)
    try:
        connection.receive_data(content)
        while isinstance(event := connection.next_event(), (h11.Request, h11.Data)):
            pass
        return isinstance(event, h11.EndOfMessage)
    except h11.RemoteProtocolError:
        return True
