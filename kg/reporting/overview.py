"""Key figures of a report, and its overview: the main results in a few sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from statistics import median

from kg.analysis import ranked
from kg.model.report import (
    Figure,
    InlineLink,
    InlineName,
    InlineText,
    NumberSource,
    Pairs,
    Paragraph,
    Reference,
    ReportSection,
    ValueFormat,
)
from kg.reporting.central import author_communities, community_size, place_of
from kg.reporting.comparison import compared_groups, differences
from kg.reporting.facts import Facts
from kg.reporting.roles import ROLES, by_role, role_source
from kg.reporting.trends import changes

_FEW = 3
_KIND = (("kind", "kind"),)


def key_figures(facts: Facts) -> tuple[tuple[str, Figure], ...]:
    """Return the key figures of the report with their labels."""
    concepts = Counter(kind for _, _, kind, _ in facts.answers.rows("concepts"))
    kinds = (
        (f"{kind}s", Figure(concepts[kind], NumberSource("concepts", match=_KIND), (("kind", kind),))) for kind in ROLES
    )
    pairs = facts.graphs["coauthors"].graph.number_of_edges()
    return (
        ("papers", Figure(len(facts.papers), NumberSource("works"))),
        ("authors", Figure(len(facts.answers.rows("authors")), NumberSource("authors"))),
        ("venues", Figure(len(facts.answers.rows("venues")), NumberSource("venues"))),
        *kinds,
        ("co-author pairs", Figure(pairs, NumberSource("coauthor_edges"))),
    )


def overview_section(facts: Facts) -> ReportSection:
    """Return the overview section, with one paragraph for each topic of the report."""
    paragraphs = (_scope(facts), _authors(facts), _concepts(facts), _trends(facts), _differences(facts))
    return ReportSection("overview", "Overview", tuple(Paragraph(words) for words in paragraphs if words))


def _scope(facts: Facts) -> InlineText:
    papers = facts.papers
    if not papers:
        return ("The graph contains no papers. Check the rejected lines of the listings, then build the graph again.",)
    words: list[str | Figure | InlineName | InlineLink] = [
        "This report covers ",
        Figure(len(papers), NumberSource("works")),
        " papers",
    ]
    venues = [row for row in facts.answers.rows("venues") if row[2]]
    if venues:
        named = [(_venue(row), InlineName(str(row[1]), Reference("venue", str(row[0])))) for row in venues[:_FEW]]
        words += [" from venues such as " if len(venues) > _FEW else " from ", *_enumerated(named)]
    words += [_span(facts), ". "]
    with_abstract = sum(bool(paper.abstract) for paper in papers.values())
    words += [*_share(with_abstract, len(papers)), " have an abstract, from which methods and datasets are extracted. "]
    decided = Counter(paper.decision for paper in papers.values() if paper.decision)
    if len(decided) > 1:
        words += ["Of the papers with a known decision, "]
        words += [*_listed([_decided(decided, each, _OUTCOMES.get(each, each)) for each in sorted(decided)]), ". "]
    words += ["See ", InlineLink("Listings", "#listings"), "."]
    return tuple(words)


def _venue(row: Sequence[object]) -> Figure:
    source = NumberSource("venues", (), "works", (("series", "series"),))
    return Figure(int(str(row[2])), source, (("series", str(row[0])),))


def _enumerated(figures: Sequence[tuple[Figure, InlineName]]) -> InlineText:
    """Return names with their numbers: "A (3), B (2) and C (1)"."""
    return _listed([(name, " (", figure, ")") for figure, name in figures])


def _span(facts: Facts) -> str:
    years = sorted(facts.years)
    if not years:
        return ""
    return f", all from {years[0]}" if len(years) == 1 else f", {years[0]} to {years[-1]}"


def _share(some: int, of: int) -> InlineText:
    if some in (0, of):
        return ("All" if some else "None",)
    return (Figure(some / of, NumberSource("works_without_abstract", derived=True), format=ValueFormat.SHARE),)


_OUTCOMES = {"accept": "were accepted", "reject": "rejected", "withdrawn": "withdrawn"}


def _decided(decided: Counter[str], decision: str, words: str) -> InlineText:
    source = NumberSource("works", match=(("decision", "decision"),))
    return Figure(decided[decision], source, (("decision", decision),)), f" {words}"


def _listed(phrases: Sequence[InlineText]) -> InlineText:
    """Join phrases as "a, b and c"."""
    words: list[str | Figure | InlineName | InlineLink] = []
    for place, phrase in enumerate(phrases):
        words += [*([" and " if place == len(phrases) - 1 else ", "] if place else []), *phrase]
    return tuple(words)


def _authors(facts: Facts) -> InlineText:
    found = facts.graphs["coauthors"]
    if not len(found.graph):
        return ()
    teams = [len(authors) for authors in facts.authors.values()]
    leaders = ranked(found.graph, found.measures, "person", _FEW)
    works = NumberSource("works_of_author", (("author", "author"),))
    named = [
        (Figure(each.works, works, (("author", each.node),)), InlineName(each.label, Reference("author", each.node)))
        for each in leaders
    ]
    words: list[str | Figure | InlineName | InlineLink] = [
        Figure(len(facts.answers.rows("authors")), NumberSource("authors")),
        " authors; median ",
        Figure(median(teams), NumberSource("team_sizes", derived=True), format=ValueFormat.NUMBER),
        " authors per paper. Most central in the co-author network (number of papers): ",
        *_enumerated(named),
        ". ",
    ]
    largest = author_communities(facts)[:1]
    if largest and largest[0].name and largest[0].size > 2:
        size = Figure(largest[0].size, community_size(facts, "coauthors"), (("community", str(largest[0].number)),))
        words += [
            "The largest community of co-authors has ",
            size,
            " members; its most distinctive methods and datasets ",
        ]
        words += [
            "are ",
            InlineName(largest[0].name, Reference(place_of(facts, "coauthors"), str(largest[0].number))),
            ". ",
        ]
    return (*words, "See ", InlineLink("Authors", "#authors"), ".")


def _concepts(facts: Facts) -> InlineText:
    roles = by_role(facts)
    if not roles:
        return ()
    words: list[str | Figure | InlineName | InlineLink] = []
    for role, opening in (("uses", "Most used methods: "), ("evaluates", "Datasets most often used for evaluation: ")):
        most = sorted(roles, key=lambda concept: (-len(roles[concept].get(role, ())), facts.labels[concept], concept))
        named = [
            _used(facts, concept, role, len(roles[concept][role])) for concept in most[:_FEW] if role in roles[concept]
        ]
        if named:
            words += [opening, *_enumerated(named), ". "]
    methods, datasets = (len(facts.answers.rows(query)) for query in ("proposed_methods", "new_datasets"))
    words += ["Methods proposed: ", Figure(methods, NumberSource("proposed_methods")), "; "]
    words += ["datasets introduced: ", Figure(datasets, NumberSource("new_datasets")), ". "]
    return (*words, "See ", InlineLink("Roles and sentences", "#roles"), ".")


def _used(facts: Facts, concept: str, role: str, works: int) -> tuple[Figure, InlineName]:
    keys: Pairs = (("concept", concept),)
    return Figure(works, role_source(role), keys), _name(facts, concept)


def _name(facts: Facts, concept: str) -> InlineName:
    return InlineName(facts.labels[concept], Reference("concept", concept))


def _trends(facts: Facts) -> InlineText:
    trends = changes(facts)
    if not trends.is_separable:
        return ()
    words: list[str | Figure | InlineName | InlineLink] = []
    for opening, found in (("Rising: ", trends.rising), ("Declining: ", trends.declining)):
        if found:
            words += [opening, *_listed([(_name(facts, row.concept),) for row in found[:_FEW]]), ". "]
    return (*words, "See ", InlineLink("Trends", "#trends"), ".") if words else ()


def _differences(facts: Facts) -> InlineText:
    found = differences(facts)
    if not found:
        return ()
    left, right = compared_groups(facts)[1]
    words: list[str | Figure | InlineName | InlineLink] = []
    for name, rows in ((left, found), (right, found[::-1])):
        more = [row for row in rows if (row.ratio > 1) == (name == left)][:_FEW]
        if more:
            words += [f"More frequent in {name}: ", *_listed([(_name(facts, row.concept),) for row in more]), ". "]
    return (*words, "See ", InlineLink("Comparison", "#comparison"), ".")
