"""Counts of statements, computed without a store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kg.model.summary import GraphSummary
from kg.rdf.describe import Statement
from kg.rdf.terms import TYPE, address_of


def summary_of(statements: Iterable[Statement]) -> GraphSummary:
    """Return the number of statements, in total, by class and by property; `statements` must have no duplicates."""
    classes, properties = Counter[str](), Counter[str]()
    for line in statements:
        _, name, rest = line.split(" ", 2)
        properties[name] += 1
        if name == TYPE:
            classes[rest.removesuffix(" .\n")] += 1
    return GraphSummary(properties.total(), *map(_by_address, (classes, properties)))


def _by_address(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted((address_of(term), count) for term, count in counts.items()))
