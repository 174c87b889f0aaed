"""Composition of a report from its sections."""

from __future__ import annotations

from collections.abc import Iterable

from kg.model.report import Block, Report, ReportSection, Table
from kg.reporting.authors import authors_section
from kg.reporting.comparison import comparison_section
from kg.reporting.concepts import concepts_section
from kg.reporting.facts import Facts
from kg.reporting.first_items import first_items
from kg.reporting.identity import identity_section
from kg.reporting.methodology import methodology_section
from kg.reporting.overview import key_figures, overview_section
from kg.reporting.proposals import proposals_section
from kg.reporting.queries import numbers_of, queries_of
from kg.reporting.reading import listings_section, warnings_section
from kg.reporting.roles import roles_section
from kg.reporting.trends import trends_section, venues_section

_SECTIONS = (
    overview_section,
    authors_section,
    concepts_section,
    roles_section,
    proposals_section,
    trends_section,
    comparison_section,
    venues_section,
    identity_section,
    listings_section,
    warnings_section,
    methodology_section,
)
"""Functions that make the sections: first the results, then the input and its uncertainties."""

_LEAD = "Papers, authors, methods and datasets of this graph, with the query behind every number."
_LEAD_OF_PART = "This report covers a part of the graph; measures and communities are computed for this part alone."


def report(facts: Facts, title: str, folder: str = "report") -> Report:
    """Return the report on a graph or a part of it.

    Parameters
    ----------
    facts
        Query results and summaries of listings from which the report is computed.
    title
        Title of the graph; the label of the part is appended to it.
    folder
        Folder of the CSV files, and of the queries that are restricted to a part, relative to the page.
    """
    part = facts.answers.part
    sections = tuple(section for make in _SECTIONS if (section := _filled(make(facts))).blocks)
    figures = key_figures(facts)
    numbers = numbers_of((figure for _, figure in figures), sections)
    return Report(
        title=f"{title}: {part.label}" if part else title,
        lead=(_LEAD_OF_PART if part else _LEAD,),
        key_figures=figures,
        sections=sections,
        queries=queries_of((source for source, _ in numbers), part, f"{folder}/queries"),
        lists=first_items(facts, numbers),
        pages={work: paper.page for work, paper in facts.papers.items() if paper.page},
    )


def _filled(section: ReportSection) -> ReportSection:
    """Return the section without its empty tables."""
    return ReportSection(section.name, section.title, tuple(_with_rows(section.blocks)))


def _with_rows(blocks: Iterable[Block]) -> Iterable[Block]:
    return (block for block in blocks if not isinstance(block, Table) or block.rows)
