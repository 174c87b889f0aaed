"""Central authors, collaborations, brokers and communities."""

from __future__ import annotations

from kg.analysis import brokers
from kg.analysis.graphs import weighted_edges
from kg.model.report import NumberSource, Paragraph, ReportColumn, ReportRow, ReportSection, Table, ValueFormat
from kg.reporting.central import author_communities, bridges_table, communities_table, file_links, ranking
from kg.reporting.facts import Facts

_MAX_BROKERS = 10
_MAX_PAIRS = 15


def authors_section(facts: Facts) -> ReportSection:
    """Return the section on central authors, collaborations, brokers, communities and bridges between communities."""
    found = author_communities(facts)
    blocks = (
        Paragraph(("Two authors are linked if they wrote a paper together.", *file_links(facts, "coauthors"))),
        ranking(facts, "coauthors", "person", "Most central authors"),
        _pairs(facts),
        Paragraph(
            (
                "Brokers connect groups of authors who do not write with each other: few of their co-authors are "
                "co-authors of one another. Only authors with at least five co-authors are ranked.",
            )
        ),
        _brokers(facts),
        Paragraph(
            (
                "A community is a group of authors who write with each other more often than with others. It is "
                "named after the methods and datasets that are most distinctive of its papers or, if there are none, "
                "after its most central members.",
            )
        ),
        communities_table(facts, "coauthors", found),
        bridges_table(facts, "coauthors", found),
    )
    return ReportSection("authors", "Authors", blocks)


def _pairs(facts: Facts) -> Table:
    graph = facts.graphs["coauthors"].graph
    label = graph.nodes(data="label")
    several = (link for link in weighted_edges(graph) if link[2] > 1)
    links = sorted(several, key=lambda link: (-link[2], label[link[0]], label[link[1]], link[:2]))
    columns = (
        ReportColumn("Author", key="author"),
        ReportColumn("Co-author", key="other"),
        ReportColumn(
            "Joint papers",
            ValueFormat.COUNT,
            NumberSource("joint_works", (("author", "author"), ("other", "author:other"))),
            bar=True,
        ),
    )
    rows = (
        ReportRow((label[one], label[other], int(works)), (("author", one), ("author:other", other)))
        for one, other, works in links[:_MAX_PAIRS]
    )
    return Table("collaborations", "Most frequent collaborations", columns, tuple(rows), is_folded=True)


def _brokers(facts: Facts) -> Table:
    found = facts.graphs["coauthors"]
    edges, params = NumberSource("coauthor_edges", derived=True), (("author", "author"),)
    columns = (
        ReportColumn("Author", key="author"),
        ReportColumn("Papers", ValueFormat.COUNT, NumberSource("works_of_author", params)),
        ReportColumn("Co-authors", ValueFormat.COUNT, NumberSource("coauthors_of_author", params)),
        ReportColumn("Communities of co-authors", ValueFormat.COUNT, edges),
        ReportColumn("Effective size", ValueFormat.NUMBER, edges),
        ReportColumn("Constraint", ValueFormat.NUMBER, edges),
    )
    rows = (
        ReportRow((b.label, b.works, b.degree, b.communities, b.effective_size, b.constraint), (("author", b.node),))
        for b in brokers(found.graph, found.measures, _MAX_BROKERS)
    )
    return Table("brokers", "Brokers", columns, tuple(rows), is_folded=True)
