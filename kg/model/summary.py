"""What a graph holds, counted."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GraphSummary:
    """Counts of a graph: `graphs` are (IRI of a named graph, its triples), `classes` (IRI of a class, its instances),
    `properties` (IRI of a property, triples with it); each is sorted. `triples` counts the union without repeats.
    """

    triples: int
    graphs: tuple[tuple[str, int], ...]
    classes: tuple[tuple[str, int], ...]
    properties: tuple[tuple[str, int], ...]
