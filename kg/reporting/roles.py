"""Section of a report on the roles of methods and datasets, with example sentences."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from kg.model.mention import Role
from kg.model.report import (
    Block,
    ConceptUsage,
    Figure,
    InlineLink,
    InlineName,
    InlineText,
    NumberSource,
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
from kg.reporting.role_sentences import STATED, best_sentences, support

_MAX_ROWS = 25
_MAX_QUOTED = 12
_MAX_QUOTES = 2
_MAX_DATASETS = 5
ROLES = {
    "method": (Role.PROPOSES, Role.USES, Role.COMPARES, Role.MENTIONS),
    "dataset": (Role.INTRODUCES, Role.EVALUATES, Role.MENTIONS),
}
_HEADINGS = {
    Role.PROPOSES: "Papers proposing it",
    Role.USES: "Papers using it",
    Role.COMPARES: "Papers comparing with it",
    Role.MENTIONS: "Papers mentioning it",
    Role.INTRODUCES: "Papers introducing it",
    Role.EVALUATES: "Papers evaluating on it",
}
ByRole = dict[str, list[str]]
Roles = tuple[str, Figure, tuple[Quote, ...]]


def roles_section(facts: Facts) -> ReportSection:
    """Return the section on roles: papers by role and example sentences of the most used methods and datasets."""
    found = by_role(facts)
    words = (
        "The role of a method or dataset is how a paper uses it: a paper proposes, uses, compares with or mentions a "
        "method, and introduces, evaluates on or mentions a dataset. Each table is followed by example sentences with "
        "their papers, for each role that a sentence shows; the query behind each number lists all papers."
    )
    blocks: list[Block] = [Paragraph((words,))]
    for kind in ROLES:
        most = sorted((c for c, use in facts.kinds.items() if use == kind), key=lambda c: _rank(facts, found[c], c))
        if most:
            blocks.append(_table(facts, kind, most[:_MAX_ROWS], found))
            blocks.append(Subheading(f"Sentences about {kind}s"))
            blocks += [_usage(facts, concept, kind, found[concept]) for concept in most[:_MAX_QUOTED]]
    return ReportSection("roles", "Roles and sentences", tuple(blocks))


@once
def by_role(facts: Facts) -> dict[str, ByRole]:
    """Return the sorted works of each concept, by the IRI of the concept and by role."""
    found: dict[str, ByRole] = defaultdict(lambda: defaultdict(list))
    for use in facts.uses:
        found[use.concept][use.role].append(use.work)
    return found


def _rank(facts: Facts, roles: ByRole, concept: str) -> tuple[int, int, str, str]:
    """Return the sort key of a concept: first by the works in roles other than `mentions`, descending."""
    used = sum(len(works) for role, works in roles.items() if role != Role.MENTIONS)
    return -used, -len(roles.get(Role.MENTIONS, ())), facts.labels[concept], concept


def role_source(role: str) -> NumberSource:
    """Return the source of the number of papers that name a concept in a role."""
    return NumberSource("roles_of_concept", (("concept", "concept"),), match=(("role", f"={role}"),))


def _table(facts: Facts, kind: str, concepts: list[str], found: dict[str, ByRole]) -> Table:
    roles = ROLES[kind]
    columns = (
        ReportColumn(kind.capitalize(), key="concept"),
        *(ReportColumn(role.value.capitalize(), ValueFormat.COUNT, role_source(role)) for role in roles),
    )
    rows = (
        ReportRow((facts.labels[c], *(len(found[c].get(role, ())) for role in roles)), (("concept", c),))
        for c in concepts
    )
    return Table(f"roles_{kind}s", f"{kind.capitalize()}s", columns, tuple(rows))


def _usage(facts: Facts, concept: str, kind: str, roles: ByRole) -> ConceptUsage:
    usages = tuple(usage_in_role(facts, concept, role, roles[role]) for role in ROLES[kind] if roles.get(role))
    details = _datasets(facts, concept, roles) if kind == "method" else ()
    return ConceptUsage(facts.labels[concept], kind, usages, details, Reference("concept", concept))


def usage_in_role(
    facts: Facts, concept: str, role: Role, works: list[str], source: NumberSource | None = None
) -> Roles:
    """Return a heading, the number of papers that name a concept in a role, and the sentences that state it best.

    `source` is the source of the number; by default the query for all papers that name the concept in the role.
    """
    figure = Figure(len(works), source or role_source(role), (("concept", concept),))
    return _HEADINGS[role], figure, tuple(_quotes(facts, concept, role, works))


def _quotes(facts: Facts, concept: str, role: Role, works: list[str]) -> Iterator[Quote]:
    for found in best_sentences(facts, concept, role, works, _MAX_QUOTES):
        if support(role, found.before, found.after) < STATED:
            continue
        paper = facts.papers[found.work]
        reference = Reference("work", found.work)
        yield Quote(paper.title, paper.where, found.before, found.named, found.after, reference)


def _datasets(facts: Facts, concept: str, roles: ByRole) -> InlineText:
    """Return a sentence with the datasets most often used for evaluation in papers that propose or use a method.

    Without datasets, the result is empty.
    """
    counted = Counter(d for work in works_about(roles) for d in facts.evaluated.get(work, ()))
    words: list[str | Figure | InlineName | InlineLink] = []
    for dataset in sorted(counted, key=lambda each: (-counted[each], facts.labels[each], each))[:_MAX_DATASETS]:
        source = NumberSource("datasets_of_method", (("method", "method"),), "works", (("dataset", "dataset"),))
        keys = (("method", concept), ("dataset", dataset))
        name = InlineName(facts.labels[dataset], Reference("concept", dataset))
        words += [
            "; " if words else "Datasets most often used for evaluation in papers that propose or use it: ",
            name,
            " (",
        ]
        words += [Figure(counted[dataset], source, keys), ")"]
    return (*words, ".") if words else ()


def works_about(roles: ByRole) -> list[str]:
    """Return the sorted works that propose or use a method; a work that compares with it is about another one."""
    return sorted({work for role in (Role.PROPOSES, Role.USES) for work in roles.get(role, ())})
