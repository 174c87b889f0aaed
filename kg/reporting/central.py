"""Tables of who and what is central, and of communities and what joins them."""

from __future__ import annotations

from collections import defaultdict

from kg.analysis import bridges, named_communities, ranked
from kg.analysis.communities import communities
from kg.model.measure import Community, Ranked
from kg.model.report import Ask, Cell, Column, Form, Link, Row, Table, Words
from kg.reporting.facts import GRAPHS, Facts, once

LEADERS = 25
COMMUNITIES = 12
BRIDGES = 10


def measure(facts: Facts, graph: str, name: str) -> Ask:
    """The query behind a measure: in a part of a graph it was computed from the links of that part."""
    subject = GRAPHS[graph]
    if facts.answers.part:
        return Ask(subject.edges, derived=True)
    return Ask(subject.central, (), name, ((subject.column, subject.key),))


def whole_table(facts: Facts, graph: str) -> Words:
    """Where all nodes are, and a picture of them; a part of the graph has no such files."""
    if facts.answers.part:
        return ()
    table = GRAPHS[graph].table
    return (" All of them are in ", Link(table, table), ", a picture is ", Link(f"{graph}.html", f"{graph}.html"), ".")


def community_size(facts: Facts, graph: str) -> Ask:
    """The query behind the size of a community, whose number is the key "community"."""
    if facts.answers.part:
        return Ask(GRAPHS[graph].edges, derived=True)
    return Ask(GRAPHS[graph].central, match=(("community", "community"),))


def ranking(facts: Facts, graph: str, kind: str, title: str) -> Table:
    """The most central nodes of a kind."""
    found = facts.graphs[graph]
    key = GRAPHS[graph].key
    works, others = ("works_of_author", "coauthors_of_author") if key == "author" else _OF_CONCEPT
    asked = ((key, key),)
    columns = (
        Column(kind.capitalize() if kind != "person" else "Author"),
        Column("Works", Form.COUNT, Ask(works, asked)),
        Column("Co-authors" if key == "author" else "Neighbours", Form.COUNT, Ask(others, asked)),
        Column("Weighted degree", Form.COUNT, Ask(others, asked, "works")),
        Column("Betweenness", Form.NUMBER, measure(facts, graph, "betweenness")),
        Column("PageRank", Form.NUMBER, measure(facts, graph, "page_rank"), bar=True),
    )
    rows = tuple(_ranked(each, key) for each in ranked(found.graph, found.measures, kind, LEADERS))
    return Table(f"central_{_PLURAL[kind]}", title, columns, rows)


_OF_CONCEPT = ("works_of_concept", "neighbours_of_concept")
_PLURAL = {"person": "authors", "method": "methods", "dataset": "datasets"}


def _ranked(each: Ranked, key: str) -> Row:
    cells: tuple[Cell, ...] = (each.label, each.works, each.degree, each.strength, each.betweenness, each.page_rank)
    return Row(cells, ((key, each.node),))


@once
def communities_of_people(facts: Facts) -> tuple[Community, ...]:
    """The largest communities of people, named after the concepts most distinctive of their works."""
    authors = {work: {person for person, _ in facts.authors.get(work, ())} for work in _named(facts)}
    return named_communities(facts.graphs["coauthors"].measures, authors, _named(facts), COMMUNITIES)


@once
def communities_of_concepts(facts: Facts) -> tuple[Community, ...]:
    """The largest communities of methods and datasets, named after those most distinctive of their works."""
    members: dict[str, set[str]] = defaultdict(set)
    for use in facts.uses:
        members[use.work].add(use.concept)
    return named_communities(facts.graphs["concepts"].measures, members, _named(facts), COMMUNITIES)


@once
def _named(facts: Facts) -> dict[str, set[str]]:
    named: dict[str, set[str]] = defaultdict(set)
    for use in facts.uses:
        named[use.work].add(use.label)
    return named


def communities_table(facts: Facts, graph: str, found: tuple[Community, ...]) -> Table:
    """Communities with their names, sizes and most central members."""
    measured = facts.graphs[graph]
    central = {each.number: each.name for each in communities(measured.graph, measured.measures)}
    columns = (
        Column("No.", Form.YEAR),
        Column("What sets its works apart"),
        Column("Members", Form.COUNT, community_size(facts, graph), bar=True),
        Column("Most central members"),
    )
    rows = (
        Row((each.number, each.name, each.size, central[each.number]), (("community", str(each.number)),))
        for each in found
    )
    return Table(f"communities_{GRAPHS[graph].column}", "Communities", columns, tuple(rows))


def bridges_table(facts: Facts, graph: str, found: tuple[Community, ...]) -> Table:
    """The strongest links between the communities shown."""
    measured = facts.graphs[graph]
    label = measured.graph.nodes(data="label")
    edges = Ask(GRAPHS[graph].edges, derived=True)
    columns = (
        Column("Between"),
        Column("and"),
        Column("Links", Form.COUNT, edges),
        Column("Works over them", Form.COUNT, edges),
        Column("Of what chance gives", Form.TIMES, edges),
        Column("Heaviest link"),
    )
    names = {each.number: f"{each.number}: {each.name}" if each.name else str(each.number) for each in found}
    rows = (
        Row((names[b.left], names[b.right], b.links, b.weight, b.ratio, f"{label[b.ends[0]]} and {label[b.ends[1]]}"))
        for b in bridges(measured.graph, measured.measures, len(found), BRIDGES)
    )
    return Table(f"bridges_{GRAPHS[graph].column}", "Bridges between communities", columns, tuple(rows))
