"""What a report says of a graph, or of a part of it, gathered into sections."""

from __future__ import annotations

from collections.abc import Iterable

from kg.model.report import Block, Report, Section, Table
from kg.reporting.comparison import comparison_section
from kg.reporting.concepts import concepts_section
from kg.reporting.facts import Facts
from kg.reporting.identity import identity_section
from kg.reporting.methodology import method_section
from kg.reporting.overview import glance_figures, glance_section
from kg.reporting.people import people_section
from kg.reporting.proposals import proposals
from kg.reporting.queries import asked
from kg.reporting.reading import read_section, warnings_section
from kg.reporting.roles import roles_section
from kg.reporting.trends import trends_section, venues_section

_SECTIONS = (
    glance_section,
    read_section,
    warnings_section,
    people_section,
    concepts_section,
    lambda facts: roles_section(facts, proposals(facts)),
    venues_section,
    trends_section,
    comparison_section,
    identity_section,
    method_section,
)

_LEAD = "What was read, who and what is central in it, and how each number was found."
_OF_PART = "All numbers are of this part of the graph alone, those of measures and communities too."


def report(facts: Facts, folder: str = "report") -> Report:
    """The report of `facts`; `folder` is where the tables lie as CSV and, for a part, the queries as files."""
    part = facts.answers.part
    sections = tuple(section for make in _SECTIONS if (section := _filled(make(facts))).blocks)
    figures = glance_figures(facts)
    return Report(
        title=f"What the listings say of {part.label}" if part else "What the listings say",
        lead=(f"{_LEAD} {_OF_PART}" if part else _LEAD,),
        glance=figures,
        sections=sections,
        queries=asked((figure for _, figure in figures), sections, part, f"{folder}/queries"),
    )


def _filled(section: Section) -> Section:
    """A section without tables that have no rows."""
    return Section(section.name, section.title, tuple(_with_rows(section.blocks)))


def _with_rows(blocks: Iterable[Block]) -> Iterable[Block]:
    return (block for block in blocks if not isinstance(block, Table) or block.rows)
