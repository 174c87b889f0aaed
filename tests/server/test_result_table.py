"""Tables of results link names to pages and show no IRIs."""

from __future__ import annotations

import pytest
from pyoxigraph import Store

from kg.graph.search import SearchEntry, build_index
from kg.graph.search_entries import search_entries
from kg.server.addresses import Addresses
from kg.server.page_elements import PageLink
from kg.server.result_table import ResultTable, unique_names
from kg.store import new_store
from tests.tiny import ANA, BASE, BERT, CNN, DAN, tiny_quads

INTEGER = "http://www.w3.org/2001/XMLSchema#integer"


@pytest.fixture(scope="module")
def table() -> ResultTable:
    store: Store = new_store(None, tiny_quads())
    return ResultTable(store, Addresses(BASE), unique_names(build_index(search_entries(store))))


def iri(local: str) -> dict[str, str]:
    return {"type": "uri", "value": local if "://" in local else BASE + local}


def text(value: str) -> dict[str, str]:
    return {"type": "literal", "value": value}


def test_names_become_links_and_their_iris_are_left_out(table: ResultTable) -> None:
    rows = [
        {"work": iri(BERT), "title": text("Gates for x² BERT"), "works": {"datatype": INTEGER, **text("2")}},
    ]
    assert table.convert(("work", "title", "works"), rows) == (
        ("title", "papers"),
        ((PageLink("Gates for x² BERT", f"/{BERT}"), 2),),
    )


def test_each_column_of_iris_has_its_own_column_of_names(table: ResultTable) -> None:
    rows = [{"a": iri(ANA), "b": iri(DAN), "from": text("Ana Núñez"), "to": text("Dan Ek")}]
    columns, cells = table.convert(("a", "b", "from", "to"), rows)
    assert columns == ("from", "to")
    assert cells == ((PageLink("Ana Núñez", f"/{ANA}"), PageLink("Dan Ek", f"/{DAN}")),)


def test_iris_without_a_column_of_names_are_shown_by_name_or_prefixed(table: ResultTable) -> None:
    rows = [{"x": iri(CNN), "p": iri("http://www.w3.org/2004/02/skos/core#broader"), "note": text("of Ana Núñez")}]
    _, ((concept, predicate, note),) = table.convert(("x", "p", "note"), rows)
    assert isinstance(concept, PageLink) and concept.text == "convolutional neural network"
    assert isinstance(predicate, PageLink) and predicate.text == "skos:broader"
    assert note == "of Ana Núñez"


def test_names_without_iris_are_links_if_only_one_resource_has_the_name(table: ResultTable) -> None:
    _, cells = table.convert(("title",), [{"title": text("Gates at work")}, {"title": text("No such paper")}])
    assert isinstance(cells[0][0], PageLink) and cells[0][0].text == "Gates at work"
    assert cells[1] == ("No such paper",)
    twins = [SearchEntry(f"{BASE}person/{name}", "person", "Dan Ek", "Dan Ek", 1) for name in ("one", "two")]
    assert unique_names(build_index([*twins, SearchEntry(BASE, "person", "Ana", "Ana", 1)])) == {
        ("person", "Ana"): BASE
    }


def test_an_empty_result_keeps_its_columns(table: ResultTable) -> None:
    assert table.convert(("work", "page_rank"), []) == (("paper", "page rank"), ())
