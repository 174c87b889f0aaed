"""MkDocs hook that replaces the markers in pages by generated fragments.

A marker is a line `<!-- generated: NAME -->`, where NAME is a key of `FRAGMENTS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from docs.generate import (
    command_line,
    formats,
    measures,
    named_queries,
    networks,
    notebook,
    output_files,
    python_api,
    vocabulary,
)

FRAGMENTS: dict[str, Callable[[], str]] = {
    "command line": command_line.fragment,
    "formats": formats.fragment,
    "named queries": named_queries.fragment,
    "measures": measures.fragment,
    "networks": networks.fragment,
    "notebook": notebook.fragment,
    "output files": output_files.fragment,
    "Python API": python_api.fragment,
    "classes": vocabulary.classes,
    "properties": vocabulary.properties,
    "schemes": vocabulary.schemes,
}
"""Functions that return the fragments, by the name in the marker."""

_MARKER = re.compile(r"^<!-- generated: (.+) -->$", re.MULTILINE)


def on_page_markdown(markdown: str, **_: object) -> str:
    """Return the text of a page with its markers replaced; MkDocs calls this function for every page."""
    return _MARKER.sub(lambda marker: FRAGMENTS[marker[1]](), markdown)
