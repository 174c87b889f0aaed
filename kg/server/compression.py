"""Middleware that compresses responses with gzip."""

from __future__ import annotations

import asyncio
import gzip
import re
from collections import OrderedDict
from dataclasses import dataclass, field

from anyio import to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LEAST_BYTES = 1_000
_LEAST_FOR_THREAD = 50_000
"""Length in bytes from which a response is compressed in a thread, so that other requests need not wait."""
_LEVEL = 5
_MOST_KEPT = 32 * 2**20
_NO_WEIGHT = re.compile(r"q\s?=\s?0(?:\.0{0,3})?")


@dataclass(slots=True)
class CompressedBodies:
    """Compressed bodies of responses that have an entity tag, at most `most` bytes; the least recently used is dropped.

    Each body is compressed once, since a tag stands for one content.
    """

    most: int = _MOST_KEPT
    _bodies: OrderedDict[str, bytes] = field(default_factory=OrderedDict)
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def get(self, tag: str, body: bytes) -> bytes:
        """Return the compressed body of the response with this tag."""
        async with self._lock:
            if tag not in self._bodies:
                self._bodies[tag] = await _compressed(body)
            self._bodies.move_to_end(tag)
            found = self._bodies[tag]
            while sum(map(len, self._bodies.values())) > self.most:
                self._bodies.popitem(last=False)
        return found


class CompressionMiddleware:
    """ASGI middleware that compresses the body of a response if the client accepts gzip.

    A response that is sent in pieces is not compressed. Starlette's middleware would compress on the event loop, which
    takes a second for the longest responses, and would compress a file again for each request.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._kept = CompressedBodies()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Forward a request to the application and compress its response."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        accepts = accepts_gzip(Headers(scope=scope).get("accept-encoding", ""))
        start: Message = {}

        async def send_compressed(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
                return
            if start:
                MutableHeaders(scope=start).add_vary_header("Accept-Encoding")
                message = await self._with_body(start, message) if accepts else message
                await send(start)
                start = {}
            await send(message)

        await self._app(scope, receive, send_compressed)

    async def _with_body(self, start: Message, message: Message) -> Message:
        """Return the message with a compressed body and change the headers in `start`, unless the body is short."""
        body, headers = message.get("body", b""), MutableHeaders(scope=start)
        is_partial = message.get("more_body") or start["status"] == 206
        if len(body) < _LEAST_BYTES or is_partial or "content-encoding" in headers:
            return message
        tag = headers.get("etag")
        body = await (self._kept.get(tag, body) if tag else _compressed(body))
        headers["Content-Encoding"], headers["Content-Length"] = "gzip", str(len(body))
        return {**message, "body": body}


async def _compressed(body: bytes) -> bytes:
    if len(body) < _LEAST_FOR_THREAD:
        return gzip.compress(body, _LEVEL, mtime=0)
    return await to_thread.run_sync(lambda: gzip.compress(body, _LEVEL, mtime=0))


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
