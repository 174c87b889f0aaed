"""Tables of central nodes, of communities and of the bridges between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from kg.analysis import Bridge, bridges, named_communities, ranked
from kg.analysis.communities import communities
from kg.analysis.community_levels import community_colours
from kg.model.measure import Community, Ranked
from kg.model.report import Cell, InlineLink, InlineText, NumberSource, ReportColumn, ReportRow, Table, ValueFormat
from kg.reporting.facts import GRAPHS, Facts, once

LEADERS = 25
COMMUNITIES = 12
BRIDGES = 10


def measure(facts: Facts, graph: str, name: str) -> NumberSource:
    """Return the source of a measure of nodes: the query whose column `name` has its values.

    In a report on a part of the graph, the source is the query with the links from which the measure was computed.
    """
    subject = GRAPHS[graph]
    if facts.answers.part:
        return NumberSource(subject.edges, derived=True)
    return NumberSource(subject.central, (), name, ((subject.column, subject.key),))


def file_links(facts: Facts, graph: str) -> InlineText:
    """Return a sentence with links to the full table and the map of a network; none in a report on a part."""
    if facts.answers.part:
        return ()
    table = GRAPHS[graph].table
    page = f"{graph}.html"
    return (" The full table is ", InlineLink(table, table), ", the map is ", InlineLink(page, page), ".")


def community_size(facts: Facts, graph: str) -> NumberSource:
    """Return the source of the size of a community: the query rows with the number of this community are counted.

    The number of the community is the value of the key "community" in the row of the report table.
    """
    if facts.answers.part:
        return NumberSource(GRAPHS[graph].edges, derived=True)
    return NumberSource(GRAPHS[graph].central, match=(("community", "community"),))


def ranking(facts: Facts, graph: str, kind: str, title: str) -> Table:
    """Return a table of the most central nodes of a kind ("person", "method" or "dataset") in a network."""
    found = facts.graphs[graph]
    key = GRAPHS[graph].key
    works, others = ("works_of_author", "coauthors_of_author") if key == "author" else _OF_CONCEPT
    params = ((key, key),)
    columns = (
        ReportColumn(kind.capitalize() if kind != "person" else "Author", key=key),
        ReportColumn("Papers", ValueFormat.COUNT, NumberSource(works, params)),
        ReportColumn(
            "Co-authors" if key == "author" else "Neighbours", ValueFormat.COUNT, NumberSource(others, params)
        ),
        ReportColumn("Weighted degree", ValueFormat.COUNT, NumberSource(others, params, "works")),
        ReportColumn("Betweenness", ValueFormat.NUMBER, measure(facts, graph, "betweenness")),
        ReportColumn("PageRank", ValueFormat.NUMBER, measure(facts, graph, "page_rank"), bar=True),
    )
    rows = tuple(_ranked(each, key) for each in ranked(found.graph, found.measures, kind, LEADERS))
    return Table(f"central_{_PLURAL[kind]}", title, columns, rows)


_NODES = {"coauthors": "authors", "concepts": "methods and datasets"}
_OF_CONCEPT = ("works_of_concept", "neighbours_of_concept")
_PLURAL = {"person": "authors", "method": "methods", "dataset": "datasets"}


def _ranked(each: Ranked, key: str) -> ReportRow:
    cells: tuple[Cell, ...] = (each.label, each.works, each.degree, each.strength, each.betweenness, each.page_rank)
    return ReportRow(cells, ((key, each.node),))


@once
def author_communities(facts: Facts) -> tuple[Community, ...]:
    """Return the largest communities of the co-author network, named after the distinctive concepts of their papers."""
    authors = {work: {person for person, _ in facts.authors.get(work, ())} for work in _labels_by_work(facts)}
    return named_communities(facts.graphs["coauthors"].measures, authors, _labels_by_work(facts), COMMUNITIES)


@once
def concept_communities(facts: Facts) -> tuple[Community, ...]:
    """Return the largest communities of methods and datasets, named after their most distinctive concepts."""
    members: dict[str, set[str]] = defaultdict(set)
    for use in facts.uses:
        members[use.work].add(use.concept)
    return named_communities(facts.graphs["concepts"].measures, members, _labels_by_work(facts), COMMUNITIES)


@once
def _labels_by_work(facts: Facts) -> dict[str, set[str]]:
    named: dict[str, set[str]] = defaultdict(set)
    for use in facts.uses:
        named[use.work].add(use.label)
    return named


def place_of(facts: Facts, graph: str) -> str:
    """Return the kind of Reference for communities of a network; those of a part are not in the explorer."""
    return "part" if facts.answers.part else graph


def communities_table(facts: Facts, graph: str, found: tuple[Community, ...]) -> Table:
    """Return a table of communities with their names, sizes and most central members."""
    measured, network = facts.graphs[graph], place_of(facts, graph)
    colours = community_colours(measured.graph, measured.measures)
    central = {each.number: each.name for each in communities(measured.graph, measured.measures)}
    columns = (
        ReportColumn("No.", ValueFormat.YEAR),
        ReportColumn("Community", key="group"),
        ReportColumn("Members", ValueFormat.COUNT, community_size(facts, graph), bar=True),
        ReportColumn("Most central members"),
    )
    rows = (
        ReportRow(
            (each.number, each.name or central[each.number], each.size, central[each.number]),
            (("community", str(each.number)), (f"{network}:group", str(each.number))),
            colours.get(each.number, -1),
        )
        for each in found
    )
    return Table(f"communities_{GRAPHS[graph].column}", f"Communities of {_NODES[graph]}", columns, tuple(rows))


def bridges_table(facts: Facts, graph: str, found: tuple[Community, ...]) -> Table:
    """Return a table of the pairs of communities with the most links between them."""
    measured, network = facts.graphs[graph], place_of(facts, graph)
    label = measured.graph.nodes(data="label")
    edges = NumberSource(GRAPHS[graph].edges, derived=True)
    columns = (
        ReportColumn("Community", key="left"),
        ReportColumn("Other community", key="right"),
        ReportColumn("Links", ValueFormat.COUNT, edges),
        ReportColumn("Total weight", ValueFormat.COUNT, edges),
        ReportColumn("Observed / expected", ValueFormat.TIMES, edges),
        ReportColumn("Strongest link (papers)", key="link"),
    )
    names = {each.number: f"{each.number}: {each.name}" if each.name else str(each.number) for each in found}
    rows = (
        ReportRow(
            (names[b.left], names[b.right], b.links, b.weight, b.ratio, _link(label, b)),
            (
                (f"{network}:left", str(b.left)),
                (f"{network}:right", str(b.right)),
                (f"{network} link:link", " ".join(b.ends)),
            ),
        )
        for b in bridges(measured.graph, measured.measures, len(found), BRIDGES)
    )
    return Table(
        f"bridges_{GRAPHS[graph].column}",
        f"Bridges between communities of {_NODES[graph]}",
        columns,
        tuple(rows),
        is_folded=True,
    )


def _link(label: Mapping[str, str], bridge: Bridge) -> str:
    """Return the names of the ends of the strongest link of a bridge with its number of papers."""
    one, other = bridge.ends
    return f"{label[one]} and {label[other]} ({bridge.heaviest:g})"
