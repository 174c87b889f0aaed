"""Answers as a person at a terminal sees them."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator

import pytest
from pyoxigraph import Literal, NamedNode, Triple
from rich.console import Console

from kg.cli import tables
from kg.model.errors import QueryError
from kg.store import Rows, Triples, named_queries

BERT = NamedNode("https://example.org/kg/work/bert-01")
PREFIXES = {"work": "https://example.org/kg/work/"}


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    written = io.StringIO()
    monkeypatch.setattr(tables, "out", Console(file=written, width=100, highlight=False))
    return iter([written]).__next__()


def rows(*terms: tuple[object, ...], note: str = "") -> Rows:
    return Rows(("work", "title"), iter(terms), note)


def test_an_iri_is_shown_by_its_prefix(screen: io.StringIO) -> None:
    assert tables.show_answer(rows((BERT, Literal("Gates"))), "table", PREFIXES) == 1
    assert screen.getvalue().split() == ["work", "title", "work:bert-01", "Gates"]


def test_text_of_a_listing_moves_no_cursor_and_turns_no_line_around(screen: io.StringIO) -> None:
    tables.show_answer(rows((BERT, Literal("a\x1b[2Jb\u202ec[red]d"))), "table", {})
    assert "\x1b" not in screen.getvalue() and "\u202e" not in screen.getvalue()
    assert "[red]d" in screen.getvalue()


def test_a_note_about_the_whole_is_said(capsys: pytest.CaptureFixture[str], screen: io.StringIO) -> None:
    tables.show_answer(rows((BERT, None), note="only the first 1 of more rows"), "csv", {})
    assert "only the first 1" in capsys.readouterr().err


def test_statements_are_written_as_turtle_or_json_ld(capfd: pytest.CaptureFixture[str]) -> None:
    triple = Triple(BERT, NamedNode("http://purl.org/dc/terms/title"), Literal("Gates"))
    tables.show_answer(Triples(iter([triple, triple])), "ttl", {})
    tables.show_answer(Triples(iter([triple, triple])), "jsonld", {})
    turtle, _, linked = capfd.readouterr().out.partition("\n[")
    assert "dcterms:title" in turtle
    assert json.loads("[" + linked)[0]["@id"] == BERT.value


@pytest.mark.parametrize(("answer", "form"), [(rows(), "jsonld"), (Triples(iter([])), "csv")])
def test_a_format_that_does_not_fit_is_said(answer: Rows | Triples, form: str) -> None:
    with pytest.raises(QueryError, match=form):
        tables.show_answer(answer, form, {})


def test_a_query_is_shown_as_it_is_where_no_terminal_is(screen: io.StringIO) -> None:
    tables.show_query(named_queries()["works"])
    assert screen.getvalue() == named_queries()["works"].text
