"""Numbers of resources by kind, for the home page."""

from __future__ import annotations

from collections import Counter

from pyoxigraph import Store

from kg.graph.search import SearchIndex
from kg.store import run

_KINDS = {"work": "papers", "person": "authors", "venue": "venues", "method": "methods", "dataset": "datasets"}
_CLASSES = {"Mention": "mentions", "Listing": "listings"}


def count_resources(store: Store, index: SearchIndex) -> list[tuple[str, int]]:
    """Return the label and number of papers, authors, venues, methods, datasets, mentions and listings, in this order.

    The index contains only the methods and datasets that an abstract names, so that the numbers equal those of the
    report.
    """
    kinds = Counter(kind for kind, _ in {(entry.kind, entry.iri) for entry in index.entries})
    classes = {str(iri).rpartition("#")[2]: int(str(count)) for iri, count in run(store, "graph_summary")}
    counts = {**{_KINDS[kind]: kinds[kind] for kind in _KINDS}, **{_CLASSES[n]: classes.get(n, 0) for n in _CLASSES}}
    return list(counts.items())
