"""Page about an author: topics by year, papers with roles, co-authors and community."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from kg.model.mention import Role
from kg.server.explorer_addresses import community_address, explorer_address
from kg.server.page_elements import Fact, LinkList, PageCell, PageLink, PageTable, ResourcePage
from kg.server.resource_view import (
    MAX_ROWS,
    ResourceView,
    identifier_link,
    with_rows,
    with_values,
    years_between,
)
from kg.server.year_chart import count_chart

QUERIES = (
    "works_of_author",
    "topics_of_author",
    "coauthors_of_author",
    "affiliations_of_author",
    "venues_of_author",
    "community_of_author",
)
_MAX_TOPICS = 40
_MAX_YEARS = 12
_MAX_LINKS = 4
_MAX_MEMBERS = 60
_OWN = (Role.PROPOSES, Role.INTRODUCES)
_WORKED_WITH = (Role.USES, Role.EVALUATES, Role.COMPARES)


def author_page(view: ResourceView) -> ResourcePage:
    """Return the content of the page about an author."""
    years = Counter(year for _, _, year, _ in view.rows("works_of_author") if year)
    chart = count_chart("Papers by year", years)
    coauthors = view.table(
        "Co-authors", ("author", "joint papers"), view.rows("coauthors_of_author"), "coauthors_of_author"
    )
    return ResourcePage(
        iri=view.iri,
        kind=view.kind,
        name=view.name(),
        facts=_facts(view, years),
        places=(PageLink("Show in the explorer", explorer_address(view.kind, view.iri)),),
        charts=(chart,) if chart else (),
        tables=with_rows(
            [
                (_topics(view, years),),
                (_papers(view),),
                (coauthors, _community(view)),
                (_affiliations(view),),
            ]
        ),
    )


def _facts(view: ResourceView, years: Mapping[int, int]) -> tuple[Fact, ...]:
    venues: Counter[str] = Counter()
    for venue, _, works in view.rows("venues_of_author"):
        venues[venue] += works
    return with_values(
        (
            ("Papers", (len(view.rows("works_of_author")),)),
            ("Years", (years_between(min(years), max(years)),) if years else ()),
            (
                "Venues",
                tuple(f"{venue} ({venues[venue]:,})" for venue in sorted(venues, key=lambda v: (-venues[v], v))),
            ),
            ("Spelling variants", tuple(view.texts("skos:altLabel"))),
            ("Identifiers", tuple(map(identifier_link, view.texts("dcterms:identifier")))),
            ("Possibly the same as", view.links(view.texts("kg:possibleSameAs"))),
        )
    )


def _topics(view: ResourceView, years: Mapping[int, int]) -> PageTable:
    """Return a table of methods and datasets with a column for each year; background mentions are not counted."""
    papers: dict[str, dict[str, int | None]] = defaultdict(dict)
    labels: dict[str, str] = {}
    for work, year, concept, label, _, role in view.rows("topics_of_author"):
        if role != Role.MENTIONS:
            papers[concept][work], labels[concept] = year, label
    shown = sorted(years)[-_MAX_YEARS:]
    rows = []
    for concept in sorted(papers, key=lambda each: (-len(papers[each]), labels[each].casefold(), each)):
        by_year = Counter(papers[concept].values())
        rows.append((concept, labels[concept], len(papers[concept]), *(by_year[year] or None for year in shown)))
    return view.table(
        "Topics by year", ("method or dataset", "papers", *map(str, shown)), rows[:_MAX_TOPICS], "topics_of_author"
    )


def _papers(view: ResourceView) -> PageTable:
    concepts: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for work, _, concept, label, _, role in view.rows("topics_of_author"):
        concepts[work].append((role, label, concept))
    newest = sorted(view.rows("works_of_author"), key=lambda row: (-(row[2] or 0), row[1], row[0]))
    rows = tuple(_paper(view, row, sorted(concepts[row[0]])) for row in newest[:MAX_ROWS])
    columns = ("paper", "year", "author position", "proposes or introduces", "uses, compares with, evaluates on")
    return PageTable("Papers", columns, rows, len(newest), view.query_address("works_of_author"))


def _paper(view: ResourceView, row: tuple[Any, ...], concepts: Sequence[tuple[str, str, str]]) -> tuple[PageCell, ...]:
    work, title, year, position = row
    authors = len(view.texts("kg:hasAuthorship", work))
    return (
        view.link(work, title),
        str(year or ""),
        f"{position} of {authors}",
        _links(view, _OWN, concepts),
        _links(view, _WORKED_WITH, concepts),
    )


def _links(view: ResourceView, roles: Sequence[Role], concepts: Sequence[tuple[str, str, str]]) -> LinkList:
    found = [view.link(concept, label) for role in roles for other, label, concept in concepts if other == role]
    return LinkList(tuple(found[:_MAX_LINKS]), max(0, len(found) - _MAX_LINKS))


def _community(view: ResourceView) -> PageTable:
    """Return a table of the most central members of the author's community of the co-author network."""
    found = view.rows("community_of_author")
    rows = [(person, name, works) for person, name, works, *_ in found if person != view.iri]
    table = view.table("Community", ("author", "papers"), rows[:_MAX_MEMBERS], "community_of_author")
    if not rows:
        return table
    number = found[0][-1]
    note = f"The most central of the {len(found):,} authors in the same community of the co-author network."
    return PageTable(
        table.title,
        table.columns,
        table.rows,
        len(rows),
        table.all_address,
        note,
        PageLink("Show the community in the explorer", community_address(view.kind, number)),
    )


def _affiliations(view: ResourceView) -> PageTable:
    return view.table(
        "Affiliations",
        ("paper", "year", "affiliation as written"),
        view.rows("affiliations_of_author"),
        "affiliations_of_author",
    )
