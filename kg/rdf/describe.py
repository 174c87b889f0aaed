"""The shape in which statements are made: one subject, then its properties."""

from __future__ import annotations

from collections.abc import Iterable

from kg.rdf.terms import Term

Statement = str
"""A line of canonical N-Quads, with its end."""

Property = tuple[Term, Term | None]


def about(subject: Term, properties: Iterable[Property], graph: Term) -> list[Statement]:
    """The statements about one subject; properties without a value are left out."""
    end = f" {graph} .\n"
    return [f"{subject} {name} {value}{end}" for name, value in properties if value is not None]


def state(subject: Term, name: Term, value: Term, graph: Term) -> Statement:
    """One statement."""
    return f"{subject} {name} {value} {graph} .\n"
