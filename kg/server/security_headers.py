"""Middleware that checks the host and the origin of requests and adds security and CORS headers to responses."""

from __future__ import annotations

import re
from ipaddress import IPv6Address
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
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
_HOST = re.compile(
    r"(?P<name>[a-z0-9](?:[a-z0-9._-]{0,252})|\[(?P<address>[0-9a-f:.]{2,45})\])(?::\d{1,5})?", re.IGNORECASE
)
_SAFE_SITES = ("same-origin", "same-site", "none")
_EXPOSED = "Kg-Rows, Kg-Seconds, Kg-Truncated, Kg-Notice"


class SecurityMiddleware:
    """ASGI middleware that rejects requests for unknown hosts and of other web sites, and adds headers to responses.

    The check of the host prevents DNS rebinding. The check of the origin prevents other web sites from sending costly
    requests in the name of a visitor.
    """

    def __init__(self, app: ASGIApp, settings: ServerSettings) -> None:
        self._app = app
        self._cors = frozenset(settings.cors)
        self._hosts = frozenset(each.casefold() for each in (*LOOPBACK, *settings.hosts))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Forward a request to the application, or respond with status 400, 403 or 421."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        secured = self._adding_headers(send, headers.get("origin"))
        refused = self._refusal(scope["method"], headers)
        await (self._app if refused is None else refused)(scope, receive, secured)

    def _refusal(self, method: str, headers: Headers) -> Response | None:
        host = host_name(headers.get("host", ""))
        if host is None:
            return PlainTextResponse("the header Host must be a name or an address, optionally with a port\n", 400)
        if host not in self._hosts and "*" not in self._hosts:
            return PlainTextResponse("unknown host name; add it to `hosts` in the table [serve] of kg.toml\n", 421)
        if self._is_foreign(method, headers):
            message = (
                "requests from other web sites are refused; add their origin to `cors` in the table [serve] of kg.toml"
            )
            return PlainTextResponse(message + "\n", 403)
        return None

    def _is_foreign(self, method: str, headers: Headers) -> bool:
        """Return True for a request that a page of another site sends, apart from links and allowed origins.

        Only browsers send the headers Sec-Fetch-Site and Origin, and no script can change them. They send the former
        only to servers with TLS and to loopback addresses.
        """
        origin = headers.get("origin")
        if method == "OPTIONS" or "*" in self._cors or origin in self._cors:
            return False
        if headers.get("sec-fetch-site", "none" if self._is_own(origin, headers) else "") in _SAFE_SITES:
            return False
        is_link = method in ("GET", "HEAD") and headers.get("sec-fetch-mode") == "navigate"
        return not is_link

    def _is_own(self, origin: str | None, headers: Headers) -> bool:
        """Return True if there is no Origin header, or if it has a name of this server."""
        if origin is None:
            return True
        name = host_name(origin.partition("://")[2])
        return name is not None and name in {host_name(headers.get("host", "")), *self._hosts}

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


def host_name(header: str) -> str | None:
    """Return the name in a Host header, in lower case and without the port; None if the header is malformed.

    >>> host_name("LocalHost:8000"), host_name("[::1]:80"), host_name("[::1]evil.example"), host_name("a@localhost")
    ('localhost', '[::1]', None, None)
    """
    found = _HOST.fullmatch(header)
    if found is None:
        return None
    try:
        IPv6Address(found["address"] or "::")
    except ValueError:
        return None
    return found["name"].casefold()
