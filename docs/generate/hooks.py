"""Hook of MkDocs that puts each generated fragment where a page has its marker.

A marker is a line `<!-- generated: NAME -->`, with a name of `FRAGMENTS`.
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
"""Function that writes each fragment, by the name in the marker."""

_MARKER = re.compile(r"^<!-- generated: (.+) -->$", re.MULTILINE)


def on_page_markdown(markdown: str, **_: object) -> str:
    """Return the text of a page with its markers replaced; MkDocs calls this for every page."""
    return _MARKER.sub(lambda marker: FRAGMENTS[marker[1]](), markdown)
