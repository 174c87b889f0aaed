"""Entity tags: a client that has the present content of an address receives only a short confirmation."""

from __future__ import annotations

import hashlib

from starlette.requests import Request
from starlette.responses import Response


def entity_tag(identity: bytes) -> str:
    """Return the tag of a content: of its bytes, or of values that change with it.

    The tag is weak, so that it holds for every encoding of the response.
    """
    return f'W/"{hashlib.sha256(identity).hexdigest()[:16]}"'


def not_modified(request: Request, headers: dict[str, str]) -> Response | None:
    """Return the response 304 with these headers if the client has the content with their ETag, otherwise None."""
    wanted = {tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")}
    return Response(status_code=304, headers=headers) if headers["ETag"].removeprefix("W/") in wanted else None
