"""Central methods and datasets, and their communities."""

from __future__ import annotations

from kg.model.report import Block, Paragraph, ReportSection
from kg.reporting.central import bridges_table, communities_table, concept_communities, file_links, ranking
from kg.reporting.facts import Facts


def concepts_section(facts: Facts) -> ReportSection:
    """Return the section on central methods and datasets, their communities and bridges between communities."""
    found = concept_communities(facts)
    blocks: tuple[Block, ...] = (
        Paragraph(("Two methods or datasets are linked if an abstract names both.", *file_links(facts, "concepts"))),
        ranking(facts, "concepts", "method", "Most central methods"),
        ranking(facts, "concepts", "dataset", "Most central datasets"),
        communities_table(facts, "concepts", found),
        bridges_table(facts, "concepts", found),
    )
    return ReportSection("concepts", "Methods and datasets", blocks)
