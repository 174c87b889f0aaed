"""Numbers about the nodes of a graph."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Measure:
    """One number about one node of one graph ("coauthors" or "concepts"). `name` is a local name of the ontology."""

    graph: str
    node: str
    name: str
    value: float | int
