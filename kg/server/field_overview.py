"""Content of the home page: numbers, most frequent names, and answers to example questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode, Store

from kg.graph.search import SearchIndex
from kg.server.addresses import Addresses
from kg.server.counts import count_resources
from kg.server.field_map import FieldMap, read_map
from kg.server.page_elements import PageCell, PageLink, PageTable
from kg.server.year_chart import YearChart, count_chart
from kg.store import rows_of, run
from kg.store.lookup import expand

_MAX_NAMES = 10
_MAX_ANSWERS = 5
_LISTS = {"method": "methods", "dataset": "datasets", "person": "authors", "venue": "venues"}


@dataclass(frozen=True, slots=True)
class ExampleQuestion:
    """Question about the graph with the first rows of its answer and the address of the whole answer."""

    question: str
    answer: PageTable
    address: str


@dataclass(frozen=True, slots=True)
class FieldOverview:
    """Content of the home page.

    Attributes
    ----------
    counts
        Labels and numbers of papers, authors, venues, methods, datasets, mentions and listings.
    totals
        Number of papers by year.
    chart
        Chart of these numbers.
    lists
        Tables of the methods, datasets, authors and venues with most papers, and of new methods and datasets.
    examples
        Questions with their answers.
    map
        Map of methods and datasets, if the build has an explorer.
    """

    counts: tuple[tuple[str, int], ...]
    totals: Mapping[int, int]
    chart: YearChart | None
    lists: tuple[PageTable, ...]
    examples: tuple[ExampleQuestion, ...]
    map: FieldMap | None


def field_overview(store: Store, index: SearchIndex, addresses: Addresses, explorer: Path) -> FieldOverview:
    """Return the content of the home page of a graph, with the map from the explorer in this file."""
    totals = dict(rows_of(store, "works_by_year"))
    top = {kind: _top(index, kind) for kind in _LISTS}
    adopted = rows_of(store, "adopted_methods")
    lists = [_names(addresses, kind, entries) for kind, entries in top.items()]
    return FieldOverview(
        counts=tuple(count_resources(store, index)),
        totals=totals,
        chart=count_chart("Papers by year", totals),
        lists=tuple(table for table in (*lists, _adopted(addresses, adopted)) if table.rows),
        examples=tuple(_examples(store, addresses, adopted, top)),
        map=read_map(explorer),
    )


Names = Sequence[tuple[str, str, int]]


def _top(index: SearchIndex, kind: str) -> Names:
    """Return IRI, name and number of papers of the resources of a kind with most papers."""
    found: dict[str, tuple[str, str, int]] = {}
    for entry in index.entries:
        if entry.kind == kind and entry.weight:
            found.setdefault(entry.iri, (entry.iri, entry.label, entry.weight))
            if len(found) == _MAX_NAMES:
                break
    return tuple(found.values())


def _names(addresses: Addresses, kind: str, entries: Names) -> PageTable:
    rows = tuple((PageLink(label, addresses.of(iri)), papers) for iri, label, papers in entries)
    title = f"{_LISTS[kind].capitalize()} with most papers"
    return PageTable(title, (_LISTS[kind][:-1], "papers"), rows, len(rows))


def _adopted(addresses: Addresses, adopted: Sequence[tuple[Any, ...]]) -> PageTable:
    rows = tuple((PageLink(label, addresses.of(iri)), users) for iri, label, _, users in adopted[:_MAX_NAMES])
    note = "Defined by a paper of the graph and used by others."
    return PageTable("Proposed here and taken up", ("method or dataset", "other papers"), rows, len(rows), note=note)


def _examples(
    store: Store, addresses: Addresses, adopted: Sequence[tuple[Any, ...]], top: Mapping[str, Names]
) -> Iterator[ExampleQuestion]:
    """Yield questions about the most adopted method, the dataset with most papers, and the author with most papers."""
    methods = [(iri, label) for iri, label, *_ in adopted if _is_method(store, iri)]
    if method := next(iter(methods or [each[:2] for each in top["method"]]), None):
        rows = run(store, "authors_of_concept", {"concept": method[0]})
        answer = _people(addresses, [(iri, name, works) for iri, name, works, *_ in rows], "papers")
        yield ExampleQuestion(f"Who works on {method[1]}?", answer, addresses.of(method[0]))
    if dataset := next(iter(top["dataset"]), None):
        found = [row for row in run(store, "roles_of_concept", {"concept": dataset[0]}) if row[0] == "evaluates"]
        papers = tuple((PageLink(str(title), addresses.of(str(work))),) for _, work, title in found[:_MAX_ANSWERS])
        answer = PageTable("", ("paper",), papers, len(found))
        yield ExampleQuestion(f"Which papers evaluate on {dataset[1]}?", answer, addresses.of(dataset[0]))
    if author := next(iter(top["person"]), None):
        rows = run(store, "coauthors_of_author", {"author": author[0]})
        answer = _people(addresses, list(rows), "joint papers")
        yield ExampleQuestion(f"With whom does {author[1]} write?", answer, addresses.of(author[0]))


def _people(addresses: Addresses, rows: Sequence[tuple[Any, ...]], noun: str) -> PageTable:
    shown: tuple[tuple[PageCell, ...], ...] = tuple(
        (PageLink(str(name), addresses.of(str(iri))), works) for iri, name, works in rows[:_MAX_ANSWERS]
    )
    return PageTable("", ("author", noun), shown, len(rows))


def _is_method(store: Store, iri: str) -> bool:
    return (
        next(store.quads_for_pattern(NamedNode(iri), expand("rdf:type"), expand("kg:Method"), None), None) is not None
    )
