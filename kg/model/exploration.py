"""Content of the explorer: the co-author and concept graphs with node positions, and the papers behind their edges."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.model.measure import Community


@dataclass(frozen=True, slots=True)
class MapCommunity:
    """A community on a map.

    `number` is 1 for the largest community of its level. `colour` is an index into the colours of `kg.model.palette`,
    or -1 for a small community. `within` is the number of the community of the next coarser level that contains this
    one, or 0.
    """

    number: int
    size: int
    name: str
    colour: int
    within: int


@dataclass(frozen=True, slots=True)
class CommunityLevel:
    """The communities of a graph at one resolution, the largest first.

    `name` is "coarse", "default" or "fine". `of` has the number of the community of each node. `communities` has the
    community with number n at place n - 1.
    """

    name: str
    of: tuple[int, ...]
    communities: tuple[MapCommunity, ...]


@dataclass(frozen=True, slots=True)
class LaidOutGraph:
    """A graph with node positions, stored as columns: each has one entry per node, the most important node first.

    `x` and `y` are integers; `y` points upwards. `aside` is true for nodes of isolated groups, which lie below the
    map. `measures` maps the name of a measure to its column. `edges` are triples (index of one node, index of the other
    node, weight): first the edges of a maximum spanning forest, then all other edges, both in descending order of
    weight. The forest comes first because it connects the same nodes as the graph. `communities` are those of the level
    "default" in `levels`. `all_nodes` and `all_edges` are the numbers of nodes and edges of the complete graph; of a
    very large graph, only the most central part is laid out.
    """

    name: str
    ids: tuple[str, ...]
    labels: tuple[str, ...]
    kinds: tuple[str, ...]
    x: tuple[int, ...]
    y: tuple[int, ...]
    aside: tuple[bool, ...]
    measures: Mapping[str, tuple[float | int | None, ...]]
    edges: tuple[tuple[int, int, float | int], ...]
    communities: tuple[Community, ...]
    levels: tuple[CommunityLevel, ...]
    all_nodes: int
    all_edges: int


@dataclass(frozen=True, slots=True)
class ExplorerPaper:
    """A paper in the explorer.

    `id` is the last part of its IRI, which is unique among the papers of a graph and part of addresses of the page.
    `people` are the indices of its authors in the co-author graph, in author order. `roles` are pairs (index in the
    concept graph, role). `mentions` are triples (index in the concept graph, start, end), where start and end are
    0-based, end-exclusive code points into `abstract`.
    """

    id: str
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
    """Content of the explorer; `formulas` maps the name of each measure to its definition."""

    title: str
    people: LaidOutGraph
    concepts: LaidOutGraph
    papers: tuple[ExplorerPaper, ...]
    formulas: Mapping[str, str]
