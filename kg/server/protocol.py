"""SPARQL 1.1 Protocol without updates: queries sent by GET, by POST of a form, and by POST of the query text."""

from __future__ import annotations

from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from kg.server.negotiation import rank
from kg.server.pool import Reply, WorkerPool
from kg.server.service_description import describe_service
from kg.store import NO_NAMED_GRAPHS, RESULTS, STATEMENTS

_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_MOST_FIELDS = 100
_GRAPHS = {"default-graph-uri", "named-graph-uri"}


class RefusedError(Exception):
    """Error raised to reject a request, with an HTTP status and the reason."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status, self.reason = status, reason


async def sparql(request: Request) -> Response:
    """Return the response to a request: the result of its query, or the service description if it has no query."""
    pool: WorkerPool = request.app.state.pool
    try:
        given = await parameters_of(request, pool.settings.query_bytes)
        if request.method in ("GET", "HEAD") and not {"query", "update"} & {key for key, _ in given}:
            return describe_service(request, pool.settings)
        query = _query(request, given, pool.settings.query_bytes)
    except RefusedError as refused:
        return plain(refused.status, refused.reason)
    except ClientDisconnect:
        return plain(400, "the request is incomplete")  # nobody receives it
    return respond(await pool.run(query))


def respond(reply: Reply) -> Response:
    """Return a reply as an HTTP response; its headers give the number of rows, the time and whether it is truncated."""
    if reply.status != 200:
        return plain(reply.status, reply.message)
    headers = {"Kg-Rows": str(reply.count), "Kg-Seconds": f"{reply.seconds:.4f}", "Vary": "Accept"}
    if reply.truncated:
        headers["Kg-Truncated"] = "true"
        headers["Kg-Notice"] = (
            f"only the first {reply.count} rows are included (limit of this server); use LIMIT and OFFSET for the rest"
        )
    kind = reply.media_type
    return Response(
        reply.body, media_type=f"{kind}; charset=utf-8" if kind.startswith("text/") else kind, headers=headers
    )


def plain(status: int, message: str) -> Response:
    """Return a message as plain text with an HTTP status."""
    headers = {"Retry-After": "2"} if status == 503 else {}
    if status == 405:
        headers["Allow"] = "GET, HEAD, POST, OPTIONS"
    return Response(message + "\n", status, headers, "text/plain; charset=utf-8")


async def parameters_of(request: Request, most: int) -> list[tuple[str, str]]:
    """Return the parameters of a request in its URL, or in the form that it posts, with at most 3 × `most` bytes.

    Raises RefusedError for another type of content, and for a form that is too long or not UTF-8.
    """
    given = request.query_params.multi_items()
    if request.method != "POST":
        return given
    kind, _, parameters = request.headers.get("content-type", "").partition(";")
    kind = kind.strip().casefold()
    if "charset=" in parameters.casefold() and "utf-8" not in parameters.casefold():
        raise RefusedError(415, "the query must be encoded in UTF-8")
    if request.headers.get("content-encoding", "identity").casefold() != "identity":
        raise RefusedError(415, "the request must not be compressed")
    if kind == "application/sparql-update":
        raise RefusedError(403, "this endpoint is read-only; it accepts queries, not updates")
    if kind not in (_FORM, _QUERY):
        raise RefusedError(415, f"unsupported content type; send the query as {_FORM} or {_QUERY}")
    body = await _body(request, 3 * most)
    if kind == _QUERY:
        return [*given, ("query", body)]
    # In the POST of a form, the protocol places all parameters in the body and none in the URL.
    try:
        return parse_qsl(body, keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError:
        raise RefusedError(400, f"the form has more than {_MOST_FIELDS} fields") from None


async def _body(request: Request, most: int) -> str:
    pieces = bytearray()
    async for piece in request.stream():
        pieces += piece
        if len(pieces) > most:
            raise RefusedError(413, f"the request exceeds the limit of {most} bytes")
    try:
        return pieces.decode("utf-8")
    except UnicodeDecodeError:
        raise RefusedError(400, "the query is not valid UTF-8") from None


def _query(request: Request, given: list[tuple[str, str]], most: int) -> dict[str, object]:
    texts = [value for key, value in given if key == "query"]
    if any(key in ("update", "using-graph-uri", "using-named-graph-uri") for key, _ in given):
        raise RefusedError(403, "this endpoint is read-only; it accepts queries, not updates")
    if len(texts) != 1:
        raise RefusedError(400, f"the request must have exactly one parameter `query`, not {len(texts)}")
    if len(texts[0].encode("utf-8", "replace")) > most:
        raise RefusedError(413, f"the query exceeds the limit of {most} bytes")
    if "\x00" in texts[0]:
        raise RefusedError(400, "the query contains a NUL character; remove it")
    if named := sorted(_GRAPHS & {key for key, _ in given}):
        raise RefusedError(400, f"{named[0]}: {NO_NAMED_GRAPHS}")
    form = next((value for key, value in given if key in ("format", "output")), None)
    accepted = rank([*RESULTS, *STATEMENTS], request.headers.get("accept"), form)
    return {"text": texts[0], "accepted": accepted}
