"""A resource for its page: results of named queries, and values that the store has about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Store

from kg.model.identifiers import ORCID
from kg.server.addresses import Addresses
from kg.server.page_elements import Fact, LinkList, PageCell, PageLink, PageTable
from kg.store.kinds import kind_of, label_of
from kg.store.lookup import expand

MAX_ROWS = 200
_MAX_VALUES = 200
_MAX_AUTHORS = 3


@dataclass(frozen=True, slots=True)
class ResourceView:
    """A resource with the results of the queries about it.

    Attributes
    ----------
    store, addresses
        The graph and the addresses of its pages.
    iri, kind
        The resource.
    about
        The resource that the queries are about: for an edition, its venue.
    answers
        The rows of each query about it, by the name of the query.
    totals
        Number of all papers of the graph by year.
    duplicates
        Resources that may be the same, each with the evidence.
    related
        Related papers, if they are known: IRI, title, year, common words, methods and datasets, authors.
    """

    store: Store
    addresses: Addresses
    iri: str
    kind: str
    about: str
    answers: Mapping[str, Sequence[tuple[Any, ...]]]
    totals: Mapping[int, int]
    duplicates: Sequence[tuple[str, str]] = ()
    related: Sequence[tuple[Any, ...]] = ()

    def rows(self, query: str) -> Sequence[tuple[Any, ...]]:
        """Return the rows of a query about the resource."""
        return self.answers[query]

    def name(self, iri: str = "") -> str:
        """Return the name of a resource, by default of this one."""
        return label_of(self.store, NamedNode(iri or self.iri))

    def kind_of(self, iri: str) -> str:
        """Return the kind of a resource."""
        return kind_of(self.store, NamedNode(iri))

    def is_dataset(self, iri: str) -> bool:
        """Return True if a method or dataset is a dataset."""
        quads = self.store.quads_for_pattern(NamedNode(iri), expand("rdf:type"), expand("kg:Dataset"), None)
        return next(quads, None) is not None

    def texts(self, predicate: str, iri: str = "") -> list[str]:
        """Return the literals and IRIs that a resource has as values of a property, sorted."""
        quads = self.store.quads_for_pattern(NamedNode(iri or self.iri), expand(predicate), None, None)
        values = (quad.object for quad in islice(quads, _MAX_VALUES))
        return sorted({value.value for value in values if isinstance(value, (Literal, NamedNode))})

    def subjects(self, predicate: str, iri: str = "") -> list[str]:
        """Return the resources that have a resource, by default this one, as value of a property, sorted."""
        quads = self.store.quads_for_pattern(None, expand(predicate), NamedNode(iri or self.iri), None)
        return sorted(quad.subject.value for quad in islice(quads, _MAX_VALUES) if isinstance(quad.subject, NamedNode))

    def link(self, iri: str, text: str = "") -> PageLink:
        """Return a link to the page of a resource; its text is by default the name of the resource."""
        return PageLink(text or self.name(iri), self.addresses.of(iri))

    def links(self, iris: Sequence[str]) -> tuple[PageLink, ...]:
        """Return links to the pages of resources, in the order of their names."""
        return tuple(sorted(map(self.link, iris), key=lambda each: (each.text.casefold(), each.address)))

    def authors(self, work: str) -> LinkList:
        """Return links to the first authors of a work, in the order of authors."""
        found = []
        for authorship in self.texts("kg:hasAuthorship", work):
            (person,), (position,) = self.texts("kg:author", authorship), self.texts("kg:position", authorship)
            found.append((int(position), person))
        shown = [person for _, person in sorted(found)]
        return LinkList(tuple(map(self.link, shown[:_MAX_AUTHORS])), max(0, len(shown) - _MAX_AUTHORS))

    def table(self, title: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]], query: str = "") -> PageTable:
        """Return a table of the first MAX_ROWS rows, with links in the first column.

        Each row begins with the IRI and the name of a resource, which become the target and the text of its link.
        `query` is the named query that has all rows.
        """
        shown = tuple((self.link(row[0], row[1]), *years_as_text(columns, row[2:])) for row in rows[:MAX_ROWS])
        return PageTable(title, tuple(columns), shown, len(rows), self.query_address(query) if query else "")

    def query_address(self, query: str, parameter: str = "") -> str:
        """Return the address of a named query about this resource; `parameter` is the name of its parameter."""
        parameter = parameter or {"work": "work", "person": "author", "venue": "venue", "edition": "venue"}.get(
            self.kind, "concept"
        )
        return f"/query?name={query}&{parameter}={quote(self.about, safe='')}"


def years_as_text(columns: Sequence[str], cells: Sequence[Any]) -> Iterator[PageCell]:
    """Yield the cells of a row, with years as text so that they are displayed without a thousands separator."""
    for column, value in zip(columns[1:], cells, strict=True):
        yield str(value) if column == "year" and value is not None else value


def outside_link(address: str) -> PageCell:
    """Return a link to a web page; an address that is not http(s) is returned as text."""
    return PageLink(address, address, outside=True) if address.startswith(("https://", "http://")) else address


def identifier_link(address: str) -> PageCell:
    """Return a link to an identifier of an author; the text of an ORCID iD is shortened to "ORCID 0000-…"."""
    if address.startswith(ORCID):
        return PageLink(f"ORCID {address.removeprefix(ORCID)}", address, outside=True)
    return outside_link(address)


def with_values(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Return the facts that have values."""
    return tuple(fact for fact in facts if fact[1])


def with_rows(groups: Sequence[Sequence[PageTable]]) -> tuple[tuple[PageTable, ...], ...]:
    """Return the groups of tables without empty tables, and without empty groups."""
    filled = (tuple(table for table in group if table.rows) for group in groups)
    return tuple(group for group in filled if group)


def years_between(first: int | None, last: int | None) -> str:
    """Return a period as text: "2016", "2016–2021", or "" if the years are unknown."""
    if first is None or last is None:
        return ""
    return str(first) if first == last else f"{first}–{last}"
