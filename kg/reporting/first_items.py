"""First items behind the numbers of a report: the newest papers, or the co-authors and concepts with most papers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from kg.analysis.communities import by_node
from kg.model.report import Answer, ListItem, NumberSource, Pairs, Reference
from kg.reporting.facts import Facts, once
from kg.reporting.proposals import adoptions
from kg.reporting.roles import by_role, works_about

FIRST = 5
"""Maximum number of items that a page lists for one number of the report."""

Given = Mapping[str, str]
"""Values of the parameters of a query, and of the columns of its matching rows."""


def first_items(facts: Facts, numbers: Iterable[tuple[NumberSource, Pairs]]) -> dict[Answer, tuple[ListItem, ...]]:
    """Return the first items behind each number that counts papers, authors or concepts.

    `numbers` are the sources of the numbers with the keys of their rows.
    """
    found: dict[Answer, tuple[ListItem, ...]] = {}
    for source, keys in numbers:
        answer = source.answer(keys)
        if answer not in found and (items := tuple(_items(facts, answer))):
            found[answer] = items
    return found


def _items(facts: Facts, answer: Answer) -> Iterator[ListItem]:
    query, params, match = answer
    given = {**dict(params), **dict(match)}
    if query in _WORKS:
        works = sorted(set(_WORKS[query](facts, given)), key=lambda work: _newest(facts, work))
        yield from (_paper(facts, work) for work in works[:FIRST])
    elif query in _OTHERS:
        yield from _OTHERS[query](facts, given)


def _newest(facts: Facts, work: str) -> tuple[int, str, str]:
    paper = facts.papers[work]
    return -(paper.year or 0), paper.title, work


def _paper(facts: Facts, work: str) -> ListItem:
    paper = facts.papers[work]
    return ListItem(paper.title, Reference("work", work), paper.where)


def _of_concept(facts: Facts, given: Given) -> Iterable[str]:
    return facts.works_of.get(given["concept"], ())


def _in_role(facts: Facts, given: Given) -> Iterable[str]:
    return by_role(facts)[given["concept"]].get(given.get("role", ""), ())


def _joint(facts: Facts, given: Given) -> Iterable[str]:
    return set(facts.works_by.get(given["author"], ())) & set(facts.works_by.get(given["other"], ()))


def _adopting(facts: Facts, given: Given) -> Iterable[str]:
    adopters = adoptions(facts)[given["concept"]].adopters
    return (work for work, role in adopters if given.get("role", role) == role)


def _of_method(facts: Facts, given: Given) -> Iterable[str]:
    works = works_about(by_role(facts)[given["method"]])
    return (work for work in works if given["dataset"] in facts.evaluated.get(work, ()))


def _decided(facts: Facts, given: Given) -> Iterable[str]:
    named = set(facts.works_of.get(given["concept"], ())) if "concept" in given else None
    for work, _, decision in facts.answers.rows("decided_works"):
        if given.get("decision", decision) == decision and (named is None or work in named):
            yield work


def _matching(facts: Facts, given: Given) -> Iterable[str]:
    """Yield the papers with the given year, venue, decision and presentation."""
    venue = given.get("venue") or _venues(facts).get(given.get("series", ""))
    wanted = {**{name: given[name] for name in ("year", "decision", "presentation") if name in given}}
    if venue:
        wanted["venue"] = venue
    for work, paper in facts.papers.items():
        if all(str(getattr(paper, name) or "") == value for name, value in wanted.items()):
            yield work


@once
def _venues(facts: Facts) -> dict[str, str]:
    return {str(series): str(venue) for series, venue, *_ in facts.answers.rows("venues")}


_WORKS: dict[str, Callable[[Facts, Given], Iterable[str]]] = {
    "works": _matching,
    "works_by_year": _matching,
    "venues": _matching,
    "decisions": _matching,
    "decided_works": _decided,
    "decided_of_concept": _decided,
    "works_of_author": lambda facts, given: facts.works_by.get(given["author"], ()),
    "works_of_concept": _of_concept,
    "concept_by_edition": _of_concept,
    "roles_of_concept": _in_role,
    "joint_works": _joint,
    "adoptions": _adopting,
    "datasets_of_method": _of_method,
    "works_without_authors": lambda facts, _: (row[0] for row in facts.answers.rows("works_without_authors")),
    "works_without_abstract": lambda facts, _: (work for work, paper in facts.papers.items() if not paper.abstract),
}
"""Functions that return the papers behind a number, by query."""


def _neighbours(network: str, kind: str, key: str) -> Callable[[Facts, Given], Iterator[ListItem]]:
    """Return a function that yields the neighbours of a node with most joint papers."""

    def items(facts: Facts, given: Given) -> Iterator[ListItem]:
        graph = facts.graphs[network].graph
        if given[key] in graph:
            label = graph.nodes(data="label")
            found = sorted(graph[given[key]].items(), key=lambda each: (-each[1]["weight"], label[each[0]], each[0]))
            for node, link in found[:FIRST]:
                yield ListItem(label[node], Reference(kind, node), _papers(link["weight"]))

    return items


def _members(network: str, kind: str) -> Callable[[Facts, Given], Iterator[ListItem]]:
    """Return a function that yields the most central members of a community, or nothing if no community is given."""

    def items(facts: Facts, given: Given) -> Iterator[ListItem]:
        if "community" in given:
            for node in _ranked(facts, network).get(int(given["community"]), ())[:FIRST]:
                attributes = facts.graphs[network].graph.nodes[node]
                yield ListItem(attributes["label"], Reference(kind, node), _papers(attributes["works"]))

    return items


def _ranked(facts: Facts, network: str) -> dict[int, list[str]]:
    """Return the nodes of each community in descending order of PageRank."""
    key = (__name__, network)
    if key not in facts.cached:
        found: dict[int, list[str]] = {}
        values = by_node(facts.graphs[network].measures)
        for node in sorted(values, key=lambda node: (-values[node]["pageRank"], node)):
            found.setdefault(int(values[node]["community"]), []).append(node)
        facts.cached[key] = found
    ranked: dict[int, list[str]] = facts.cached[key]
    return ranked


def _entries(facts: Facts, given: Given) -> Iterator[ListItem]:
    """Yield the authors with most papers or, if a name is given, all authors with this name."""
    rows = [row for row in facts.answers.rows("authors") if given.get("name", row[1]) == row[1]]
    for person, name, works in rows[: None if "name" in given else FIRST]:
        yield ListItem(str(name), Reference("author", str(person)), _papers(works))


def _concepts(facts: Facts, given: Given) -> Iterator[ListItem]:
    works = {c: len(found) for c, found in facts.works_of.items() if given.get("kind") in (None, facts.kinds[c])}
    for concept in sorted(works, key=lambda each: (-works[each], facts.labels[each], each))[:FIRST]:
        yield ListItem(facts.labels[concept], Reference("concept", concept), _papers(works[concept]))


def _proposed(query: str) -> Callable[[Facts, Given], Iterator[ListItem]]:
    """Return a function that yields proposed concepts with most papers, each with the title of the proposing paper."""

    def items(facts: Facts, _: Given) -> Iterator[ListItem]:
        rows = facts.answers.rows(query)
        works = Counter({row[0]: len(facts.works_of.get(row[0], ())) for row in rows})
        for concept, label, _, title, _ in sorted(rows, key=lambda row: (-works[row[0]], row[1], row[0]))[:FIRST]:
            yield ListItem(str(label), Reference("concept", str(concept)), str(title))

    return items


def _of_work(facts: Facts, given: Given) -> Iterator[ListItem]:
    for role, concept in facts.used_in.get(given["work"], ()):
        if role == given.get("role", role):
            yield ListItem(facts.labels[concept], Reference("concept", concept))


def _papers(number: float) -> str:
    return f"{number:g} paper{'' if number == 1 else 's'}"


_OTHERS: dict[str, Callable[[Facts, Given], Iterator[ListItem]]] = {
    "coauthors_of_author": _neighbours("coauthors", "author", "author"),
    "neighbours_of_concept": _neighbours("concepts", "concept", "concept"),
    "central_authors": _members("coauthors", "author"),
    "central_concepts": _members("concepts", "concept"),
    "authors": _entries,
    "concepts": _concepts,
    "proposed_methods": _proposed("proposed_methods"),
    "new_datasets": _proposed("new_datasets"),
    "roles_of_work": _of_work,
}
"""Functions that yield the authors or concepts behind a number, by query."""
