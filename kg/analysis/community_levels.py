"""Communities at three resolutions, each nested in the next coarser one: coarse, default and fine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array

from kg.analysis.communities import by_node, leiden
from kg.analysis.graphs import Graph, Matrix
from kg.analysis.map_layout import ASIDE_SHARE
from kg.model.exploration import CommunityLevel, MapCommunity
from kg.model.measure import Measure
from kg.model.palette import HUES, SHADES

Indices = NDArray[np.int64]
Flags = NDArray[np.bool_]

_LEAST_COLOURED = 5
"""Minimum number of nodes of a community with a colour."""

_COARSE = 0.5
"""Resolution γ of coarse communities; 1 is the resolution of the default ones."""

_MOST_MERGED = 400
"""Maximum number of default communities, the largest ones, that are considered for merging into coarse ones."""

_LEAST_SPLIT = 20
"""Minimum number of nodes of a community that is split into fine communities."""


def community_levels(
    matrix: Matrix, default: Indices, aside: Flags, names: Mapping[int, str]
) -> tuple[CommunityLevel, ...]:
    """Return the communities of a graph at three resolutions.

    Parameters
    ----------
    matrix
        Adjacency matrix.
    default
        Number of the default community of each node, from 1.
    aside
        True for each node of an isolated group.
    names
        Names of the default communities; those of all other levels are empty.

    Returns
    -------
    tuple of CommunityLevel
        "coarse", "default" and "fine".
    """
    coarse, fine = coarse_communities(matrix, default), fine_communities(matrix, default)
    hidden = _is_small(default, aside)
    colour = np.where(hidden, -1, (np.cumsum(~hidden) - 1) % (HUES * SHADES))
    first = _first_members(coarse, default)  # the largest default community of each coarse one
    return (
        _level("coarse", coarse, np.zeros(len(first), np.int64), colour[default[first] - 1]),
        _level("default", default, coarse[_first_members(default)], colour, names),
        _level("fine", fine, default[_first_members(fine)], _fine_colours(fine, default, aside, colour)),
    )


def community_colours(graph: Graph, measures: Iterable[Measure]) -> dict[int, int]:
    """Return the colour of each default community of a graph, as in `community_levels`, without a layout."""
    number = {node: int(values["community"]) for node, values in by_node(measures).items()}
    components = list(nx.connected_components(graph))
    least = ASIDE_SHARE * max(map(len, components), default=0)
    sizes = Counter(number[node] for node in graph)
    aside = {number[node] for component in components if len(component) < least for node in component}
    large = [each for each in sorted(sizes) if sizes[each] >= _LEAST_COLOURED and each not in aside]
    return {each: place % (HUES * SHADES) for place, each in enumerate(large)}


def _first_members(labels: Indices, then_by: Indices | None = None) -> Indices:
    """Return, for each community, its node with the lowest value in `then_by`; of equal ones, the first node."""
    order = np.lexsort((np.arange(len(labels)), labels if then_by is None else then_by, labels))
    first: Indices = order[np.searchsorted(labels[order], np.arange(1, int(labels.max(initial=0)) + 1))]
    return first


def _is_small(labels: Indices, aside: Flags) -> Flags:
    """Return, for each community, True if it is small or isolated."""
    sizes = np.bincount(labels)[1:]
    small: Flags = (sizes < _LEAST_COLOURED) | (np.bincount(labels, aside)[1:] > 0)
    return small


def _fine_colours(fine: Indices, default: Indices, aside: Flags, colour: Indices) -> Indices:
    """Return the colour of each fine community, or -1 for one that is small or isolated.

    It has the hue of the default community that contains it; the shades of this hue are used in turn.
    """
    parent = default[_first_members(fine)]
    place = np.empty(len(parent), np.int64)
    order = np.argsort(parent, kind="stable")
    place[order] = np.arange(len(parent)) - np.searchsorted(parent[order], parent[order])
    found: Indices = colour[parent - 1] % HUES + HUES * ((colour[parent - 1] // HUES + place) % SHADES)
    return np.where(_is_small(fine, aside) | (colour[parent - 1] < 0), -1, found)


def _level(
    name: str, labels: Indices, within: Indices, colours: Indices, names: Mapping[int, str] | None = None
) -> CommunityLevel:
    sizes = np.bincount(labels, minlength=1)[1:].tolist()
    found = (
        MapCommunity(number, size, (names or {}).get(number, ""), colour, parent)
        for number, (size, colour, parent) in enumerate(
            zip(sizes, colours.tolist(), within.tolist(), strict=True), start=1
        )
    )
    return CommunityLevel(name, tuple(labels.tolist()), tuple(found))


def coarse_communities(matrix: Matrix, default: Indices) -> Indices:
    """Return the number of the coarse community of each node, from 1 in descending order of size.

    The pair of communities whose union increases modularity at resolution γ = 0.5 most is merged, again and again,
    until no union increases it (Clauset, Newman and Moore, 2004).

    Parameters
    ----------
    matrix
        Adjacency matrix.
    default
        Number of the default community of each node, from 1 in descending order of size.
    """
    count = int(default.max(initial=0))
    merged = np.arange(count)
    few = min(count, _MOST_MERGED)
    edges = coo_array(matrix)
    total = float(edges.data.sum())
    if total and few > 1:
        ends = default[edges.row] - 1, default[edges.col] - 1
        links = coo_array((edges.data / total, ends), shape=(count, count)).tocsr()
        share = np.asarray(links.sum(axis=1)).ravel()[:few]
        merged[:few] = _agglomerated(links[:few, :few].toarray(), share)
    return numbered_by_size(merged[default - 1])


def _agglomerated(links: NDArray[np.float64], share: NDArray[np.float64]) -> Indices:
    """Return the number of the union that each community belongs to.

    `links` has, for each pair of communities, the share of the total weight that lies between them; `share` has the
    share of all links of each community.
    """
    union = np.arange(len(share))
    gain = links - _COARSE * np.outer(share, share)
    np.fill_diagonal(gain, -np.inf)
    while len(gain):
        one, other = divmod(int(gain.argmax()), len(gain))
        if gain[one, other] <= 0:
            break
        one, other = sorted((one, other))
        gain[one] += gain[other]  # both the links and the expected links of a union are sums
        gain[:, one] = gain[one]
        gain[one, one] = -np.inf
        gain[other], gain[:, other] = -np.inf, -np.inf
        union[union == other] = one
    return union


def fine_communities(matrix: Matrix, default: Indices) -> Indices:
    """Return the number of the fine community of each node, from 1 in descending order of size.

    The Leiden algorithm splits each default community of at least 20 nodes, as a graph of its own.

    Parameters
    ----------
    matrix
        Adjacency matrix.
    default
        Number of the default community of each node, from 1 in descending order of size.
    """
    found = np.zeros(len(default), np.int64)
    sizes = np.bincount(default)
    first = 0
    order = np.argsort(default, kind="stable")
    for members in np.split(order, np.cumsum(sizes)[:-1]):
        inner = (
            np.asarray(leiden(matrix[members][:, members]))
            if len(members) >= _LEAST_SPLIT
            else np.zeros(len(members), np.int64)
        )
        found[members] = first + inner
        first += int(inner.max(initial=-1)) + 1
    return numbered_by_size(found)


def numbered_by_size(labels: Sequence[int] | Indices) -> Indices:
    """Return the labels as numbers from 1, in descending order of size; equal sizes in the order of the first member.

    >>> numbered_by_size([7, 3, 3, 9]).tolist()
    [2, 1, 1, 3]
    """
    _, first, inverse, sizes = np.unique(np.asarray(labels), return_index=True, return_inverse=True, return_counts=True)
    number = np.empty(len(sizes), np.int64)
    number[np.lexsort((first, -sizes))] = np.arange(1, len(sizes) + 1)
    return number[inverse]
