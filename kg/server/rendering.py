"""Rendering of the templates of the server as responses."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from starlette.requests import Request
from starlette.responses import Response

from kg.server.negotiation import best
from kg.server.page_elements import cell_type
from kg.server.result_table import heading

_TEMPLATES = Path(__file__).parent / "templates"


def kind_label(kind: str) -> str:
    """Return the display name of a kind of resource: "paper" for a work, "author" for a person."""
    return {"work": "paper", "person": "author"}.get(kind, kind)


def page(request: Request, template: str, status: int = 200, **values: Any) -> Response:
    """Return a template with its values as a response."""
    state = request.app.state
    given = {"title": state.title, "status": status, "of": state.addresses.of, "search_text": "", "files": state.files}
    html = _environment().get_template(template).render(given | values).encode("utf-8", "replace")
    headers = {"Vary": "Accept", "Cache-Control": "no-cache"}
    return Response(html, status, headers, "text/html; charset=utf-8")


def failure(request: Request, status: int, message: str) -> Response:
    """Return an error as an HTML page to browsers, and as a line of text to other clients."""
    if best(["text/plain", "text/html"], request.headers.get("accept")) == "text/html":
        return page(request, "failure.html", status, message=message)
    return Response(message + "\n", status, media_type="text/plain")


@cache
def _environment() -> jinja2.Environment:
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["kind"] = kind_label
    made.filters["cell_type"] = cell_type
    made.filters["column"] = heading
    made.filters["with_commas"] = lambda number: f"{number:,}"
    made.filters["duration"] = lambda seconds: f"{1000 * seconds:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"
    return made
