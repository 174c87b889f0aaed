"""Part of a report on proposed methods and introduced datasets: comparisons, evaluations and adoption."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.model.mention import Role
from kg.model.report import Block, ConceptUsage, Figure, NumberSource, Pairs, Paragraph, Quote, Subheading
from kg.reporting.facts import Facts, once
from kg.reporting.roles import ByRole, Roles, by_role, usage_in_role
from kg.reporting.sentences import sentence_around
from kg.store.shortening import CONCEPTS

_MAX_CONCEPTS = 12
_MAX_QUOTES = 3
_IN_PROPOSAL = (
    (Role.COMPARES, "Methods compared with in the proposing paper"),
    (Role.EVALUATES, "Datasets evaluated on in the proposing paper"),
)
_OTHERS = (Role.USES, Role.COMPARES, Role.EVALUATES, Role.MENTIONS)
_WORDS = (
    "Methods that papers of this graph propose and datasets that they introduce, the most widely adopted first. For "
    "each: the paper that proposes it, the methods which that paper compares with, the datasets it evaluates on, and "
    "the papers that use the method or dataset or compare with it."
)


def introducing_works(roles: ByRole) -> list[str]:
    """Return the works that propose or introduce a concept, from its works by role."""
    return [*roles.get(Role.PROPOSES, ()), *roles.get(Role.INTRODUCES, ())]


@once
def own_concepts(facts: Facts) -> dict[str, list[str]]:
    """Return the works of each concept that this graph introduces, the earliest work first.

    These are the concepts outside the vocabulary whose earliest work proposes or introduces them.
    """
    found = {}
    for concept, roles in by_role(facts).items():
        introducing = introducing_works(roles)
        if introducing and not concept.startswith(CONCEPTS):
            works = sorted(facts.works_of[concept], key=lambda work: _date(facts, work))
            if works[0] in introducing:
                found[concept] = works
    return found


def _date(facts: Facts, work: str) -> tuple[int, str, str]:
    paper = facts.papers[work]
    return paper.year or 9999, paper.title, work


def proposals(facts: Facts) -> tuple[Block, ...]:
    """Return the proposed methods and introduced datasets with example sentences, as blocks of the report."""
    own = {concept: by_role(facts)[concept] for concept in own_concepts(facts)}
    most = sorted(own, key=lambda concept: _rank(facts, concept, own[concept]))[:_MAX_CONCEPTS]
    if not most:
        return ()
    return (
        Subheading("Proposed methods and introduced datasets"),
        Paragraph((_WORDS,)),
        *(_usage(facts, concept, own[concept]) for concept in most),
    )


def _rank(facts: Facts, concept: str, roles: ByRole) -> tuple[int, int, str, str]:
    """Return the sort key of a concept: first by adopting papers, then by comparisons and evaluations, descending."""
    works = own_concepts(facts)[concept]
    tested = sum(role in (Role.COMPARES, Role.EVALUATES) for role, _ in facts.used_in[works[0]])
    return len(set(introducing_works(roles))) - len(works), -tested, facts.labels[concept], concept


def _usage(facts: Facts, concept: str, roles: ByRole) -> ConceptUsage:
    work = own_concepts(facts)[concept][0]
    kind = "method" if roles.get(Role.PROPOSES) else "dataset"
    first = (Role.PROPOSES, Role.INTRODUCES)
    usages = [usage_in_role(facts, concept, role, roles[role]) for role in first if roles.get(role)]
    usages += [found for role, words in _IN_PROPOSAL if (found := _in_proposal(facts, work, role, words))]
    usages += [usage_in_role(facts, concept, role, roles[role]) for role in _OTHERS if roles.get(role)]
    return ConceptUsage(facts.labels[concept], kind, tuple(usages))


def _in_proposal(facts: Facts, work: str, role: Role, words: str) -> Roles | None:
    concepts = [concept for found, concept in facts.used_in[work] if found == role]
    if not concepts:
        return None
    keys: Pairs = (("work", work),)
    figure = Figure(
        len(concepts), NumberSource("roles_of_work", (("work", "work"),), match=(("role", f"={role}"),)), keys
    )
    return words, figure, tuple(_quotes(facts, work, concepts[:_MAX_QUOTES]))


def _quotes(facts: Facts, work: str, concepts: Sequence[str]) -> Iterator[Quote]:
    for concept in concepts:
        if span := facts.span(work, concept):
            yield Quote(facts.labels[concept], "", *sentence_around(facts.papers[work].abstract, *span))
