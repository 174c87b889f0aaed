"""The statements that describe a thing: its own, and those of its parts."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Store, Triple

from kg.store.lookup import expand


def statements_about(store: Store, iri: str) -> Iterator[Triple]:
    """What the graph says of the thing with this IRI and of its parts: authorships, selectors, mentions of a work."""
    try:
        waiting = [NamedNode(iri)]
    except ValueError:
        return
    waiting += _subjects(store, "kg:inWork", waiting[0]) + _subjects(store, "kg:describes", waiting[0])
    seen = set(waiting)
    while waiting:
        node = waiting.pop()
        for quad in store.quads_for_pattern(node, None, None, None):
            yield quad.triple
            part = quad.object
            if isinstance(part, NamedNode) and part.value.startswith(f"{node.value}/") and part not in seen:
                seen.add(part)
                waiting.append(part)


def _subjects(store: Store, predicate: str, node: NamedNode) -> list[NamedNode]:
    quads = store.quads_for_pattern(None, expand(predicate), node, None)
    return [quad.subject for quad in quads if isinstance(quad.subject, NamedNode)]
