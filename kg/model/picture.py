"""A part of a graph laid out in the plane: all that a page needs to draw it."""

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
    """The radius in pixels of a dot of a relative size from 0 to 1."""
    return 9.0 + 27.0 * size


@dataclass(frozen=True, slots=True, order=True)
class Tie:
    """An edge drawn between two dots, by the places of its ends in `Picture.dots`."""

    left: int
    right: int
    weight: float | int


@dataclass(frozen=True, slots=True)
class Picture:
    """The most central part of a graph, laid out; the counts say how much of the whole that is.

    `communities` are those that have dots, largest first. `all_nodes` and `all_edges` count the whole graph,
    `inner_edges` its edges between nodes that are drawn, of which `ties` are the strongest. `counted` is what the
    number of works of a node counts, in the plural.
    """

    dots: tuple[Dot, ...]
    ties: tuple[Tie, ...]
    communities: tuple[Community, ...]
    all_nodes: int
    all_edges: int
    inner_edges: int
    counted: str = "papers"
