"""Middleware that compresses responses with gzip."""

from __future__ import annotations

import gzip
import re

from anyio import to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LEAST_BYTES = 1_000
_LEAST_FOR_THREAD = 50_000
"""Length in bytes from which a response is compressed in a thread, so that other requests need not wait."""
_LEVEL = 5
_NO_WEIGHT = re.compile(r"q\s?=\s?0(?:\.0{0,3})?")


class CompressionMiddleware:
    """ASGI middleware that compresses the body of a response if the client accepts gzip.

    Files, which are sent in pieces, are not compressed. Starlette's middleware would compress on the event loop, which
    takes a second for the longest responses.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Forward a request to the application and compress its response."""
        if scope["type"] != "http" or not accepts_gzip(Headers(scope=scope).get("accept-encoding", "")):
            await self._app(scope, receive, send)
            return
        start: Message = {}

        async def send_compressed(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
                return
            if start:
                message = await _compressed(start, message)
                await send(start)
                start = {}
            await send(message)

        await self._app(scope, receive, send_compressed)


async def _compressed(start: Message, message: Message) -> Message:
    """Return the message with a compressed body and change the headers in `start`, unless the body is short."""
    body, headers = message.get("body", b""), MutableHeaders(scope=start)
    headers.add_vary_header("Accept-Encoding")
    is_partial = message.get("more_body") or start["status"] == 206
    if len(body) < _LEAST_BYTES or is_partial or "content-encoding" in headers:
        return message
    if len(body) < _LEAST_FOR_THREAD:
        body = gzip.compress(body, _LEVEL, mtime=0)
    else:
        body = await to_thread.run_sync(lambda: gzip.compress(message["body"], _LEVEL, mtime=0))
    headers["Content-Encoding"], headers["Content-Length"] = "gzip", str(len(body))
    return {**message, "body": body}


def accepts_gzip(header: str) -> bool:
    """Return True if an Accept-Encoding header names gzip or "*" with a weight above 0.

    >>> accepts_gzip("br, gzip;q=0.5"), accepts_gzip("gzip;q=0"), accepts_gzip("identity")
    (True, False, False)
    """
    for part in header.casefold().split(","):
        name, _, weight = part.partition(";")
        if name.strip() in ("gzip", "*"):
            return _NO_WEIGHT.fullmatch(weight.strip()) is None
    return False
