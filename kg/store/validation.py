"""Validation of a store; its libraries are imported on the first call."""

from __future__ import annotations

from pyoxigraph import Store

from kg.model.validation import ValidationReport


def validate(store: Store) -> ValidationReport:
    """Check all statements but the measures against ontology/shapes.ttl with pySHACL."""
    from kg.store.shapes import check  # imports rdflib and pySHACL, which no other command needs

    return check(store)
