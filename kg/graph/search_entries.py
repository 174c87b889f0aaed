"""Entries of the search index, read from the graph."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Store

from kg.graph.search import SearchEntry
from kg.store import find_query, run
from kg.store.lookup import expand

_OTHER_NAMES = ("skos:altLabel", "kg:abbreviation", "schema:name")


def search_entries(store: Store) -> Iterator[SearchEntry]:
    """Yield an entry for each name of a work, person, method, dataset or venue; its weight is the number of works."""
    others = _other_names(store)
    for iri, kind, label, weight in _resources(store):
        for name in (label, *others.get(iri, ())):
            yield SearchEntry(iri, kind, label, name, weight)


def _resources(store: Store) -> Iterator[tuple[str, str, str, int]]:
    def rows(name: str) -> Iterator[tuple[object, ...]]:
        return iter(run(store, find_query(name)))

    for work, title, *_ in rows("works"):
        yield str(work), "work", str(title), 1
    for person, name, works in rows("authors"):
        yield str(person), "person", str(name), int(str(works))
    for concept, label, kind, works in rows("concepts"):
        yield str(concept), str(kind), str(label), int(str(works))
    for series, venue, works, _ in rows("venues"):
        yield str(series), "venue", str(venue), int(str(works))


def _other_names(store: Store) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for predicate in _OTHER_NAMES:
        for quad in store.quads_for_pattern(None, expand(predicate), None, None):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
                found.setdefault(quad.subject.value, []).append(quad.object.value)
    return found
