"""Both graphs laid out and the works behind them: all that the explorer needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.model.measure import Community


@dataclass(frozen=True, slots=True)
class LaidOutGraph:
    """A whole graph laid out in the plane, in columns: one entry a node, the most central first.

    `x` and `y` are whole numbers, `y` upwards. `measures` are columns too, by name. `edges` are (place of one end,
    place of the other, weight), the strongest first, after a maximum spanning forest: any first part of them that is
    long enough joins all that the graph joins. `all_nodes` and `all_edges` count the graph, of which a very large one
    is here in its most central part.
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
class Paper:
    """A work as the explorer shows it.

    `people` are places in the plane of people, in the order of the authors. `roles` are (place in the plane of
    concepts, role), `mentions` (place of the concept, start, end), 0-based, end-exclusive code points into `abstract`.
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
    """Two planes and the works that their edges stand for. `formulas` define the measures, by name."""

    title: str
    people: LaidOutGraph
    concepts: LaidOutGraph
    papers: tuple[Paper, ...]
    formulas: Mapping[str, str]
