"""Whether a graph is as the shapes say."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import Store


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """A thing that is not as its shape says: its IRI, the property and the value where they matter, and why."""

    node: str
    path: str
    value: str
    message: str


@dataclass(frozen=True, slots=True)
class Report:
    """Whether all is as it should be, and each thing that is not, sorted."""

    conforms: bool
    violations: tuple[Violation, ...]


def validate(store: Store) -> Report:
    """Check the union of all graphs but the metrics against ontology/shapes.ttl with pySHACL."""
    from kg.store.shapes import check  # with rdflib and pySHACL, which only who validates waits for

    return check(store)
