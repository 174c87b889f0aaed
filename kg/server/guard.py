"""What holds for every request and every response: known hosts, and heads that let a browser do no harm."""

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
_HEADS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "interest-cohort=()",
}
_READABLE = "Kg-Rows, Kg-Seconds, Kg-Truncated, Kg-Notice"


class Guard:
    """Refuses hosts that are not ours, against DNS rebinding, and adds the heads of `_HEADS` to every response."""

    def __init__(self, app: ASGIApp, settings: ServerSettings) -> None:
        self._app = app
        self._cors = frozenset(settings.cors)
        self._hosts = frozenset(each.casefold() for each in (*LOOPBACK, *settings.hosts))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it with 421."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        heads = Headers(scope=scope)
        guarded = self._adding(send, heads.get("origin"))
        if _name(heads.get("host", "")) in self._hosts or "*" in self._hosts:
            await self._app(scope, receive, guarded)
        else:
            refusal = PlainTextResponse("this server does not answer to that name; see `hosts` in its settings\n", 421)
            await refusal(scope, receive, guarded)

    def _adding(self, send: Send, origin: str | None) -> Any:
        async def add(message: Message) -> None:
            if message["type"] == "http.response.start":
                heads = MutableHeaders(scope=message)
                for name, value in _HEADS.items():
                    heads[name] = value
                self._allow(heads, origin)
            await send(message)

        return add

    def _allow(self, heads: MutableHeaders, origin: str | None) -> None:
        if not self._cors:
            heads["Cross-Origin-Resource-Policy"] = "same-origin"
        elif "*" in self._cors or origin in self._cors:
            heads["Access-Control-Allow-Origin"] = "*" if "*" in self._cors else str(origin)
            heads["Access-Control-Allow-Headers"] = "Accept, Content-Type"
            heads["Access-Control-Expose-Headers"] = _READABLE
            heads.add_vary_header("Origin")


def _name(host: str) -> str:
    """The name in a Host head, without its port."""
    if host.startswith("["):
        return host.partition("]")[0].casefold() + "]"
    return host.partition(":")[0].casefold()
