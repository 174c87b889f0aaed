"""Measures of the nodes of a graph."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

MEASURE_NAMES = ("degree", "weightedDegree", "betweenness", "closeness", "eigenvector", "pageRank", "community")
"""Names of all measures; each is the local name of a property of the ontology."""


@dataclass(frozen=True, slots=True, order=True)
class Measure:
    """The value of one measure (see MEASURE_NAMES) at one node of one graph ("coauthors" or "concepts")."""

    graph: str
    node: str
    name: str
    value: float | int


@dataclass(frozen=True, slots=True)
class Measures:
    """All measures of all nodes of a graph ("coauthors" or "concepts"); iteration yields each as a Measure.

    `by_node` has the values by node and by name of the measure, in the order of iteration.
    """

    graph: str
    by_node: Mapping[str, Mapping[str, float | int]]

    def __iter__(self) -> Iterator[Measure]:
        for node, values in self.by_node.items():
            for name, value in values.items():
                yield Measure(self.graph, node, name, value)


@dataclass(frozen=True, slots=True)
class Community:
    """A community of nodes. `number` is 1 for the largest; `name` lists its central members or distinctive concepts."""

    number: int
    size: int
    name: str


@dataclass(frozen=True, slots=True)
class Ranked:
    """A node with the measures that determine its rank."""

    node: str
    label: str
    works: int
    degree: int
    strength: float | int
    betweenness: float
    page_rank: float
    community: int
