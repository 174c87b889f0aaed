"""The most central part of a graph with positions, for a page."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model.measure import Community, Ranked


@dataclass(frozen=True, slots=True)
class Dot:
    """A node drawn at `x`, `y` (the unit is one pixel at scale 1, `y` downwards).

    `size` is the node's centrality relative to the largest drawn, from 0 to 1. `kind` is "person", "method" or
    "dataset".
    """

    x: float
    y: float
    size: float
    kind: str
    ranked: Ranked


def radius(size: float) -> float:
    """Return the radius in pixels of a dot of a relative size from 0 to 1."""
    return 9.0 + 27.0 * size


@dataclass(frozen=True, slots=True, order=True)
class Tie:
    """An edge between two dots, by their places in `Picture.dots`."""

    left: int
    right: int
    weight: float | int


@dataclass(frozen=True, slots=True)
class Picture:
    """The most central part of a graph with positions, and its size relative to the complete graph.

    `communities` are those with dots, the largest first. `all_nodes` and `all_edges` are the size of the complete
    graph, `inner_edges` is the number of its edges between drawn nodes; `ties` are the strongest of these. `counted` is
    the noun, in the plural, for the number of papers of a node.
    """

    dots: tuple[Dot, ...]
    ties: tuple[Tie, ...]
    communities: tuple[Community, ...]
    all_nodes: int
    all_edges: int
    inner_edges: int
    counted: str = "papers"
