"""Settings of the query editor, such as the prefixes, classes and properties that it completes."""

from __future__ import annotations

from typing import Any

from pyoxigraph import Store

from kg.server.addresses import RESERVED
from kg.server.query_form import START
from kg.store import ask, prefixes_of, shortener

_CLASSES = "SELECT DISTINCT ?term WHERE { ?part void:class ?term }"
_PROPERTIES = "SELECT DISTINCT ?term WHERE { ?part void:property ?term }"


def completions_of(store: Store, base: str) -> dict[str, Any]:
    """Return the settings of the query editor as a dict that can be written as JSON.

    They include the prefixes, classes and properties of the graph, and the query that the editor shows first. Classes
    and properties come from the VoID description of the graph; `base` is the base IRI of the graph.
    """
    known = prefixes_of(store)
    shorten = shortener(known)

    def terms(query: str) -> list[str]:
        names = (shorten(str(row[0])) for row in ask(store, query))  # type: ignore[union-attr]
        return sorted(f"<{name}>" if "://" in name else name for name in names)

    return {
        "base": base,
        "reserved": list(RESERVED),
        "prefixes": dict(sorted(known.items())),
        "classes": terms(_CLASSES),
        "properties": terms(_PROPERTIES),
        "start": START,
    }
