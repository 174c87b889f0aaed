"""Page about a method or dataset: definition, papers by role with sentences, authors, neighbours and trend."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kg.model.mention import Role
from kg.reporting.role_sentences import support
from kg.reporting.sentences import sentence_around
from kg.server.explorer_addresses import explorer_address
from kg.server.page_elements import (
    DefiningSentence,
    Fact,
    LinkList,
    MarkedSentence,
    PageCell,
    PageLink,
    PageTable,
    ResourcePage,
)
from kg.server.resource_view import ResourceView, outside_link, with_rows, with_values, years_between
from kg.server.year_chart import share_chart

QUERIES = ("passages_of_concept", "authors_of_concept", "neighbours_of_concept")
_MAX_PAPERS = 50
_MAX_NEIGHBOURS = 60
_MAX_LINKS = 12
_NEAR = 120
"""Number of characters next to a mention that are searched for words that define it."""
_VOCABULARIES = {
    "https://cso.kmi.open.ac.uk/topics/": "Computer Science Ontology",
    "http://dbpedia.org/resource/": "DBpedia",
    "http://www.wikidata.org/entity/": "Wikidata",
}
_TITLES = {
    Role.PROPOSES: "Papers that propose it",
    Role.INTRODUCES: "Papers that introduce it",
    Role.USES: "Papers that use it",
    Role.EVALUATES: "Papers that evaluate on it",
    Role.COMPARES: "Papers that compare with it",
    Role.MENTIONS: "Papers that only mention it",
}
_VERBS = {
    Role.PROPOSES: ("proposes", "propose"),
    Role.INTRODUCES: ("introduces", "introduce"),
    Role.USES: ("uses", "use"),
    Role.EVALUATES: ("evaluates on", "evaluate on"),
    Role.COMPARES: ("compares with", "compare with"),
    Role.MENTIONS: ("mentions", "mention"),
}
_OWN_ROLES = (Role.PROPOSES, Role.INTRODUCES)
_NAMED_BEFORE = re.compile(
    r"\b(?:propos|introduc|present|articulat|develop|call|nam|term|dub|defin|coin|formulat|releas|describ)\w*"
    r"(?:\s+\S+){0,2}\s*\W*$",
    re.IGNORECASE,
)
_DEFINED_AFTER = re.compile(r"\W*(?::|,? (?:is|are|a|an|which|that|where)\b|\()", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RolePaper:
    """A paper with a role for the concept, and the places of the mentions that have this role.

    A place is a tuple of start and end, as offsets in code points, and confidence.
    """

    role: Role
    work: str
    title: str
    year: int | None
    places: tuple[tuple[int, int, float], ...]


def topic_page(view: ResourceView) -> ResourcePage:
    """Return the content of the page about a method or dataset."""
    papers = _papers(view.rows("passages_of_concept"))
    years = Counter(year for year in {each.work: each.year for each in papers}.values() if year)
    chart = share_chart("Papers by year", years, view.totals)
    by_role = {role: [each for each in papers if each.role == role] for role in _TITLES}
    return ResourcePage(
        iri=view.iri,
        kind=view.kind,
        name=view.name(),
        definition=_definition(view, by_role),
        facts=_facts(view, by_role),
        places=(PageLink("Show in the explorer", explorer_address(view.kind, view.iri)),),
        charts=(chart,) if chart else (),
        tables=with_rows(
            [
                *((_role_table(view, role, by_role[role]),) for role in _TITLES),
                (_authors(view), *_neighbours(view)),
                (_duplicates(view),),
            ]
        ),
    )


def _papers(rows: Sequence[tuple[Any, ...]]) -> list[RolePaper]:
    """Return the papers, each once for each role, in the order of the rows."""
    found: dict[tuple[str, str], list[tuple[Any, ...]]] = defaultdict(list)
    for role, work, *rest in rows:
        found[role, work].append(tuple(rest))
    return [
        RolePaper(
            Role(role),
            work,
            str(places[0][0]),
            places[0][1],
            tuple((start, end, float(sure)) for _, _, start, end, sure in places if start is not None),
        )
        for (role, work), places in found.items()
    ]


def _definition(view: ResourceView, by_role: dict[Role, list[RolePaper]]) -> DefiningSentence | None:
    """Return the sentence of the paper that proposes the concept, or else one that shows its use best."""
    proposers = set(view.texts("kg:proposedIn"))
    own = [each for role in _OWN_ROLES for each in by_role[role] if each.work in proposers]
    if own:
        heading = "Introduced in" if own[0].role is Role.INTRODUCES else "Proposed in"
        return _quoted(view, heading, own)
    users = [each for role in (Role.USES, Role.EVALUATES, Role.COMPARES) for each in by_role[role]]
    return _quoted(view, "Example of its use in", users[:_MAX_PAPERS])


def _quoted(view: ResourceView, heading: str, papers: Sequence[RolePaper]) -> DefiningSentence | None:
    """Return the sentence that states the role best; for a proposal, a sentence that defines the name is preferred.

    Of sentences with equal rank, it is the one whose mention has the highest confidence.
    """
    found = [
        ((paper.role in _OWN_ROLES and names_it(sentence), *rank), -place, paper, sentence)
        for place, paper in enumerate(papers)
        for rank, sentence in _sentences(view, paper)
        if rank[0] or (paper.role in _OWN_ROLES and names_it(sentence))
    ]
    if not found:
        return None
    _, _, paper, sentence = max(found, key=lambda each: each[:2])
    link = view.link(paper.work, paper.title)
    return DefiningSentence(heading, sentence, link, view.authors(paper.work), str(paper.year or ""))


def names_it(sentence: MarkedSentence) -> bool:
    """Return True if the words next to the mention define it.

    >>> names_it(MarkedSentence("We articulate the ", "lottery ticket hypothesis", ": dense networks contain some."))
    True
    """
    before, after = sentence.before[-_NEAR:], sentence.after[:_NEAR]
    return bool(_NAMED_BEFORE.search(before) or _DEFINED_AFTER.match(after))


def _sentences(view: ResourceView, paper: RolePaper) -> Iterator[tuple[tuple[int, float, int], MarkedSentence]]:
    """Yield the sentences of a paper with their ranks.

    A rank consists of the result of `support`, the confidence of the mention, and its negative offset.
    """
    abstract = "".join(view.texts("dcterms:abstract", paper.work)[:1])
    for start, end, sure in paper.places:
        before, named, after = sentence_around(abstract, start, end)
        yield (support(paper.role, before, after), sure, -start), MarkedSentence(before, named, after)


def _facts(view: ResourceView, by_role: dict[Role, list[RolePaper]]) -> tuple[Fact, ...]:
    works = {each.work for papers in by_role.values() for each in papers}
    roles = [_role_link(view, role, len(papers)) for role, papers in by_role.items() if papers]
    names = sorted({*view.texts("skos:altLabel"), *view.texts("kg:abbreviation")}, key=str.casefold)
    return with_values(
        (
            ("Papers", (len(works),)),
            ("Roles", tuple(roles)),
            ("Other names", tuple(names)),
            ("Broader", _some(view.links(view.texts("skos:broader")))),
            (
                "Narrower",
                _some(view.links(view.subjects("skos:broader")), view.query_address("narrower_methods", "method")),
            ),
            ("Same concept in", tuple(map(_match_link, view.texts("skos:exactMatch")))),
        )
    )


def _role_link(view: ResourceView, role: Role, papers: int) -> PageLink:
    one, many = _VERBS[role]
    table = PageTable(_TITLES[role], (), (), 0)
    return PageLink(f"{papers:,} {one if papers == 1 else many} it", f"#{table.anchor}")


def _some(links: Sequence[PageLink], address: str = "") -> tuple[PageCell, ...]:
    return (LinkList(tuple(links[:_MAX_LINKS]), max(0, len(links) - _MAX_LINKS), address),) if links else ()


def _match_link(address: str) -> PageCell:
    """Return a link to the same concept in another vocabulary, with the name of the vocabulary if it is a known one."""
    name = next((name for namespace, name in _VOCABULARIES.items() if address.startswith(namespace)), None)
    return PageLink(name, address, outside=True) if name else outside_link(address)


def _role_table(view: ResourceView, role: Role, papers: Sequence[RolePaper]) -> PageTable:
    newest = sorted(papers, key=lambda each: (-(each.year or 0), each.title, each.work))
    rows = tuple(_role_row(view, each) for each in newest[:_MAX_PAPERS])
    columns = ("paper", "year", "authors", "sentence")
    return PageTable(_TITLES[role], columns, rows, len(papers), view.query_address("roles_of_concept"))


def _role_row(view: ResourceView, paper: RolePaper) -> tuple[PageCell, ...]:
    rank, best = max(_sentences(view, paper), key=lambda each: each[0], default=((0,), None))
    return (
        view.link(paper.work, paper.title),
        str(paper.year or ""),
        view.authors(paper.work),
        best if rank[0] else None,
    )


def _authors(view: ResourceView) -> PageTable:
    rows = [
        (person, name, works, years_between(*years)) for person, name, works, *years in view.rows("authors_of_concept")
    ]
    return view.table("Authors who work on it", ("author", "papers", "years"), rows, "authors_of_concept")


def _neighbours(view: ResourceView) -> tuple[PageTable, ...]:
    """Return tables of the methods and of the datasets that papers name together with this one."""
    found: dict[str, list[tuple[Any, ...]]] = {"method": [], "dataset": []}
    for row in view.rows("neighbours_of_concept"):
        if min(map(len, found.values())) >= _MAX_NEIGHBOURS:
            break
        found["dataset" if view.is_dataset(row[0]) else "method"].append(row)
    return tuple(
        view.table(f"{kind.capitalize()}s named together with it", (kind, "papers with both"), rows[:_MAX_NEIGHBOURS])
        for kind, rows in found.items()
    )


def _duplicates(view: ResourceView) -> PageTable:
    rows = tuple((view.link(iri), evidence) for iri, evidence in view.duplicates)
    return PageTable("Possibly the same", ("method or dataset", "evidence"), rows, len(rows))
