"""Limits for connections: time to send a request and to receive a response, and number for each address.

uvicorn has no such limits. Without them, clients that send half a request each would occupy all connections.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

MOST_CONNECTIONS = 512
_LEAST_BYTES_PER_SECOND = 8 * 1024
"""Speed below which a client that receives a response is disconnected."""
_RECEIVING_SECONDS = 15.0
"""Seconds between two checks of the speed of a client."""


def _response(status: str, message: str) -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {len(message)}\r\n"
    return f"{head}Connection: close\r\nRetry-After: 2\r\n\r\n{message}".encode("ascii")


_TIMEOUT = _response("408 Request Timeout", "the request was not complete in time\n")
_TOO_MANY = _response("503 Service Unavailable", "too many requests from your address are in progress\n")


@dataclass(slots=True)
class ConnectionRegistry:
    """Open connections, in the order in which they were opened.

    Attributes
    ----------
    for_address
        Maximum number of connections of one address.
    in_all
        Maximum number of connections.
    """

    for_address: int
    in_all: int = MOST_CONNECTIONS - 1
    _open: dict[LimitedConnection, str] = field(default_factory=dict)

    def admit(self, connection: LimitedConnection, address: str) -> bool:
        """Add a connection; return False if a limit is exceeded and no other connection can be closed.

        If a limit is exceeded, the oldest other connection without a complete request is closed. If the limit for the
        address is exceeded, this is one of the same address.
        """
        self._open[connection] = address
        ours = [each for each, other in self._open.items() if other == address]
        if len(ours) > self.for_address:
            return self._close_one(each for each in ours if each is not connection)
        if len(self._open) > self.in_all:
            return self._close_one(each for each in self._open if each is not connection)
        return True

    def forget(self, connection: LimitedConnection) -> None:
        """Remove a connection that has ended."""
        self._open.pop(connection, None)

    def _close_one(self, connections: Iterator[LimitedConnection]) -> bool:
        oldest = next((each for each in connections if each.is_waiting()), None)
        if oldest is not None:
            self.forget(oldest)
            oldest.transport.abort()
        return oldest is not None


class LimitedConnection(H11Protocol):
    """Connection of uvicorn with limits; a subclass, since uvicorn offers no other way to add them."""

    registry: ConnectionRegistry
    request_seconds: float
    _sending: asyncio.TimerHandle | None = None
    _receiving: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request, unless the address has too many connections."""
        super().connection_made(transport)
        address = self.client[0] if self.client else ""
        if self.registry.admit(self, address):
            self._expect_request()
        else:
            transport.write(_TOO_MANY)
            transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop all timers."""
        self.registry.forget(self)
        self._cancel()
        super().connection_lost(exc)

    def on_response_complete(self) -> None:
        """Begin to wait for the next request of the connection."""
        super().on_response_complete()
        self._expect_request()

    def send_400_response(self, msg: str) -> None:
        """Respond to malformed data; if they belong to a request in progress, end this request first.

        Without this, uvicorn would log a traceback.
        """
        if self.cycle is not None and not self.cycle.response_complete:
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            super().send_400_response(msg)
        else:
            self.transport.close()

    def pause_writing(self) -> None:
        """Begin to observe the speed of a client that does not receive its response at once."""
        super().pause_writing()
        self._observe(self.transport.get_write_buffer_size())

    def resume_writing(self) -> None:
        """Stop observing the speed of the client."""
        super().resume_writing()
        if self._receiving:
            self._receiving.cancel()

    def is_waiting(self) -> bool:
        """Return True if the connection has no complete request."""
        return self.conn.their_state in (h11.IDLE, h11.SEND_BODY) and not self.transport.is_closing()

    def _expect_request(self) -> None:
        if self._sending:
            self._sending.cancel()
        if not self.transport.is_closing():
            self._sending = self.loop.call_later(self.request_seconds, self._end_if_waiting)

    def _end_if_waiting(self) -> None:
        if not self.is_waiting():
            return
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            self.transport.write(_TIMEOUT)
        self.transport.close()

    def _observe(self, unsent: int) -> None:
        def check() -> None:
            now = self.transport.get_write_buffer_size()
            if unsent - now < _LEAST_BYTES_PER_SECOND * _RECEIVING_SECONDS:
                self.transport.abort()
            else:
                self._observe(now)

        self._receiving = self.loop.call_later(_RECEIVING_SECONDS, check)

    def _cancel(self) -> None:
        for timer in filter(None, (self._sending, self._receiving)):
            timer.cancel()


def limited_connections(for_address: int, request_seconds: float) -> Callable[..., LimitedConnection]:
    """Return a function that makes the connections of one server, for the option `http` of uvicorn.

    A request must be complete `request_seconds` after the connection begins or the previous response ends.
    """
    registry = ConnectionRegistry(for_address)

    def connect(**given: Any) -> LimitedConnection:
        connection = LimitedConnection(**given)
        connection.registry, connection.request_seconds = registry, request_seconds
        return connection

    return connect
