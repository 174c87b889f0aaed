"""Middleware that checks the Host header of requests and adds security and CORS headers to responses."""

from __future__ import annotations

from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.server.settings import ServerSettings

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "interest-cohort=()",
}
_EXPOSED = "Kg-Rows, Kg-Seconds, Kg-Truncated, Kg-Notice"


class SecurityMiddleware:
    """ASGI middleware that rejects requests for unknown hosts, against DNS rebinding, and adds headers to responses."""

    def __init__(self, app: ASGIApp, settings: ServerSettings) -> None:
        self._app = app
        self._cors = frozenset(settings.cors)
        self._hosts = frozenset(each.casefold() for each in (*LOOPBACK, *settings.hosts))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Forward a request to the application, or respond with status 421 if its host is unknown."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        secured = self._adding_headers(send, headers.get("origin"))
        if _host_name(headers.get("host", "")) in self._hosts or "*" in self._hosts:
            await self._app(scope, receive, secured)
        else:
            message = "unknown host name; add it to `hosts` in the table [serve] of kg.toml\n"
            await PlainTextResponse(message, 421)(scope, receive, secured)

    def _adding_headers(self, send: Send, origin: str | None) -> Any:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                self._add_cors(headers, origin)
            await send(message)

        return send_with_headers

    def _add_cors(self, headers: MutableHeaders, origin: str | None) -> None:
        if not self._cors:
            headers["Cross-Origin-Resource-Policy"] = "same-origin"
        elif "*" in self._cors or origin in self._cors:
            headers["Access-Control-Allow-Origin"] = "*" if "*" in self._cors else str(origin)
            headers["Access-Control-Allow-Headers"] = "Accept, Content-Type"
            headers["Access-Control-Expose-Headers"] = _EXPOSED
            headers.add_vary_header("Origin")


def _host_name(host: str) -> str:
    """Return the host name in a Host header, without the port."""
    if host.startswith("["):
        return host.partition("]")[0].casefold() + "]"
    return host.partition(":")[0].casefold()
