"""Section of a report on proposed methods and introduced datasets: comparisons, evaluations and adoption."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kg.model.mention import Role
from kg.model.report import (
    Block,
    ConceptUsage,
    Figure,
    NumberSource,
    Pairs,
    Paragraph,
    Quote,
    Reference,
    ReportColumn,
    ReportRow,
    ReportSection,
    Subheading,
    Table,
    ValueFormat,
)
from kg.reporting.facts import Facts, once
from kg.reporting.role_sentences import best_sentences
from kg.reporting.roles import Roles, by_role, usage_in_role

_MAX_CONCEPTS = 12
_MAX_QUOTES = 3
_MAX_ADOPTED = 15
_IN_PROPOSAL = (
    (Role.COMPARES, "Methods for comparison in the proposing paper"),
    (Role.EVALUATES, "Datasets used for evaluation in the proposing paper"),
)
_TAKEN_UP = (Role.USES, Role.COMPARES, Role.EVALUATES)
OWN_ROLES = (Role.PROPOSES, Role.INTRODUCES)
_WORDS = (
    "Methods that papers of this graph propose and datasets that they introduce, with the number of other papers that "
    "use each, compare with it or evaluate on it. The title or abstract of the proposing paper defines the name, and "
    "no older paper of the graph names the same method or dataset; a paper that is not in the listings may be older."
)


@dataclass(frozen=True, slots=True)
class Adoption:
    """A concept, the work that proposes or introduces it, and the later works that name it.

    `adopters` has these works with the role of the concept in each, in order of date.
    """

    concept: str
    proposer: str
    adopters: tuple[tuple[str, Role], ...]


@once
def adoptions(facts: Facts) -> dict[str, Adoption]:
    """Map the IRI of each concept that a work of this graph proposes or introduces to its Adoption."""
    adopters: dict[str, list[tuple[str, Role]]] = defaultdict(list)
    for concept, _, _, role, work, _, _ in sorted(facts.answers.rows("adoptions"), key=_date):
        adopters[concept].append((work, Role(role)))
    rows = (*facts.answers.rows("proposed_methods"), *facts.answers.rows("new_datasets"))
    return {row[0]: Adoption(row[0], row[2], tuple(adopters[row[0]])) for row in rows}


def _date(row: Sequence[Any]) -> tuple[int, str, str]:
    *_, work, title, year = row
    return year or 9999, title, work


def proposals_section(facts: Facts) -> ReportSection:
    """Return the section on proposed methods and introduced datasets, the most widely adopted first."""
    most = sorted(adoptions(facts).values(), key=lambda adoption: _rank(facts, adoption))[:_MAX_CONCEPTS]
    usages = tuple(_usage(facts, adoption) for adoption in most)
    heading = Subheading("Proposals with their comparisons, evaluations and adoption")
    blocks: tuple[Block, ...] = (Paragraph((_WORDS,)), _adopted(facts), heading, *usages)
    return ReportSection("proposals", "Proposed and adopted", blocks if usages else ())


def _adopted(facts: Facts) -> Table:
    columns = (
        ReportColumn("Method or dataset", key="concept"),
        ReportColumn("First proposed in", key="proposer"),
        ReportColumn("First author", key="author"),
        ReportColumn("Year", ValueFormat.YEAR),
        ReportColumn("Other papers", ValueFormat.COUNT, NumberSource("adoptions", match=(("concept", "concept"),))),
        ReportColumn("First adopted in", key="adopter"),
    )
    rows = (_adopted_row(facts, each) for each in adoptions(facts).values() if each.adopters)
    most = sorted(rows, key=lambda row: (-int(row.cells[4] or 0), str(row.cells[0]), row.keys))
    return Table("adopted", "Proposed and adopted", columns, tuple(most[:_MAX_ADOPTED]))


def _adopted_row(facts: Facts, adoption: Adoption) -> ReportRow:
    authors, paper = facts.authors.get(adoption.proposer, []), facts.papers[adoption.proposer]
    adopter, _ = adoption.adopters[0]
    first = facts.papers[adopter]
    by = f"{authors[0][1]}{' et al.' if len(authors) > 1 else ''}" if authors else ""
    adopted = f"{first.title} ({first.year})" if first.year else first.title
    cells = (facts.labels[adoption.concept], paper.title, by, paper.year, len(adoption.adopters), adopted)
    keys: Pairs = (
        ("concept", adoption.concept),
        ("work:proposer", adoption.proposer),
        ("work:adopter", adopter),
        *((("author", authors[0][0]),) if authors else ()),
    )
    return ReportRow(cells, keys)


def _rank(facts: Facts, adoption: Adoption) -> tuple[int, int, str, str]:
    """Return the sort key of a concept: first by adopting papers, then by comparisons and evaluations, descending."""
    tested = sum(role in (Role.COMPARES, Role.EVALUATES) for role, _ in facts.used_in[adoption.proposer])
    return -len(adoption.adopters), -tested, facts.labels[adoption.concept], adoption.concept


def _usage(facts: Facts, adoption: Adoption) -> ConceptUsage:
    concept, roles = adoption.concept, by_role(facts)[adoption.concept]
    kind = facts.kinds[concept]
    usages = [usage_in_role(facts, concept, role, roles[role]) for role in OWN_ROLES if roles.get(role)]
    usages += [found for role, words in _IN_PROPOSAL if (found := _in_proposal(facts, adoption.proposer, role, words))]
    for role in _TAKEN_UP:
        works = [work for work, found in adoption.adopters if found == role]
        if works:
            source = NumberSource("adoptions", match=(("concept", "concept"), ("role", f"={role}")))
            usages.append(usage_in_role(facts, concept, role, works, source))
    return ConceptUsage(facts.labels[concept], kind, tuple(usages), reference=Reference("concept", concept))


def _in_proposal(facts: Facts, work: str, role: Role, words: str) -> Roles | None:
    concepts = [concept for found, concept in facts.used_in[work] if found == role]
    if not concepts:
        return None
    keys: Pairs = (("work", work),)
    figure = Figure(
        len(concepts), NumberSource("roles_of_work", (("work", "work"),), match=(("role", f"={role}"),)), keys
    )
    return words, figure, tuple(_quotes(facts, work, role, concepts))[:_MAX_QUOTES]


def _quotes(facts: Facts, work: str, role: Role, concepts: Sequence[str]) -> Iterator[Quote]:
    for concept in concepts:
        for found in best_sentences(facts, concept, role, [work], 1):
            name = Reference("concept", concept)
            yield Quote(facts.labels[concept], "", found.before, found.named, found.after, name)
