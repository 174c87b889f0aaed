"""Content of the page about one resource, read from the graph with named queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pyoxigraph import NamedNode, Store

from kg.model.identifiers import ORCID
from kg.model.record import DECISION_LABELS
from kg.server.addresses import Addresses
from kg.server.highlight import TextPiece, split_at_mentions
from kg.store import find_query, prefixes_of, run, shortener
from kg.store.kinds import kind_of, label_of
from kg.store.lookup import expand

MAX_ROWS = 200
_CONCEPT_VOCABULARIES = {
    "https://cso.kmi.open.ac.uk/topics/": "Computer Science Ontology",
    "http://dbpedia.org/resource/": "DBpedia",
    "http://www.wikidata.org/entity/": "Wikidata",
}
_NETWORKS = {"coauthors": "the co-author network", "concepts": "the network of methods and datasets"}


@dataclass(frozen=True, slots=True)
class PageLink:
    """Link with its text; `outside` is true if the address is not on this server."""

    text: str
    address: str
    outside: bool = False


PageCell = str | int | float | None | PageLink


@dataclass(frozen=True, slots=True)
class PageTable:
    """Table with a heading; `all_rows` is the number of rows before truncation."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[PageCell, ...], ...]
    all_rows: int


@dataclass(frozen=True, slots=True)
class ResourcePage:
    """Content of the page about a resource.

    `facts` are labels with their values, `abstract` the pieces of the abstract of a work, `years` the years with their
    numbers of papers, and `tables` the tables of related resources.
    """

    iri: str
    kind: str
    name: str
    facts: tuple[tuple[str, tuple[PageCell, ...]], ...]
    abstract: tuple[TextPiece, ...]
    years: tuple[tuple[int, int], ...]
    tables: tuple[PageTable, ...]


def resource_page(store: Store, iri: str, addresses: Addresses) -> ResourcePage | None:
    """Return the content of the page about an IRI, or None if the IRI is not the subject of any triple."""
    try:
        node = NamedNode(iri)
    except ValueError:
        return None
    if next(store.quads_for_pattern(node, None, None, None), None) is None:
        return None
    kind = kind_of(store, node)
    queries = _ResourceQueries(store, node.value, addresses)
    return _BUILDERS.get(kind, _other)(queries, kind)


@dataclass(frozen=True, slots=True)
class _ResourceQueries:
    """Named queries about one resource."""

    store: Store
    iri: str
    addresses: Addresses

    def rows(self, query: str, parameter: str) -> list[tuple[Any, ...]]:
        return list(run(self.store, find_query(query), {parameter: self.iri}))

    def name(self) -> str:
        return label_of(self.store, NamedNode(self.iri))

    def values(self, predicate: str) -> list[str]:
        quads = self.store.quads_for_pattern(NamedNode(self.iri), expand(predicate), None, None)
        return sorted({quad.object.value for quad in quads if not isinstance(quad.object, type(quad))})  # type: ignore[union-attr]

    def link(self, iri: str, text: str) -> PageLink:
        return PageLink(text, self.addresses.of(iri))

    def table(self, title: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> PageTable:
        """Return a table of the first MAX_ROWS rows, with links in the first column.

        Each row begins with the IRI and the name of a resource, which become the target and the text of its link.
        """
        shown = tuple((self.link(row[0], row[1]), *_years_as_text(columns, row[2:])) for row in rows[:MAX_ROWS])
        return PageTable(title, tuple(columns), shown, len(rows))


def _years_as_text(columns: Sequence[str], cells: Sequence[Any]) -> Iterator[PageCell]:
    """Yield the cells of a row, with years as text so that they are displayed without a thousands separator."""
    for column, value in zip(columns[1:], cells, strict=True):
        yield str(value) if column == "year" and value is not None else value


def _work(queries: _ResourceQueries, kind: str) -> ResourcePage:
    title, abstract, series, venue, year, decision, presentation, award, page = queries.rows("work_facts", "work")[0]
    authors = queries.rows("authors_of_work", "work")
    mentions = queries.rows("mentions_of_work", "work")
    outcome = ", ".join(filter(None, (DECISION_LABELS.get(decision, decision), presentation)))
    facts: list[tuple[str, tuple[PageCell, ...]]] = [
        ("Authors", tuple(queries.link(person, name) for _, person, name, _ in authors) or ("not listed",)),
        ("Venue", (queries.link(series, venue),) if series else ()),
        ("Year", (str(year),) if year else ()),
        ("Decision", (outcome,) if outcome else ()),
        ("Award", (award,) if award else ()),
        ("Web page", (_web_link(page),) if page else ()),
        ("Left out of", tuple(_NETWORKS.get(name, name) for name in queries.values("kg:leftOutOf"))),
    ]
    spans = [(start, end, role, queries.link(concept, label)) for start, end, _, label, role, _, _, concept in mentions]
    sources = [(file, f"{first}–{last}", title) for file, first, last, title in queries.rows("sources_of_work", "work")]
    affiliations = [row[1:] for row in queries.rows("affiliations_of_work", "work")]
    tables = (
        queries.table("Methods and datasets", ("name", "role"), queries.rows("concepts_of_work", "work")),
        queries.table("Affiliations", ("author", "affiliation as written"), affiliations),
        PageTable("Sources", ("listing", "lines", "title as written"), tuple(sources), len(sources)),
        queries.table(
            "Related papers",
            ("paper", "shared methods and datasets", "score"),
            queries.rows("related_works", "work")[:12],
        ),
    )
    return ResourcePage(
        queries.iri, kind, title, _with_values(facts), split_at_mentions(abstract or "", spans), (), _with_rows(tables)
    )


def _web_link(page: str) -> PageCell:
    """Return a link to a web page; an address that is not http(s) is returned as text."""
    return PageLink(page, page, outside=True) if page.startswith(("https://", "http://")) else page


def _identifier(address: str) -> PageCell:
    """Return a link to an identifier of an author; the text of an ORCID iD is shortened to "ORCID 0000-…"."""
    if address.startswith(ORCID):
        return PageLink(f"ORCID {address.removeprefix(ORCID)}", address, outside=True)
    return _web_link(address)


def _match_link(address: str) -> PageCell:
    """Return a link to the same concept in another vocabulary, with the name of the vocabulary if it is a known one."""
    name = next((name for namespace, name in _CONCEPT_VOCABULARIES.items() if address.startswith(namespace)), None)
    return PageLink(name, address, outside=True) if name else _web_link(address)


def _person(queries: _ResourceQueries, kind: str) -> ResourcePage:
    works = queries.rows("works_of_author", "author")
    years = Counter(year for _, _, year, _ in works if year)
    facts: list[tuple[str, tuple[PageCell, ...]]] = [
        ("Papers", (len(works),)),
        ("Spelling variants", tuple(queries.values("skos:altLabel"))),
        ("Identifiers", tuple(map(_identifier, queries.values("dcterms:identifier")))),
        (
            "Possibly the same as",
            tuple(queries.link(each, _label(queries, each)) for each in queries.values("kg:possibleSameAs")),
        ),
    ]
    venues = queries.rows("venues_of_author", "author")
    tables = (
        queries.table("Papers", ("title", "year", "author position"), works),
        queries.table(
            "Affiliations",
            ("paper", "year", "affiliation as written"),
            queries.rows("affiliations_of_author", "author"),
        ),
        queries.table("Co-authors", ("name", "joint papers"), queries.rows("coauthors_of_author", "author")),
        queries.table("Methods", ("method", "papers"), queries.rows("methods_of_author", "author")),
        queries.table("Datasets", ("dataset", "papers"), queries.rows("datasets_of_author", "author")),
        PageTable(
            "Venues", ("venue", "year", "papers"), tuple((v, str(y or ""), n) for v, y, n in venues), len(venues)
        ),
    )
    return ResourcePage(
        queries.iri, kind, queries.name(), _with_values(facts), (), tuple(sorted(years.items())), _with_rows(tables)
    )


def _concept(queries: _ResourceQueries, kind: str) -> ResourcePage:
    roles = queries.rows("roles_of_concept", "concept")
    counts = Counter(role for role, _, _ in roles)
    facts: list[tuple[str, tuple[PageCell, ...]]] = [
        ("Papers", (len({work for _, work, _ in roles}),)),
        ("Roles", tuple(f"{role}: {counts[role]}" for role in sorted(counts))),
        ("Other names", tuple(sorted({*queries.values("skos:altLabel"), *queries.values("kg:abbreviation")}))),
        ("Broader", tuple(queries.link(each, _label(queries, each)) for each in queries.values("skos:broader"))),
        ("Same concept in", tuple(map(_match_link, queries.values("skos:exactMatch")))),
    ]
    by_role = [
        queries.table(_ROLE_TITLES.get(role, role), ("paper",), [row[1:] for row in roles if row[0] == role])
        for role in _ROLE_TITLES
    ]
    neighbours = queries.rows("neighbours_of_concept", "concept")
    together = queries.table("Named together with", ("method or dataset", "papers"), neighbours)
    years = tuple((year, works) for year, works in queries.rows("concept_by_year", "concept"))
    return ResourcePage(
        queries.iri, kind, queries.name(), _with_values(facts), (), years, _with_rows((*by_role, together))
    )


_ROLE_TITLES = {
    "proposes": "Papers that propose it",
    "introduces": "Papers that introduce it",
    "uses": "Papers that use it",
    "evaluates": "Papers that evaluate on it",
    "compares": "Papers that compare with it",
    "mentions": "Papers that mention it as background",
}


def _venue(queries: _ResourceQueries, kind: str) -> ResourcePage:
    works = queries.rows("works_of_venue", "venue")
    facts: list[tuple[str, tuple[PageCell, ...]]] = [
        ("Papers", (len(works),)),
        ("Other names", tuple(queries.values("skos:altLabel"))),
    ]
    tables = (
        queries.table("Papers", ("title", "year"), works),
        queries.table("Methods", ("method", "papers"), queries.rows("methods_of_venue", "venue")),
    )
    years = tuple((year, works) for year, works in queries.rows("years_of_venue", "venue"))
    return ResourcePage(queries.iri, kind, queries.name(), _with_values(facts), (), years, _with_rows(tables))


def _other(queries: _ResourceQueries, kind: str) -> ResourcePage:
    """Return the page of a resource of any other kind: the triples with this resource as subject or as object."""
    shorten = shortener(prefixes_of(queries.store))
    node = NamedNode(queries.iri)
    outgoing = sorted(
        {(quad.predicate.value, _cell(queries, quad.object, shorten)) for quad in _quads(queries, node)}, key=str
    )
    incoming = sorted(
        {(q.subject.value, q.predicate.value) for q in _first(queries.store.quads_for_pattern(None, None, node))}
    )
    rows = tuple((shorten(predicate), value) for predicate, value in outgoing)
    referring = tuple((queries.link(subject, shorten(subject)), shorten(predicate)) for subject, predicate in incoming)
    tables = (
        PageTable("Properties", ("property", "value"), rows[:MAX_ROWS], len(rows)),
        PageTable("Referring resources", ("resource", "property"), referring[:MAX_ROWS], len(referring)),
    )
    return ResourcePage(queries.iri, kind, queries.name(), (), (), (), _with_rows(tables))


def _quads(queries: _ResourceQueries, node: NamedNode) -> Iterator[Any]:
    return _first(queries.store.quads_for_pattern(node, None, None, None))


def _first(quads: Iterator[Any]) -> Iterator[Any]:
    for number, quad in enumerate(quads):
        if number >= 5 * MAX_ROWS:
            return
        yield quad


def _cell(queries: _ResourceQueries, term: Any, shorten: Callable[[str], str]) -> PageCell:
    return queries.link(term.value, shorten(term.value)) if isinstance(term, NamedNode) else str(term.value)


def _label(queries: _ResourceQueries, iri: str) -> str:
    return _ResourceQueries(queries.store, iri, queries.addresses).name()


def _with_values(facts: Sequence[tuple[str, tuple[PageCell, ...]]]) -> tuple[tuple[str, tuple[PageCell, ...]], ...]:
    return tuple(fact for fact in facts if fact[1])


def _with_rows(tables: Sequence[PageTable]) -> tuple[PageTable, ...]:
    return tuple(table for table in tables if table.rows)


_BUILDERS: dict[str, Callable[[_ResourceQueries, str], ResourcePage]] = {
    "work": _work,
    "person": _person,
    "method": _concept,
    "dataset": _concept,
    "venue": _venue,
}
