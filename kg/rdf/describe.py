"""RDF statements about one subject."""

from __future__ import annotations

from collections.abc import Iterable

from kg.rdf.terms import Term

Statement = str
"""A line of canonical N-Triples, with its line feed."""

Property = tuple[Term, Term | None]
"""Predicate and object; None stands for a missing value."""


def about(subject: Term, properties: Iterable[Property]) -> list[Statement]:
    """Return one statement about the subject for each property that has a value."""
    return [f"{subject} {name} {value} .\n" for name, value in properties if value is not None]


def state(subject: Term, name: Term, value: Term) -> Statement:
    """Return the statement with this subject, predicate and object."""
    return f"{subject} {name} {value} .\n"
