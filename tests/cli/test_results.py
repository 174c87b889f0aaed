"""Output of query results on a terminal, in a pipe and in a file."""

from __future__ import annotations

import io
import json
import time
from collections.abc import Callable

import pytest
from pyoxigraph import Literal, NamedNode, Triple
from rich.console import Console

from kg.cli import console, results, tables
from kg.cli.query import show_query
from kg.cli.results import Display, RowFormat, show_result
from kg.model.errors import UsageError
from kg.store import Rows, Triples, named_queries

WORK, OTHER = (NamedNode(f"https://example.org/kg/work/{name}") for name in ("bert-01", "gates-02"))
PAGE = NamedNode("https://example.net/paper")
PREFIXES = {"work": "https://example.org/kg/work/"}
Screen = Callable[..., io.StringIO]


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Screen:
    def make(width: int = 100, terminal: bool = False) -> io.StringIO:
        written = io.StringIO()
        made = Console(file=written, width=width, highlight=False, force_terminal=terminal, color_system=None)
        for module in (console, tables, results):
            monkeypatch.setattr(module, "out", made)
        return written

    return make


def rows(*terms: tuple[object, ...], columns: tuple[str, ...] = ("work", "title"), note: str = "") -> Rows:
    return Rows(columns, iter(terms), note)


def shown(screen: io.StringIO) -> list[list[str]]:
    return [line.split() for line in screen.getvalue().splitlines()]


def test_identifiers_are_hidden_and_shown_on_demand(screen: Screen) -> None:
    for iris, expected in ((False, [["title"], ["Gates"]]), (True, [["work", "title"], ["work:bert-01", "Gates"]])):
        written = screen()
        assert show_result(rows((WORK, Literal("Gates"))), Display(iris=iris, prefixes=PREFIXES)) == 1
        assert shown(written) == expected


def test_rows_that_would_look_the_same_have_identifiers(screen: Screen) -> None:
    written = screen()
    show_result(rows((WORK, Literal("Gates")), (OTHER, Literal("Gates"))), Display(prefixes=PREFIXES))
    assert shown(written)[1:] == [["work:bert-01", "Gates"], ["work:gates-02", "Gates"]]


def test_an_identifier_without_a_label_is_shown_and_a_web_address_is_not(screen: Screen) -> None:
    written = screen()
    columns = ("work", "position", "page")
    show_result(rows((WORK, Literal(1), PAGE), columns=columns), Display(prefixes=PREFIXES))
    assert shown(written) == [["work", "position"], ["work:bert-01", "1"]]
    written = screen()
    show_result(rows((PAGE,), columns=("page",)), Display(prefixes=PREFIXES))
    assert shown(written) == [["page"], [PAGE.value]]


@pytest.mark.parametrize(("limit", "lines"), [(None, 50), (7, 7), (0, 120)])
def test_a_terminal_shows_50_rows_and_the_number_of_all(
    screen: Screen, capsys: pytest.CaptureFixture[str], limit: int | None, lines: int
) -> None:
    written = screen(terminal=True)
    many = rows(*((WORK, Literal(f"Title {n}")) for n in range(120)))
    assert show_result(many, Display(limit=limit)) == 120
    assert len(shown(written)) == lines + 1
    said = capsys.readouterr().err
    assert (f"showing {lines} of 120 rows" in said) == (lines < 120)
    assert ("120 rows" in said) is True


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_a_pipe_receives_all_rows_unless_limited(screen: Screen, capsys: pytest.CaptureFixture[str], form: str) -> None:
    for limit, count in ((None, 120), (7, 7)):
        written = screen()
        show_result(rows(*((WORK, Literal(f"Title {n}")) for n in range(120))), Display(RowFormat(form), limit))
        assert (written.getvalue() + capsys.readouterr().out).count("Title ") == count


def test_a_terminal_of_60_columns_shows_every_row_within_its_width(screen: Screen) -> None:
    written = screen(width=60, terminal=True)
    title = "A long title of a paper about gates and graphs and much else"
    found = rows((WORK, Literal(title), Literal(2021), Literal("NeurIPS")), columns=("work", "title", "year", "venue"))
    show_result(found, Display(prefixes=PREFIXES))
    head, row = written.getvalue().splitlines()
    assert head.split() == ["title", "year", "venue"] and len(row) <= 60
    assert row.startswith("A long title") and row.endswith("…  2021  NeurIPS")


def test_89256_rows_are_laid_out_in_seconds(screen: Screen) -> None:
    written = screen()
    found = rows(*((WORK, Literal(f"Title {n}"), Literal(n)) for n in range(89_256)), columns=("work", "title", "n"))
    begun = time.process_time()
    show_result(found, Display(prefixes=PREFIXES))
    assert time.process_time() - begun < 20  # rich took a minute on an idle machine; this takes one second
    assert written.getvalue().count("\n") == 89_257


def test_a_note_about_the_result_is_shown(screen: Screen, capsys: pytest.CaptureFixture[str]) -> None:
    screen()
    show_result(rows((WORK, None), note="only the first 1 of more rows"), Display(RowFormat.CSV))
    assert "only the first 1" in capsys.readouterr().err


def test_triples_are_written_as_turtle_or_json_ld(capfd: pytest.CaptureFixture[str]) -> None:
    triple = Triple(WORK, NamedNode("http://purl.org/dc/terms/title"), Literal("Gates"))
    for form in (RowFormat.TTL, RowFormat.JSONLD):
        assert show_result(Triples(iter([triple, triple])), Display(form)) == 1
    turtle, _, linked = capfd.readouterr().out.partition("\n[")
    assert "dcterms:title" in turtle
    assert json.loads("[" + linked)[0]["@id"] == WORK.value


@pytest.mark.parametrize(
    ("result", "form", "remedy"),
    [(rows(), "jsonld", "CONSTRUCT"), (rows(), "ttl", "CONSTRUCT"), (Triples(iter([])), "csv", "SELECT")],
)
def test_a_format_that_does_not_fit_is_an_error(result: Rows | Triples, form: str, remedy: str) -> None:
    with pytest.raises(UsageError, match=rf"{form}.*{remedy}"):
        show_result(result, Display(RowFormat(form)))


def test_a_query_is_printed_as_it_is_to_a_pipe(screen: Screen) -> None:
    written = screen()
    show_query(named_queries()["works"])
    assert written.getvalue() == named_queries()["works"].text


@pytest.mark.parametrize("form", [RowFormat.TABLE, RowFormat.CSV, RowFormat.JSON])
def test_a_limit_of_any_size_is_a_limit(screen: Screen, form: RowFormat) -> None:
    screen()
    assert show_result(rows((WORK, Literal("Gates"))), Display(form, 10**30)) == 1
    triple = Triple(WORK, PAGE, Literal("x"))
    assert show_result(Triples([triple]), Display(RowFormat.TTL, 10**30)) == 1
