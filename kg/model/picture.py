"""The most central part of a graph, laid out for a network page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from kg.model.exploration import MapCommunity
from kg.model.measure import Ranked


@dataclass(frozen=True, slots=True)
class Dot:
    """A node drawn at (`x`, `y`), in pixels at scale 1; `y` points downwards.

    `size`, from 0 to 1, is the square root of the node's PageRank divided by the highest PageRank of a drawn node.
    `kind` is "person", "method" or "dataset".
    """

    x: float
    y: float
    size: float
    kind: str
    ranked: Ranked


Sizes = TypeVar("Sizes", float, NDArray[np.float64])


def radius(size: Sizes) -> Sizes:
    """Return the radius, in pixels, of a dot whose relative size is between 0 and 1."""
    return 9.0 + 27.0 * size


@dataclass(frozen=True, slots=True, order=True)
class PictureEdge:
    """An edge between two dots; `left` and `right` are indices into `Picture.dots`."""

    left: int
    right: int
    weight: float | int


@dataclass(frozen=True, slots=True)
class Picture:
    """The drawn part of a graph, and the size of the complete graph.

    `dots` are in descending order of importance. `communities` are the communities of the drawn nodes, the largest
    first. `all_nodes` and `all_edges` count the nodes and edges of the complete graph, `inner_edges` its edges between
    drawn nodes; `edges` are the strongest of these. `counted` is the plural noun for the numbers in `Ranked.works`:
    "papers", or "rows" or "triples" of a query result. `explorer` is the address of the same graph in the explorer,
    relative to the page, or empty.
    """

    dots: tuple[Dot, ...]
    edges: tuple[PictureEdge, ...]
    communities: tuple[MapCommunity, ...]
    all_nodes: int
    all_edges: int
    inner_edges: int
    counted: str = "papers"
    explorer: str = ""
