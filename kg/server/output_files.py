"""Files of the output folder that the server offers: report, explorer, small networks and their tables."""

from __future__ import annotations

import html
import os
import re
from pathlib import Path

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response

from kg.output import COAUTHOR_PAGE, CONCEPT_PAGE, EXPLORER, REPORT, REPORT_FOLDER, REPORT_TEXT
from kg.server.entity_tags import entity_tag, not_modified
from kg.server.rendering import failure

_HTML = (REPORT, EXPLORER, COAUTHOR_PAGE, CONCEPT_PAGE)
PAGES = (*_HTML, REPORT_TEXT)
"""Names of the files directly in the output folder that the server offers."""
_TYPES = {".html": "text/html", ".md": "text/markdown", ".csv": "text/csv", ".rq": "application/sparql-query"}
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]{1,2000})"')
_SOURCE = re.compile(r"'none'|data:|'sha256-[A-Za-z0-9+/=]{44}'")
_HEAD_BYTES = 8_192


def output_files(out: Path) -> frozenset[str]:
    """Return the paths, relative to the output folder, of the files that the server offers."""
    names = [name for name in PAGES if (out / name).is_file()]
    tables = (path for path in (out / REPORT_FOLDER).rglob("*") if path.suffix in (".csv", ".rq") and path.is_file())
    return frozenset([*names, *(path.relative_to(out).as_posix() for path in tables)])


async def output_file(request: Request) -> Response:
    """Return a file of the output folder.

    A page keeps the Content Security Policy that it was written with. Its root element gets the attribute
    `data-served`, from which its script recognises that resources have pages on this server.
    """
    name = request.url.path.removeprefix("/")
    if name not in request.app.state.files:
        return failure(request, 404, "there is no page at this address")
    return await to_thread.run_sync(_response, request, request.app.state.out / name, name in _HTML)


def _response(request: Request, path: Path, is_page: bool) -> Response:
    with path.open("rb") as file:
        found = os.fstat(file.fileno())
        identity = f"{path} {found.st_ino} {found.st_size} {found.st_mtime_ns}".encode("utf-8", "surrogateescape")
        headers = {"Cache-Control": "no-cache", "ETag": entity_tag(identity)}
        if (unchanged := not_modified(request, headers)) is not None:
            return unchanged
        body = file.read()
    if is_page:
        head = body[:_HEAD_BYTES]
        body = head.replace(b"<html lang=", b"<html data-served lang=", 1) + body[_HEAD_BYTES:]
        headers["Content-Security-Policy"] = own_policy(head.decode("utf-8", "replace"))
    return Response(body, headers=headers, media_type=f"{_TYPES[path.suffix]}; charset=utf-8")


def own_policy(head: str) -> str:
    """Return the policy in the head of a page if it allows only its own script and style, else one without scripts."""
    found = _POLICY.search(head)
    stated = html.unescape(found[1]) if found else ""
    directives = [directive.split() for directive in stated.split(";") if directive.strip()]
    if not directives or any(not _SOURCE.fullmatch(source) for _, *sources in directives for source in sources):
        stated = "default-src 'none'; base-uri 'none'; form-action 'none'"
    return f"{stated}; frame-ancestors 'none'"
