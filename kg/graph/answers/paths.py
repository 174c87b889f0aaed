"""All shortest paths between two authors, or between methods, datasets and authors, with the papers of each step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, pairwise

import networkx as nx

from kg.graph.answers.question import Answer, Values, newest, node, select
from kg.model.errors import QueryError
from kg.reporting import Facts

PATHS = ("path", "step", "from", "from_name", "work", "title", "year", "joint_papers", "to", "to_name")
MOST_PATHS = 100

Links = Mapping[tuple[str, str], list[str]]
"""Papers that link two nodes, by the sorted pair."""


def shortest_paths(facts: Facts, values: Values) -> Answer:
    """Return all shortest paths between two nodes, one row for each step, with the newest paper of the step.

    Between two authors, and between an author and a concept, the nodes in between are co-authors; between two concepts,
    they are concepts named by the same papers.
    """
    start, end = str(values["start"]), str(values["end"])
    names = _names(facts)
    links = _links(facts, select(facts, facts.papers, values), start, end)
    graph = nx.Graph(sorted(links))
    if start == end:
        return Answer((), "start and end are the same")
    if start not in graph or end not in graph or not nx.has_path(graph, start, end):
        return Answer((), f"no path leads from {names[start]} to {names[end]}")
    total = _count(graph, start, end)
    paths = islice(nx.all_shortest_paths(graph, start, end), min(total, 10 * MOST_PATHS))
    strongest = sorted(paths, key=lambda path: (-_strength(path, links), [names[each] for each in path], path))
    shown = strongest[:MOST_PATHS]
    note = f"{total:,} shortest path{'s' * (total > 1)} of {len(shown[0]) - 1} step{'s' * (len(shown[0]) > 2)}"
    note += f"; the first {len(shown)} are shown" if total > len(shown) else ""
    return Answer(_rows(facts, shown, links, names), note)


def _rows(
    facts: Facts, paths: Iterable[list[str]], links: Links, names: Mapping[str, str]
) -> Iterator[tuple[object, ...]]:
    for number, path in enumerate(paths, start=1):
        for step, pair in enumerate(pairwise(path), start=1):
            works = links[_key(*pair)]
            work = newest(facts, works)[0]
            paper = facts.papers[work]
            cells = (node(work), paper.title, paper.year, len(works))
            yield number, step, node(pair[0]), names[pair[0]], *cells, node(pair[1]), names[pair[1]]


def _names(facts: Facts) -> dict[str, str]:
    return dict(author for team in facts.authors.values() for author in team) | facts.labels


def _links(facts: Facts, works: Iterable[str], start: str, end: str) -> Links:
    ends = {start, end}
    between_concepts = ends <= facts.labels.keys()
    links: dict[tuple[str, str], list[str]] = defaultdict(list)
    for work in works:
        concepts = {concept for _, concept in facts.used_in.get(work, ())}
        authors = {person for person, _ in facts.authors.get(work, ())}
        members = sorted(concepts if between_concepts else authors | (concepts & ends))
        for place, one in enumerate(members):
            for other in members[place + 1 :]:
                links[one, other].append(work)
    return links


def _count(graph: nx.Graph[str], start: str, end: str) -> int:
    """Return the number of shortest paths, counted level by level without listing them."""
    counts, level = {start: 1}, {start}
    while end not in counts:
        found: dict[str, int] = defaultdict(int)
        for each in sorted(level):
            for other in graph[each]:
                if other not in counts:
                    found[other] += counts[each]
        counts.update(found)
        level = set(found)
    return counts[end]


def _strength(path: list[str], links: Links) -> int:
    return min(len(links[_key(*pair)]) for pair in pairwise(path))


def _key(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def find_end(facts: Facts, name: str) -> str:
    """Return the author, method or dataset with this name. Raises QueryError if there is none or several."""
    from kg.store.lookup import look_up

    store = facts.answers.store
    errors = []
    for kind in ("person", "concept"):
        try:
            return look_up(store, kind, name).value
        except QueryError as error:
            errors.append(str(error))
    raise QueryError("; ".join(errors))
