"""Maps of the networks of a graph: positions, and communities at three resolutions with names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from kg.analysis import community_names, lay_out_graph
from kg.model.analysis import MeasuredGraph
from kg.model.exploration import CommunityLevel, LaidOutGraph
from kg.store.parts import Answers

Groups = Mapping[str, set[str]]

_LEAST_NAMED = 3
"""Minimum number of nodes of a community with a name."""

_CENTRAL = 3
"""Number of members whose names form the name of a community without distinctive methods and datasets."""


def map_of(answers: Answers, name: str, measured: MeasuredGraph, positions: bool = True) -> LaidOutGraph:
    """Return the map of a network, with the same names of communities as in the report.

    Parameters
    ----------
    answers
        Results of named queries.
    name
        "coauthors" or "concepts".
    measured
        The network with its measures.
    positions
        If true, add the measures of a node's position among its neighbours, such as constraint.
    """
    laid = lay_out_graph(measured.graph, measured.measures, positions)
    members, labels = naming_groups(answers, name)
    levels = tuple(named_level(level, laid, members, labels) for level in laid.levels)
    names = {each.number: each.name for each in levels[1].communities}
    return replace(
        laid,
        levels=levels,
        communities=tuple(replace(each, name=names.get(each.number) or each.name) for each in laid.communities),
    )


def naming_groups(answers: Answers, name: str) -> tuple[Groups, Groups]:
    """Return the nodes of each paper in the network "coauthors" or "concepts", and the names of its concepts."""
    return _authors(answers) if name == "coauthors" else _concepts(answers), _labels(answers)


def named_level(level: CommunityLevel, laid: LaidOutGraph, members: Groups, labels: Groups) -> CommunityLevel:
    """Return a level whose communities are named after the concepts that are distinctive of their papers.

    A community without such concepts is named after its most important members, and one of fewer than three nodes has
    no name. If a larger community has the same name, the number of the community is added.

    Parameters
    ----------
    level
        Communities of the nodes of a map.
    laid
        The map.
    members
        Nodes of each paper.
    labels
        Names of the methods and datasets of each paper.
    """
    found = community_names(dict(zip(laid.ids, level.of, strict=True)), members, labels)
    central: dict[int, list[str]] = defaultdict(list)
    for label, number in zip(laid.labels, level.of, strict=True):
        if len(central[number]) < _CENTRAL:
            central[number].append(label)
    named, used = [], set()
    for each in level.communities:
        name = (found.get(each.number) or ", ".join(central[each.number])) if each.size >= _LEAST_NAMED else ""
        name = f"{name} ({each.number})" if name in used else name
        used.add(name or None)
        named.append(replace(each, name=name))
    return replace(level, communities=tuple(named))


def _labels(answers: Answers) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for _, label, _, _, _, work in answers.rows("links"):
        found[str(work)].add(str(label))
    return found


def _concepts(answers: Answers) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for concept, *_, work in answers.rows("links"):
        found[str(work)].add(str(concept))
    return found


def _authors(answers: Answers) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for work, _, person, *_ in answers.rows("authorships"):
        found[str(work)].add(str(person))
    return found
