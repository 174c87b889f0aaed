"""The field at a glance: its figures, and what the report says, in words for somebody who was not there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from statistics import median

from kg.analysis import ranked
from kg.model.report import Ask, Figure, Form, Link, Name, Pairs, Section, Text, Words
from kg.reporting.central import communities_of_people, community_size
from kg.reporting.comparison import differences, sides
from kg.reporting.facts import Facts
from kg.reporting.roles import ROLES, by_role, role_ask
from kg.reporting.trends import changes

_FEW = 3
_KIND = (("kind", "kind"),)


def glance_figures(facts: Facts) -> tuple[tuple[str, Figure], ...]:
    """How much there is of everything, each with its label."""
    concepts = Counter(kind for _, kind in facts.graphs["concepts"].graph.nodes(data="kind"))
    kinds = ((f"{kind}s", Figure(concepts[kind], Ask("concepts", match=_KIND), (("kind", kind),))) for kind in ROLES)
    pairs = facts.graphs["coauthors"].graph.number_of_edges()
    return (
        ("works", Figure(len(facts.papers), Ask("works"))),
        ("people", Figure(len(facts.graphs["coauthors"].graph), Ask("authors"))),
        ("venues", Figure(len(facts.answers.rows("venues")), Ask("venues"))),
        *kinds,
        ("pairs of co-authors", Figure(pairs, Ask("coauthor_edges"))),
    )


def glance_section(facts: Facts) -> Section:
    """What the report says, in a few paragraphs."""
    paragraphs = (_scope(facts), _people(facts), _concepts(facts), _course(facts), _differences(facts))
    return Section("glance", "The field at a glance", tuple(Text(words) for words in paragraphs if words))


def _scope(facts: Facts) -> Words:
    papers = facts.papers
    if not papers:
        return ("There are no works.",)
    words: list[str | Figure | Name | Link] = ["The report is about ", Figure(len(papers), Ask("works")), " works"]
    venues = [row for row in facts.answers.rows("venues") if row[2]]
    if venues:
        named = [(_venue(row), str(row[1])) for row in venues[:_FEW]]
        words += [", among them " if len(venues) > _FEW else ", of ", *_enumerated(named)]
    words += [_span(facts), ". "]
    told = sum(bool(paper.abstract) for paper in papers.values())
    words += [*_share(told, len(papers)), " have an abstract, from which methods and datasets were read. "]
    decided = Counter(paper.decision for paper in papers.values() if paper.decision)
    if len(decided) > 1:
        words += ["Of those whose fate is known, "]
        words += [*_listed([_decided(decided, each, _FATES.get(each, each)) for each in sorted(decided)]), ". "]
    words += [Link("What was read, and what was not", "#read"), "."]
    return tuple(words)


def _venue(row: Sequence[object]) -> Figure:
    ask = Ask("venues", (), "works", (("series", "series"),))
    return Figure(int(str(row[2])), ask, (("series", str(row[0])),))


def _enumerated(figures: Sequence[tuple[Figure, str]]) -> Words:
    """Names with their numbers: "A (3), B (2) and C (1)"."""
    return _listed([(Name(name), " (", figure, ")") for figure, name in figures])


def _span(facts: Facts) -> str:
    years = sorted(facts.years)
    if not years:
        return ""
    return f", all of {years[0]}" if len(years) == 1 else f", from {years[0]} to {years[-1]}"


def _share(some: int, of: int) -> Words:
    if some in (0, of):
        return ("All" if some else "None",)
    return (Figure(some / of, Ask("works_without_abstract", derived=True), form=Form.SHARE),)


_FATES = {"accept": "were accepted", "reject": "rejected", "withdrawn": "withdrawn"}


def _decided(decided: Counter[str], fate: str, words: str) -> Words:
    ask = Ask("works", match=(("decision", "decision"),))
    return Figure(decided[fate], ask, (("decision", fate),)), f" {words}"


def _listed(phrases: Sequence[Words]) -> Words:
    """Phrases as "a, b and c"."""
    words: list[str | Figure | Name | Link] = []
    for place, phrase in enumerate(phrases):
        words += [*([" and " if place == len(phrases) - 1 else ", "] if place else []), *phrase]
    return tuple(words)


def _people(facts: Facts) -> Words:
    found = facts.graphs["coauthors"]
    if not len(found.graph):
        return ()
    teams = [len(authors) for authors in facts.authors.values()]
    leaders = ranked(found.graph, found.measures, "person", _FEW)
    works = Ask("works_of_author", (("author", "author"),))
    named = [(Figure(each.works, works, (("author", each.node),)), each.label) for each in leaders]
    words: list[str | Figure | Name | Link] = [
        Figure(len(found.graph), Ask("authors")),
        " people wrote them; a paper has ",
        Figure(median(teams), Ask("team_sizes", derived=True), form=Form.NUMBER),
        " authors as a rule. Most central among those who write together ",
        "is " if len(named) == 1 else "are ",
        *_enumerated(named),
        ", with the number of their works here. ",
    ]
    largest = communities_of_people(facts)[:1]
    if largest and largest[0].name and largest[0].size > 2:
        size = Figure(largest[0].size, community_size(facts, "coauthors"), (("community", str(largest[0].number)),))
        words += ["The largest group of people who write with each other has ", size, " members; what sets its works "]
        words += ["apart is ", Name(largest[0].name), ". "]
    return (*words, Link("People", "#people"), ".")


def _concepts(facts: Facts) -> Words:
    roles = by_role(facts)
    if not roles:
        return ()
    words: list[str | Figure | Name | Link] = []
    for role, opening in (("uses", "Most used are "), ("evaluates", "Most evaluated on are ")):
        most = sorted(roles, key=lambda concept: (-len(roles[concept].get(role, ())), facts.labels[concept], concept))
        named = [
            _used(facts, concept, role, len(roles[concept][role])) for concept in most[:_FEW] if role in roles[concept]
        ]
        if named:
            words += [opening, *_enumerated(named), ". "]
    new = Counter(use.role for use in facts.uses)
    words += ["Proposals of methods by their papers: ", Figure(new["proposes"], Ask("proposed_methods")), "; "]
    words += ["introductions of datasets: ", Figure(new["introduces"], Ask("new_datasets")), ". "]
    return (*words, Link("Roles, with the sentences", "#roles"), ".")


def _used(facts: Facts, concept: str, role: str, works: int) -> tuple[Figure, str]:
    keys: Pairs = (("concept", concept),)
    return Figure(works, role_ask(role), keys), facts.labels[concept]


def _course(facts: Facts) -> Words:
    rising, fading = changes(facts)
    words: list[str | Figure | Name | Link] = []
    for opening, found in (("Rising most surely: ", rising), ("Fading: ", fading)):
        if found:
            words += [opening, Name(", ".join(facts.labels[row.concept] for row in found[:_FEW])), ". "]
    return (*words, Link("Trends", "#trends"), ".") if words else ()


def _differences(facts: Facts) -> Words:
    found = differences(facts)
    if not found:
        return ()
    left, right = sides(facts)[1]
    words: list[str | Figure | Name | Link] = []
    for name, rows in ((left, found), (right, found[::-1])):
        more = [row for row in rows if (row.ratio > 1) == (name == left)][:_FEW]
        if more:
            words += [f"More usual in {name}: ", Name(", ".join(facts.labels[row.concept] for row in more)), ". "]
    return (*words, Link("Comparison", "#comparison"), ".")
