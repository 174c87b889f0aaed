"""Selection of the most important part of a map, for a page or a figure."""

from __future__ import annotations

import numpy as np
from scipy.sparse import coo_array

from kg.analysis.forces import Points, discs_apart
from kg.analysis.full_layout import strongest_first
from kg.model.exploration import LaidOutGraph
from kg.model.measure import Ranked
from kg.model.picture import Dot, Picture, PictureEdge, radius

MOST_DOTS = 300
EDGES = 1_000

_ROOM = 92.0
"""Side, in pixels, of the square area that is available to a dot on average."""

_BORDER = 8.0
_ROUNDS = 60


def picture(laid: LaidOutGraph, most: int = MOST_DOTS, counted: str = "papers") -> Picture:
    """Return the most important nodes of a map in pixels, without overlapping dots.

    If there are more than EDGES edges among these nodes, the picture has those of a maximum spanning forest, so
    that connected nodes remain connected, and the strongest others: by weight, then by association strength w(v, u) /
    (s(v) s(u)).

    Parameters
    ----------
    laid
        Map of a complete graph.
    most
        Maximum number of nodes.
    counted
        Plural noun for the numbers in the measure "works": "papers", or "rows" or "triples" of a query result.

    Returns
    -------
    Picture

    References
    ----------
    Van Eck and Waltman (2009), "How to normalize cooccurrence data?"
    """
    count = min(most, len(laid.ids))
    edges, inner = _edges(laid, count)
    rank = np.array(laid.measures["pageRank"][:count], float)
    sizes = np.round(np.sqrt(rank / rank.max()), 3) if count else rank
    points = _in_pixels(np.column_stack((laid.x[:count], laid.y[:count])).astype(float), sizes)
    default = laid.levels[1]
    drawn = set(default.of[:count])
    return Picture(
        dots=tuple(
            Dot(x, y, size, laid.kinds[place], _ranked(laid, place))
            for place, ((x, y), size) in enumerate(zip(points.tolist(), sizes.tolist(), strict=True))
        ),
        edges=edges,
        communities=tuple(each for each in default.communities if each.number in drawn),
        all_nodes=laid.all_nodes,
        all_edges=laid.all_edges,
        inner_edges=inner,
        counted=counted,
    )


def _edges(laid: LaidOutGraph, count: int) -> tuple[tuple[PictureEdge, ...], int]:
    """Return the strongest edges between the first `count` nodes, and the number of all edges between them."""
    inner = [edge for edge in laid.edges if edge[0] < count and edge[1] < count]
    low, high, weight = zip(*inner, strict=True) if inner else ((), (), ())
    ends = np.array(low + high, np.int64), np.array(high + low, np.int64)
    matrix = coo_array((np.array(weight + weight), ends), shape=(count, count)).tocsr()
    return tuple(sorted(PictureEdge(*edge) for edge in strongest_first(matrix)[:EDGES])), len(inner)


def _in_pixels(points: Points, sizes: Points) -> Points:
    """Return positions in pixels with y downwards, scaled to an average area per dot, without overlaps."""
    if len(points) < 2:
        return np.zeros_like(points)
    low, high = points.min(axis=0), points.max(axis=0)
    area = float(np.maximum(high - low, 1.0).prod())
    scale = min(_ROOM * float(np.sqrt(len(points) / area)), 3 * _ROOM / 20)
    placed = (points - (low + high) / 2) * (scale, -scale)
    return np.rint(discs_apart(placed, radius(sizes) + _BORDER, _ROUNDS)).astype(int)


def _ranked(laid: LaidOutGraph, place: int) -> Ranked:
    column = {name: values[place] for name, values in laid.measures.items()}
    return Ranked(
        node=laid.ids[place],
        label=laid.labels[place],
        works=int(column["works"] or 0),
        degree=int(column["degree"] or 0),
        strength=column["weightedDegree"] or 0,
        betweenness=column["betweenness"] or 0.0,
        page_rank=column["pageRank"] or 0.0,
        community=int(column["community"] or 0),
    )
