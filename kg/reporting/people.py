"""People, with whom they work, and who joins groups."""

from __future__ import annotations

from kg.analysis import brokers
from kg.analysis.graphs import weighted_edges
from kg.model.report import Ask, Column, Form, Row, Section, Table, Text
from kg.reporting.central import bridges_table, communities_of_people, communities_table, ranking, whole_table
from kg.reporting.facts import Facts

_TOLD = 10
_PAIRS = 15


def people_section(facts: Facts) -> Section:
    """Central authors, pairs, brokers, communities and what joins these."""
    found = communities_of_people(facts)
    blocks = (
        Text(("Two people are linked when they wrote a work together.", *whole_table(facts, "coauthors"))),
        ranking(facts, "coauthors", "person", "The most central authors"),
        _pairs(facts),
        Text(
            (
                "Brokers join people who do not write with each other: of their co-authors few are each other's. Only "
                "people with five co-authors or more are ranked; one paper with many authors makes no broker.",
            )
        ),
        _brokers(facts),
        Text(
            (
                "A community is a group of people who write with each other more than with others. It is named after "
                "the methods and datasets that set its works most surely apart from all others.",
            )
        ),
        communities_table(facts, "coauthors", found),
        bridges_table(facts, "coauthors", found),
    )
    return Section("people", "People", blocks)


def _pairs(facts: Facts) -> Table:
    graph = facts.graphs["coauthors"].graph
    label = graph.nodes(data="label")
    several = (link for link in weighted_edges(graph) if link[2] > 1)
    links = sorted(several, key=lambda link: (-link[2], label[link[0]], label[link[1]], link[:2]))
    columns = (
        Column("One"),
        Column("The other"),
        Column("Works together", Form.COUNT, Ask("joint_works", (("author", "author"), ("other", "other"))), bar=True),
    )
    rows = (
        Row((label[one], label[other], int(works)), (("author", one), ("other", other)))
        for one, other, works in links[:_PAIRS]
    )
    return Table("collaborations", "The closest collaborations", columns, tuple(rows))


def _brokers(facts: Facts) -> Table:
    found = facts.graphs["coauthors"]
    edges, asked = Ask("coauthor_edges", derived=True), (("author", "author"),)
    columns = (
        Column("Author"),
        Column("Works", Form.COUNT, Ask("works_of_author", asked)),
        Column("Co-authors", Form.COUNT, Ask("coauthors_of_author", asked)),
        Column("Communities reached", Form.COUNT, edges),
        Column("Effective size", Form.NUMBER, edges),
        Column("Constraint", Form.NUMBER, edges),
    )
    rows = (
        Row((b.label, b.works, b.degree, b.communities, b.effective_size, b.constraint), (("author", b.node),))
        for b in brokers(found.graph, found.measures, _TOLD)
    )
    return Table("brokers", "Brokers", columns, tuple(rows))
