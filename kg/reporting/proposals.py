"""What papers propose themselves: what they compare it with, on which data, and who takes it up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.model.mention import Role
from kg.model.report import Ask, Block, Figure, Heading, Pairs, Quote, Text, Told
from kg.reporting.facts import Facts, once
from kg.reporting.roles import ByRole, Roles, by_role, told_role
from kg.reporting.sentences import sentence_around
from kg.store.shortening import CONCEPTS

_TOLD = 12
_SHOWN = 3
_THERE = ((Role.COMPARES, "Compared there with"), (Role.EVALUATES, "Evaluated there on"))
_OTHERS = (Role.USES, Role.COMPARES, Role.EVALUATES, Role.MENTIONS)
_WORDS = (
    "Methods and datasets of the papers' own, those first that other papers name: who proposes them, what they are "
    "compared with and evaluated on in the same paper, who uses them or compares with them."
)


def makers(roles: ByRole) -> list[str]:
    """The works that propose or introduce a concept."""
    return [*roles.get(Role.PROPOSES, ()), *roles.get(Role.INTRODUCES, ())]


@once
def own_concepts(facts: Facts) -> dict[str, list[str]]:
    """Concepts beyond the vocabulary of which the earliest work is a maker, with their works, the earliest first."""
    found = {}
    for concept, roles in by_role(facts).items():
        made = makers(roles)
        if made and not concept.startswith(CONCEPTS):
            works = sorted(facts.works_of[concept], key=lambda work: _date(facts, work))
            if works[0] in made:
                found[concept] = works
    return found


def _date(facts: Facts, work: str) -> tuple[int, str, str]:
    paper = facts.papers[work]
    return paper.year or 9999, paper.title, work


def proposals(facts: Facts) -> tuple[Block, ...]:
    """What papers propose or introduce, with the sentences."""
    own = {concept: by_role(facts)[concept] for concept in own_concepts(facts)}
    most = sorted(own, key=lambda concept: _place(facts, concept, own[concept]))[:_TOLD]
    if not most:
        return ()
    return Heading("Proposed here"), Text((_WORDS,)), *(_told(facts, concept, own[concept]) for concept in most)


def _place(facts: Facts, concept: str, roles: ByRole) -> tuple[int, int, str, str]:
    """Those that most others name come first, then those that are tested most."""
    works = own_concepts(facts)[concept]
    tested = sum(role in (Role.COMPARES, Role.EVALUATES) for role, _ in facts.used_in[works[0]])
    return len(set(makers(roles))) - len(works), -tested, facts.labels[concept], concept


def _told(facts: Facts, concept: str, roles: ByRole) -> Told:
    work = own_concepts(facts)[concept][0]
    kind = "method" if roles.get(Role.PROPOSES) else "dataset"
    first = (Role.PROPOSES, Role.INTRODUCES)
    told = [told_role(facts, concept, role, roles[role]) for role in first if roles.get(role)]
    told += [found for role, words in _THERE if (found := _there(facts, work, role, words))]
    told += [told_role(facts, concept, role, roles[role]) for role in _OTHERS if roles.get(role)]
    return Told(facts.labels[concept], kind, tuple(told))


def _there(facts: Facts, work: str, role: Role, words: str) -> Roles | None:
    concepts = [concept for found, concept in facts.used_in[work] if found == role]
    if not concepts:
        return None
    keys: Pairs = (("work", work),)
    figure = Figure(len(concepts), Ask("roles_of_work", (("work", "work"),), match=(("role", f"={role}"),)), keys)
    return words, figure, tuple(_quotes(facts, work, concepts[:_SHOWN]))


def _quotes(facts: Facts, work: str, concepts: Sequence[str]) -> Iterator[Quote]:
    for concept in concepts:
        if span := facts.span(work, concept):
            yield Quote(facts.labels[concept], "", *sentence_around(facts.papers[work].abstract, *span))
