"""What a page shows of a thing: values read from the graph by named queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pyoxigraph import NamedNode, Store

from kg.server.addresses import Addresses
from kg.server.highlight import Piece, pieces
from kg.store import find_query, prefixes_of, run, shortener
from kg.store.kinds import kind_of, label_of
from kg.store.lookup import expand

MOST_ROWS = 200


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads somewhere; `outside` where that is not this server."""

    text: str
    address: str
    outside: bool = False


Cell = str | int | float | None | Link


@dataclass(frozen=True, slots=True)
class Section:
    """A table with a heading; `all_rows` is how many rows there would be."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    all_rows: int


@dataclass(frozen=True, slots=True)
class Thing:
    """A page about one thing: its name, facts in a row, an abstract in pieces, counts by year, tables."""

    iri: str
    kind: str
    name: str
    facts: tuple[tuple[str, tuple[Cell, ...]], ...]
    abstract: tuple[Piece, ...]
    years: tuple[tuple[int, int], ...]
    sections: tuple[Section, ...]


def look_at(store: Store, iri: str, addresses: Addresses) -> Thing | None:
    """All that a page shows of the thing with this IRI, or None where the graph says nothing of it."""
    try:
        node = NamedNode(iri)
    except ValueError:
        return None
    if next(store.quads_for_pattern(node, None, None, None), None) is None:
        return None
    kind = kind_of(store, node)
    reader = _Reader(store, node.value, addresses)
    return _BUILDERS.get(kind, _anything)(reader, kind)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Named queries about one thing."""

    store: Store
    iri: str
    addresses: Addresses

    def rows(self, query: str, parameter: str) -> list[tuple[Any, ...]]:
        return list(run(self.store, find_query(query), {parameter: self.iri}))

    def name(self) -> str:
        return label_of(self.store, NamedNode(self.iri))

    def others(self, predicate: str) -> list[str]:
        quads = self.store.quads_for_pattern(NamedNode(self.iri), expand(predicate), None, None)
        return sorted({quad.object.value for quad in quads if not isinstance(quad.object, type(quad))})  # type: ignore[union-attr]

    def link(self, iri: str, text: str) -> Link:
        return Link(text, self.addresses.of(iri))

    def table(self, title: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> Section:
        """A table whose first column is the link that the first two values of each row make."""
        shown = tuple((self.link(row[0], row[1]), *_years_plain(columns, row[2:])) for row in rows[:MOST_ROWS])
        return Section(title, tuple(columns), shown, len(rows))


def _years_plain(columns: Sequence[str], cells: Sequence[Any]) -> Iterator[Cell]:
    """A year is no quantity: it has no thousands."""
    for column, value in zip(columns[1:], cells, strict=True):
        yield str(value) if column == "year" and value is not None else value


def _work(reader: _Reader, kind: str) -> Thing:
    title, abstract, series, venue, year, decision, presentation, award, page = reader.rows("work_facts", "work")[0]
    authors = reader.rows("authors_of_work", "work")
    mentions = reader.rows("mentions_of_work", "work")
    facts: list[tuple[str, tuple[Cell, ...]]] = [
        ("Authors", tuple(reader.link(person, name) for _, person, name, _ in authors)),
        ("Venue", (reader.link(series, venue),) if series else ()),
        ("Year", (str(year),) if year else ()),
        ("Decision", (", ".join(filter(None, (decision, presentation))),) if decision or presentation else ()),
        ("Award", (award,) if award else ()),
        ("Web page", (_outside(page),) if page else ()),
    ]
    spans = [(start, end, role, reader.link(concept, label)) for start, end, _, label, role, _, _, concept in mentions]
    sources = [(file, f"{first}–{last}", title) for file, first, last, title in reader.rows("sources_of_work", "work")]
    sections = (
        reader.table("Methods and datasets", ("name", "role"), reader.rows("concepts_of_work", "work")),
        Section("Where it was read", ("listing", "lines", "title as written"), tuple(sources), len(sources)),
        reader.table("Works that name the same", ("work", "in common"), reader.rows("related_works", "work")[:12]),
    )
    return Thing(reader.iri, kind, title, _said(facts), pieces(abstract or "", spans), (), _filled(sections))


def _outside(page: str) -> Cell:
    """A link only to the web: what else a graph may name as a page is shown as text."""
    return Link(page, page, outside=True) if page.startswith(("https://", "http://")) else page


def _person(reader: _Reader, kind: str) -> Thing:
    works = reader.rows("works_of_author", "author")
    years = Counter(year for _, _, year, _ in works if year)
    facts: list[tuple[str, tuple[Cell, ...]]] = [
        ("Works", (len(works),)),
        ("Also written", tuple(reader.others("skos:altLabel"))),
        ("Identifiers", tuple(reader.others("dcterms:identifier"))),
        ("Possibly the same as", tuple(reader.link(each, each) for each in reader.others("kg:possibleSameAs"))),
    ]
    venues = reader.rows("venues_of_author", "author")
    sections = (
        reader.table("Works", ("title", "year", "author number"), works),
        reader.table("Co-authors", ("name", "works together"), reader.rows("coauthors_of_author", "author")),
        reader.table("Methods", ("method", "works"), reader.rows("methods_of_author", "author")),
        reader.table("Datasets", ("dataset", "works"), reader.rows("datasets_of_author", "author")),
        Section("Venues", ("venue", "year", "works"), tuple((v, str(y or ""), n) for v, y, n in venues), len(venues)),
    )
    return Thing(reader.iri, kind, reader.name(), _said(facts), (), tuple(sorted(years.items())), _filled(sections))


def _concept(reader: _Reader, kind: str) -> Thing:
    roles = reader.rows("roles_of_concept", "concept")
    counts = Counter(role for role, _, _ in roles)
    facts: list[tuple[str, tuple[Cell, ...]]] = [
        ("Works", (len({work for _, work, _ in roles}),)),
        ("As", tuple(f"{role}: {counts[role]}" for role in sorted(counts))),
        ("Also called", tuple(sorted({*reader.others("skos:altLabel"), *reader.others("kg:abbreviation")}))),
        ("A kind of", tuple(reader.link(each, _label(reader, each)) for each in reader.others("skos:broader"))),
    ]
    by_role = [
        reader.table(_ROLE_TITLES.get(role, role), ("work",), [row[1:] for row in roles if row[0] == role])
        for role in _ROLE_TITLES
    ]
    neighbours = reader.rows("neighbours_of_concept", "concept")
    together = reader.table("Named together with", ("method or dataset", "works"), neighbours)
    years = tuple((year, works) for year, works in reader.rows("concept_by_year", "concept"))
    return Thing(reader.iri, kind, reader.name(), _said(facts), (), years, _filled((*by_role, together)))


_ROLE_TITLES = {
    "proposes": "Works that propose it",
    "introduces": "Works that introduce it",
    "uses": "Works that use it",
    "evaluates": "Works that evaluate on it",
    "compares": "Works that compare with it",
    "mentions": "Works that name it in passing",
}


def _venue(reader: _Reader, kind: str) -> Thing:
    works = reader.rows("works_of_venue", "venue")
    facts: list[tuple[str, tuple[Cell, ...]]] = [
        ("Works", (len(works),)),
        ("Also called", tuple(reader.others("skos:altLabel"))),
    ]
    sections = (
        reader.table("Works", ("title", "year"), works),
        reader.table("Methods", ("method", "works"), reader.rows("methods_of_venue", "venue")),
    )
    years = tuple((year, works) for year, works in reader.rows("years_of_venue", "venue"))
    return Thing(reader.iri, kind, reader.name(), _said(facts), (), years, _filled(sections))


def _anything(reader: _Reader, kind: str) -> Thing:
    """A thing without a page of its own: its statements, and those about it."""
    shorten = shortener(prefixes_of(reader.store))
    node = NamedNode(reader.iri)
    said = sorted(
        {(quad.predicate.value, _cell(reader, quad.object, shorten)) for quad in _quads(reader, node)}, key=str
    )
    about = sorted(
        {(q.subject.value, q.predicate.value) for q in _first(reader.store.quads_for_pattern(None, None, node))}
    )
    rows = tuple((shorten(predicate), value) for predicate, value in said)
    back = tuple((reader.link(subject, shorten(subject)), shorten(predicate)) for subject, predicate in about)
    sections = (
        Section("Statements", ("property", "value"), rows[:MOST_ROWS], len(rows)),
        Section("What leads here", ("thing", "property"), back[:MOST_ROWS], len(back)),
    )
    return Thing(reader.iri, kind, reader.name(), (), (), (), _filled(sections))


def _quads(reader: _Reader, node: NamedNode) -> Iterator[Any]:
    return _first(reader.store.quads_for_pattern(node, None, None, None))


def _first(quads: Iterator[Any]) -> Iterator[Any]:
    for number, quad in enumerate(quads):
        if number >= 5 * MOST_ROWS:
            return
        yield quad


def _cell(reader: _Reader, term: Any, shorten: Callable[[str], str]) -> Cell:
    return reader.link(term.value, shorten(term.value)) if isinstance(term, NamedNode) else str(term.value)


def _label(reader: _Reader, iri: str) -> str:
    return _Reader(reader.store, iri, reader.addresses).name()


def _said(facts: Sequence[tuple[str, tuple[Cell, ...]]]) -> tuple[tuple[str, tuple[Cell, ...]], ...]:
    return tuple(fact for fact in facts if fact[1])


def _filled(sections: Sequence[Section]) -> tuple[Section, ...]:
    return tuple(section for section in sections if section.rows)


_BUILDERS: dict[str, Callable[[_Reader, str], Thing]] = {
    "work": _work,
    "person": _person,
    "method": _concept,
    "dataset": _concept,
    "venue": _venue,
}
