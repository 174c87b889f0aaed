"""Triples about a resource and its parts."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Store, Triple

from kg.store.lookup import expand


def describe_resource(store: Store, iri: str) -> Iterator[Triple]:
    """Yield the triples about a resource and its parts: for a work, its authorships, records and mentions.

    An IRI that is invalid, or that the graph does not contain, has no triples.
    """
    try:
        pending = [NamedNode(iri)]
    except ValueError:
        return
    pending += _subjects(store, "kg:inWork", pending[0]) + _subjects(store, "kg:describes", pending[0])
    seen = set(pending)
    while pending:
        node = pending.pop()
        for quad in store.quads_for_pattern(node, None, None, None):
            yield quad.triple
            part = quad.object
            if isinstance(part, NamedNode) and part.value.startswith(f"{node.value}/") and part not in seen:
                seen.add(part)
                pending.append(part)


def _subjects(store: Store, predicate: str, node: NamedNode) -> list[NamedNode]:
    quads = store.quads_for_pattern(None, expand(predicate), node, None)
    return [quad.subject for quad in quads if isinstance(quad.subject, NamedNode)]
