"""Concepts that are distinctive of a group of papers, and names of communities that consist of such concepts."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping

from kg.analysis.communities import by_node
from kg.model.measure import Community, Measure

MIN_PAPERS = 3
"""Minimum number of papers of a community that name a concept in the name of the community."""
_MAX_CONCEPTS = 3
PRIOR = 100.0
"""Weight α₀ of the prior: the number of mentions, distributed like those of all papers, that is added to each side."""


def log_odds_z_scores(
    group: Mapping[str, int], everything: Mapping[str, int], prior: float = PRIOR
) -> dict[str, float]:
    """Return a z-score for each concept of a group of papers, high if they name it more often than all other papers.

    It is the log-odds ratio with an informative Dirichlet prior, divided by its standard deviation: with y of n
    mentions in the group, y' of n' mentions in the other papers, and α of α₀ mentions in the prior, z = (log((y + α) /
    (n + α₀ − y − α)) − log((y' + α) / (n' + α₀ − y' − α))) / √(1/(y + α) + 1/(y' + α)).

    Parameters
    ----------
    group
        Number of papers of the group that name each concept.
    everything
        Number of all papers, including those of the group, that name each concept.
    prior
        Weight α₀ of the prior.

    Returns
    -------
    dict of str to float

    References
    ----------
    Monroe, Colaresi and Quinn (2008), "Fightin' Words", equations 16 and 22.

    Examples
    --------
    >>> found = log_odds_z_scores({"GAN": 8, "deep learning": 10}, {"GAN": 9, "deep learning": 60, "LSTM": 11})
    >>> max(found, key=found.get)
    'GAN'
    """
    inside, total = sum(group.values()), sum(everything.values())
    outside = total - inside
    found = {}
    for concept, count in group.items():
        alpha = prior * everything[concept] / total
        in_group, elsewhere = count + alpha, everything[concept] - count + alpha
        odds = (
            math.log(in_group / max(inside + prior - in_group, alpha)),
            math.log(elsewhere / max(outside + prior - elsewhere, alpha)),
        )
        found[concept] = (odds[0] - odds[1]) / math.sqrt(1 / in_group + 1 / elsewhere)
    return found


def named_communities(
    measures: Iterable[Measure],
    members: Mapping[str, Collection[str]],
    named: Mapping[str, Collection[str]],
    limit: int,
) -> tuple[Community, ...]:
    """Return the largest communities, each named after the three concepts that are most distinctive of its papers.

    A paper belongs to the community of most of its nodes (its authors, or its concepts); if two communities have
    equally many, to the one with the smaller number. At least three papers of the community name each concept of its
    name, and no two communities have a concept in common. A community without such concepts has an empty name.

    Parameters
    ----------
    measures
        Measures of the nodes, including "community".
    members
        Nodes of each paper.
    named
        Labels of the concepts that each paper names.
    limit
        Maximum number of communities.

    Returns
    -------
    tuple of Community
        In descending order of size.
    """
    community_of = {node: int(values["community"]) for node, values in by_node(measures).items()}
    sizes = Counter(community_of.values())
    names = community_names(community_of, members, named)
    return tuple(Community(number, sizes[number], names.get(number, "")) for number in sorted(sizes)[:limit])


def community_names(
    community_of: Mapping[str, int], members: Mapping[str, Collection[str]], named: Mapping[str, Collection[str]]
) -> dict[int, str]:
    """Return the names of communities of nodes, as `named_communities` does; those without a name are missing.

    `community_of` has the community of each node, `members` the nodes of each paper, and `named` the labels of the
    concepts that each paper names.
    """
    counts: dict[int, Counter[str]] = {number: Counter() for number in set(community_of.values())}
    for work in sorted(named):
        nodes_in = Counter(community_of[node] for node in members.get(work, ()) if node in community_of)
        if nodes_in:
            of_community = counts[min(nodes_in, key=lambda number: (-nodes_in[number], number))]
            for concept in named[work]:
                of_community[concept] += 1
    everything: Counter[str] = Counter()
    for number in sorted(counts):
        everything.update(counts[number])
    return _names(counts, everything)


def _names(counts: Mapping[int, Counter[str]], everything: Counter[str]) -> dict[int, str]:
    """Return the names of communities; a concept is in the name of one community, the one with the highest z-score."""
    scored = []
    for number, group in counts.items():
        if any(papers >= MIN_PAPERS for papers in group.values()):
            scores = log_odds_z_scores(group, everything)
            scored += [(-z, number, c) for c, z in scores.items() if z > 0 and group[c] >= MIN_PAPERS]
    names: dict[int, list[str]] = defaultdict(list)
    used: set[str] = set()
    for _, number, concept in sorted(scored):
        if len(names[number]) < _MAX_CONCEPTS and concept not in used:
            names[number].append(concept)
            used.add(concept)
    return {number: ", ".join(found) for number, found in names.items()}
