"""Statements about one subject."""

from __future__ import annotations

from collections.abc import Iterable

from kg.rdf.terms import Term

Statement = str
"""A line of canonical N-Triples, with its line feed."""

Property = tuple[Term, Term | None]


def about(subject: Term, properties: Iterable[Property]) -> list[Statement]:
    """Return the statements about one subject; a property without a value gives none."""
    return [f"{subject} {name} {value} .\n" for name, value in properties if value is not None]


def state(subject: Term, name: Term, value: Term) -> Statement:
    """Return one statement."""
    return f"{subject} {name} {value} .\n"
