"""Content of the explorer: both graphs with positions, and the papers behind their edges."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.model.measure import Community


@dataclass(frozen=True, slots=True)
class LaidOutGraph:
    """A graph with a position for each node, as columns: one entry per node, the most central first.

    `x` and `y` are integers, `y` points upwards. `measures` are columns by name. `edges` are (place of one end, place
    of the other, weight): first a maximum spanning forest, then the others, each the strongest first, so that a prefix
    of sufficient length connects everything that the graph connects. `all_nodes` and `all_edges` are the size of the
    complete graph; of a very large graph only the most central part is laid out.
    """

    name: str
    ids: tuple[str, ...]
    labels: tuple[str, ...]
    kinds: tuple[str, ...]
    x: tuple[int, ...]
    y: tuple[int, ...]
    measures: Mapping[str, tuple[float | int | None, ...]]
    edges: tuple[tuple[int, int, float | int], ...]
    communities: tuple[Community, ...]
    all_nodes: int
    all_edges: int


@dataclass(frozen=True, slots=True)
class ExplorerPaper:
    """A paper in the explorer.

    `people` are the places of its authors in the graph of authors, in order. `roles` are (place in the graph of
    concepts, role), `mentions` (place of the concept, start, end): 0-based, end-exclusive code points into `abstract`.
    """

    title: str
    abstract: str
    venue: str
    year: int | None
    outcome: str
    page: str
    people: tuple[int, ...]
    roles: tuple[tuple[int, str], ...]
    mentions: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Exploration:
    """Two graphs and the papers behind their edges. `formulas` are the definitions of the measures, by name."""

    title: str
    people: LaidOutGraph
    concepts: LaidOutGraph
    papers: tuple[ExplorerPaper, ...]
    formulas: Mapping[str, str]
