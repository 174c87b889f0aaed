"""The roles of methods and datasets, and the sentences that say so."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from kg.model.mention import Role
from kg.model.report import Ask, Block, Column, Figure, Form, Heading, Quote, Row, Section, Table, Text, Told, Words
from kg.reporting.facts import Facts, once
from kg.reporting.sentences import sentence_around

_LEADERS = 25
_QUOTED = 12
_QUOTES = 2
_DATASETS = 5
ROLES = {
    "method": (Role.PROPOSES, Role.USES, Role.COMPARES, Role.MENTIONS),
    "dataset": (Role.INTRODUCES, Role.EVALUATES, Role.MENTIONS),
}
_SAID = {
    Role.PROPOSES: "Proposed by",
    Role.USES: "Used by",
    Role.COMPARES: "Taken for comparison by",
    Role.MENTIONS: "Mentioned by",
    Role.INTRODUCES: "Introduced by",
    Role.EVALUATES: "Taken for evaluation by",
}
ByRole = dict[str, list[str]]
Roles = tuple[str, Figure, tuple[Quote, ...]]


def roles_section(facts: Facts, proposed: tuple[Block, ...]) -> Section:
    """How works use what they name: counts for the most used, sentences of some, and what is `proposed`."""
    found = by_role(facts)
    words = (
        "How works use what they name: a method is proposed, used, compared with or mentioned in passing, a dataset is "
        "introduced, evaluated on or mentioned. Below each table the sentences that say so, with the papers they stand "
        "in; they are examples, the query behind each number names all papers."
    )
    blocks: list[Block] = [Text((words,))]
    for kind in ROLES:
        most = sorted((c for c, use in _kinds(facts).items() if use == kind), key=lambda c: _most(facts, found[c], c))
        if most:
            blocks.append(_table(facts, kind, most[:_LEADERS], found))
            blocks.append(Heading(f"{kind.capitalize()}s in their papers' words"))
            blocks += [_told(facts, concept, kind, found[concept]) for concept in most[:_QUOTED]]
    return Section("roles", "Roles, with the sentences", (*blocks, *proposed))


@once
def by_role(facts: Facts) -> dict[str, ByRole]:
    """The works of each concept by role, each list in order."""
    found: dict[str, ByRole] = defaultdict(lambda: defaultdict(list))
    for use in facts.uses:
        found[use.concept][use.role].append(use.work)
    return found


def _kinds(facts: Facts) -> dict[str, str]:
    return {use.concept: use.kind for use in facts.uses}


def _most(facts: Facts, roles: ByRole, concept: str) -> tuple[int, int, str, str]:
    """Those that most works do more with than mention come first."""
    used = sum(len(works) for role, works in roles.items() if role != Role.MENTIONS)
    return -used, -len(roles.get(Role.MENTIONS, ())), facts.labels[concept], concept


def role_ask(role: str) -> Ask:
    """The query behind a number of works that use a concept in a role."""
    return Ask("roles_of_concept", (("concept", "concept"),), match=(("role", f"={role}"),))


def _table(facts: Facts, kind: str, concepts: list[str], found: dict[str, ByRole]) -> Table:
    roles = ROLES[kind]
    columns = (
        Column(kind.capitalize()),
        *(Column(role.value.capitalize(), Form.COUNT, role_ask(role)) for role in roles),
    )
    rows = (
        Row((facts.labels[c], *(len(found[c].get(role, ())) for role in roles)), (("concept", c),)) for c in concepts
    )
    return Table(f"roles_{kind}s", f"{kind.capitalize()}s", columns, tuple(rows))


def _told(facts: Facts, concept: str, kind: str, roles: ByRole) -> Told:
    told = tuple(told_role(facts, concept, role, roles[role]) for role in ROLES[kind] if roles.get(role))
    return Told(facts.labels[concept], kind, told, _datasets(facts, concept, roles) if kind == "method" else ())


def told_role(facts: Facts, concept: str, role: Role, works: list[str]) -> Roles:
    """How many works use a concept in a role, and sentences of the newest."""
    figure = Figure(len(works), role_ask(role), (("concept", concept),))
    return _SAID[role], figure, tuple(_quotes(facts, concept, works))


def _quotes(facts: Facts, concept: str, works: list[str]) -> Iterator[Quote]:
    """The newest papers' sentences."""
    newest = sorted(works, key=lambda work: (-(facts.papers[work].year or 0), facts.papers[work].title, work))
    for work in newest[:_QUOTES]:
        paper = facts.papers[work]
        where = " ".join(str(said) for said in (paper.venue, paper.year) if said)
        if span := facts.span(work, concept):
            yield Quote(paper.title, where, *sentence_around(paper.abstract, *span))


def _datasets(facts: Facts, concept: str, roles: ByRole) -> Words:
    """On which datasets those evaluate that propose, use or compare with a method."""
    works = {work for role in ROLES["method"][:3] for work in roles.get(role, ())}
    counted = Counter(dataset for work in sorted(works) for dataset in facts.evaluated.get(work, ()))
    words: list[str | Figure] = []
    for dataset in sorted(counted, key=lambda each: (-counted[each], facts.labels[each], each))[:_DATASETS]:
        ask = Ask("datasets_of_method", (("method", "method"),), "works", (("dataset", "dataset"),))
        keys = (("method", concept), ("dataset", dataset))
        words += ["; " if words else "Evaluated, most often, on ", f"{facts.labels[dataset]} ("]
        words += [Figure(counted[dataset], ask, keys), ")"]
    return (*words, ".") if words else ()
