"""Validation of a store, with libraries that are imported only when it is called."""

from __future__ import annotations

from pyoxigraph import Store

from kg.model.validation import ValidationReport


def validate(store: Store) -> ValidationReport:
    """Validate all statements except measures against ontology/shapes.ttl with pySHACL, and return the report."""
    from kg.store.shapes import check  # imports rdflib and pySHACL, which no other command needs

    return check(store)
