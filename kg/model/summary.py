"""Counts of the statements of a graph."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

Counts = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class GraphSummary:
    """Counts of a graph: `graphs` are (IRI of a named graph, its triples), `classes` (IRI of a class, its instances),
    `properties` (IRI of a property, triples with it); each is sorted. `triples` counts the union of all
    graphs, of which no two share a triple.
    """

    triples: int
    graphs: Counts
    classes: Counts
    properties: Counts

    def __add__(self, more: GraphSummary) -> GraphSummary:
        """Return the counts of two graphs without common statements."""
        return GraphSummary(
            self.triples + more.triples,
            _sum(self.graphs, more.graphs),
            _sum(self.classes, more.classes),
            _sum(self.properties, more.properties),
        )


def _sum(some: Counts, more: Counts) -> Counts:
    return tuple(sorted((Counter(dict(some)) + Counter(dict(more))).items()))
