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

    def __reduce__(self) -> tuple[type[Measure], tuple[str, str, str, float | int]]:
        """Pickled by its values, in half the time: there are millions of them."""
        return Measure, (self.graph, self.node, self.name, self.value)


@dataclass(frozen=True, slots=True)
class Community:
    """A group of nodes that hold together. `number` is 1 for the largest; `name` joins its most central members."""

    number: int
    size: int
    name: str


@dataclass(frozen=True, slots=True)
class Ranked:
    """A node with its place in a ranking and the numbers that put it there."""

    node: str
    label: str
    works: int
    degree: int
    strength: float | int
    betweenness: float
    page_rank: float
    community: int
