"""Counts of the statements of a graph."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

Counts = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class GraphSummary:
    """Counts of a graph.

    `triples` is the number of statements. `classes` are pairs (IRI of a class, number of instances), `properties` are
    pairs (IRI of a property, number of statements with it); both are sorted by IRI.
    """

    triples: int
    classes: Counts
    properties: Counts

    def __add__(self, more: GraphSummary) -> GraphSummary:
        """Return the counts of the union of two graphs that have no statement in common."""
        return GraphSummary(
            self.triples + more.triples,
            _sum(self.classes, more.classes),
            _sum(self.properties, more.properties),
        )


def _sum(some: Counts, more: Counts) -> Counts:
    return tuple(sorted((Counter(dict(some)) + Counter(dict(more))).items()))
