"""IRIs of identifiers are readable, valid and unique."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from kg.rdf import Namespaces
from kg.rdf.namespaces import web_page, within

BASE = "https://example.org/kg/"
ANYTHING = st.text(st.characters(exclude_categories=[]), min_size=1)


def test_an_identifier_is_below_the_base() -> None:
    assert Namespaces(BASE).iri("work/glue-1234") == f"<{BASE}work/glue-1234>"


def test_an_absolute_identifier_stays() -> None:
    assert Namespaces(BASE).iri("https://example.net/a#b") == "<https://example.net/a#b>"


@given(ANYTHING, ANYTHING)
def test_any_two_identifiers_have_two_valid_iris(one: str, other: str) -> None:
    names = Namespaces(BASE)
    first, second = names.iri(f"work/{one}"), names.iri(f"work/{other}")
    assert (first == second) == (one == other)
    assert first.startswith(f"<{BASE}work/") and first.isascii() and str(NamedNode(first[1:-1])) == first


@given(ANYTHING)
def test_a_part_is_named_as_its_identifier_would_be(thing: str) -> None:
    names = Namespaces(BASE)
    assert within(names.iri(f"work/{thing}"), "mention/1-2") == names.iri(f"work/{thing}/mention/1-2")


@given(ANYTHING)
def test_any_text_is_a_valid_web_page_or_none(address: str) -> None:
    for url in (address, f"https://example.net/{address}", f"http://{address}"):
        page = web_page(url)
        assert page is None or page.lower().startswith(("<http://", "<https://"))
        assert page is None or str(NamedNode(page[1:-1])) == page


@pytest.mark.parametrize(
    "url", [None, "", "javascript:alert(1)", "data:text/html,x", "www.example.org", "http://", "ftp://x.org"]
)
def test_texts_other_than_web_addresses_give_none(url: str | None) -> None:
    assert web_page(url) is None


def test_prefixes_never_begin_one_another() -> None:
    spaces = list(Namespaces("https://schema.org/").prefixes().values())
    assert not [(a, b) for a in spaces for b in spaces if a != b and a.startswith(b)]
