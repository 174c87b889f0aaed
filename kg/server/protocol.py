"""The SPARQL 1.1 Protocol, for reading: `query` by GET, by POST of a form, and by POST of the query itself."""

from __future__ import annotations

from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response

from kg.server.description import describe_service
from kg.server.negotiation import accepted
from kg.server.pool import Pool, Reply

_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_GRAPHS = {"default-graph-uri": "default", "named-graph-uri": "named"}


class RefusedError(Exception):
    """A request that is not answered: its HTTP status and the reason."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status, self.reason = status, reason


async def sparql(request: Request) -> Response:
    """Answer a protocol request; without a query, the description of the service."""
    pool: Pool = request.app.state.pool
    try:
        given = await _parameters(request, pool.settings.query_bytes)
        if request.method in ("GET", "HEAD") and not {"query", "update"} & {key for key, _ in given}:
            return describe_service(request, pool.settings)
        asked = _asked(request, given, pool.settings.query_bytes)
    except RefusedError as refused:
        return plain(refused.status, refused.reason)
    return respond(await pool.ask(asked))


def respond(reply: Reply) -> Response:
    """A reply as an HTTP response; whatever limits it is said in its head."""
    if reply.status != 200:
        return plain(reply.status, reply.message)
    headers = {"Kg-Rows": str(reply.count), "Kg-Seconds": f"{reply.seconds:.4f}", "Vary": "Accept"}
    if reply.cut:
        headers["Kg-Truncated"] = "true"
        headers["Kg-Notice"] = f"only the first {reply.count} are here; this server sends no more: page with LIMIT"
    kind = reply.media_type
    return Response(
        reply.body, media_type=f"{kind}; charset=utf-8" if kind.startswith("text/") else kind, headers=headers
    )


def plain(status: int, message: str) -> Response:
    """A message for a person, with a status for a program."""
    headers = {"Retry-After": "2"} if status == 503 else {}
    if status == 405:
        headers["Allow"] = "GET, HEAD, POST, OPTIONS"
    return Response(message + "\n", status, headers, "text/plain; charset=utf-8")


async def _parameters(request: Request, most: int) -> list[tuple[str, str]]:
    given = request.query_params.multi_items()
    if request.method != "POST":
        return given
    kind, _, parameters = request.headers.get("content-type", "").partition(";")
    kind = kind.strip().casefold()
    if "charset=" in parameters.casefold() and "utf-8" not in parameters.casefold():
        raise RefusedError(415, "a query is sent in UTF-8")
    if kind == "application/sparql-update":
        raise RefusedError(403, "this graph is read only; it takes queries, not updates")
    if kind not in (_FORM, _QUERY):
        raise RefusedError(415, f"send a query as {_FORM} or as {_QUERY}")
    body = await _body(request, 3 * most)
    if kind == _QUERY:
        return [*given, ("query", body)]
    # By the protocol a form is the whole of the request: what stands in the address does not count.
    return parse_qsl(body, keep_blank_values=True, max_num_fields=100)


async def _body(request: Request, most: int) -> str:
    pieces = bytearray()
    async for piece in request.stream():
        pieces += piece
        if len(pieces) > most:
            raise RefusedError(413, f"a request has at most {most} bytes here")
    try:
        return pieces.decode("utf-8")
    except UnicodeDecodeError:
        raise RefusedError(400, "the query is not UTF-8") from None


def _asked(request: Request, given: list[tuple[str, str]], most: int) -> dict[str, object]:
    texts = [value for key, value in given if key == "query"]
    if any(key in ("update", "using-graph-uri", "using-named-graph-uri") for key, _ in given):
        raise RefusedError(403, "this graph is read only; it takes queries, not updates")
    if len(texts) != 1:
        raise RefusedError(400, f"one parameter `query` is needed; there are {len(texts)}")
    if len(texts[0].encode("utf-8", "replace")) > most:
        raise RefusedError(413, f"a query has at most {most} bytes here")
    if "\x00" in texts[0]:
        raise RefusedError(400, "the query holds a NUL character")
    graphs = {name: [value for key, value in given if key == parameter] for parameter, name in _GRAPHS.items()}
    form = next((value for key, value in given if key in ("format", "output")), None)
    return {"text": texts[0], "accepted": accepted(request.headers.get("accept"), form), "graphs": graphs}
