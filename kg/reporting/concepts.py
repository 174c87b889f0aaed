"""Methods and datasets: which are central, which go together."""

from __future__ import annotations

from kg.model.report import Block, Section, Text
from kg.reporting.central import bridges_table, communities_of_concepts, communities_table, ranking, whole_table
from kg.reporting.facts import Facts


def concepts_section(facts: Facts) -> Section:
    """Central methods and datasets, communities and what joins these."""
    found = communities_of_concepts(facts)
    blocks: tuple[Block, ...] = (
        Text(("Two methods or datasets are linked when an abstract names both.", *whole_table(facts, "concepts"))),
        ranking(facts, "concepts", "method", "The most central methods"),
        ranking(facts, "concepts", "dataset", "The most central datasets"),
        communities_table(facts, "concepts", found),
        bridges_table(facts, "concepts", found),
    )
    return Section("concepts", "Methods and datasets", blocks)
