"""The words of the graph that the editor completes: prefixes, classes, properties."""

from __future__ import annotations

from typing import Any

from pyoxigraph import Store

from kg.server.addresses import OWN
from kg.server.forms import START
from kg.store import ask, prefixes_of, shortener

_CLASSES = "SELECT DISTINCT ?word WHERE { ?part void:class ?word }"
_PROPERTIES = "SELECT DISTINCT ?word WHERE { ?part void:property ?word }"


def words_of(store: Store, base: str) -> dict[str, Any]:
    """What the query page is told of the graph, as JSON has it; the graph's description of itself names its words."""
    known = prefixes_of(store)
    shorten = shortener(known)

    def terms(query: str) -> list[str]:
        words = (shorten(str(row[0])) for row in ask(store, query))  # type: ignore[union-attr]
        return sorted(f"<{word}>" if "://" in word else word for word in words)

    return {
        "base": base,
        "own": list(OWN),
        "prefixes": dict(sorted(known.items())),
        "classes": terms(_CLASSES),
        "properties": terms(_PROPERTIES),
        "start": START,
    }
