"""What sets a group of works apart from the rest, and names for groups after it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from kg.analysis.communities import by_node
from kg.model.measure import Community, Measure

PRIOR = 100.0
"""How many namings, spread like those of all works, each side is thought to have beforehand."""


def distinctive(group: Mapping[str, int], everything: Mapping[str, int], prior: float = PRIOR) -> dict[str, float]:
    """How surely each concept of a group is named more often there than in the rest: a z-score, large where surely.

    Log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi and Quinn, 2008, "Fightin' Words", equations
    16 and 22): with y namings of a concept among n in the group, y' among n' in the rest, and a prior of α of them
    among α₀, z = (log((y + α) / (n + α₀ − y − α)) − log((y' + α) / (n' + α₀ − y' − α))) / √(1/(y + α) + 1/(y' + α)).
    `group` counts works by concept within `everything`.

    >>> found = distinctive({"GAN": 8, "deep learning": 10}, {"GAN": 9, "deep learning": 60, "LSTM": 11})
    >>> max(found, key=found.get)
    'GAN'
    """
    inside, total = sum(group.values()), sum(everything.values())
    outside = total - inside
    found = {}
    for concept, count in group.items():
        alpha = prior * everything[concept] / total
        here, there = count + alpha, everything[concept] - count + alpha
        odds = math.log(here / max(inside + prior - here, alpha)), math.log(there / max(outside + prior - there, alpha))
        found[concept] = (odds[0] - odds[1]) / math.sqrt(1 / here + 1 / there)
    return found


def named_communities(
    measures: Iterable[Measure],
    members: Mapping[str, Collection[str]],
    named: Mapping[str, Collection[str]],
    limit: int,
) -> tuple[Community, ...]:
    """The `limit` largest communities, each named after the three concepts most distinctive of its works.

    `members` are the nodes of the graph that each work has, `named` the labels that may name its community. A work
    belongs to the community of most of its members, of two alike to that with the smaller number. A community without
    such concepts has no name.
    """
    places = {node: int(values["community"]) for node, values in by_node(measures).items()}
    sizes = Counter(places.values())
    counts: dict[int, Counter[str]] = {number: Counter() for number in sizes}
    for work in sorted(named):
        here = Counter(places[node] for node in members.get(work, ()) if node in places)
        if here:
            counts[min(here, key=lambda number: (-here[number], number))].update(named[work])
    everything: Counter[str] = Counter()
    for number in sorted(counts):
        everything.update(counts[number])
    numbers = sorted(sizes)[:limit]
    return tuple(Community(number, sizes[number], _name(counts[number], everything)) for number in numbers)


def _name(group: Counter[str], everything: Counter[str]) -> str:
    found = distinctive(group, everything)
    best = sorted((concept for concept in found if found[concept] > 0), key=lambda concept: (-found[concept], concept))
    return ", ".join(best[:3])
