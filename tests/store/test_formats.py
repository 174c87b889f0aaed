"""Results as CSV, JSON and Turtle: readable by other programs, without formulas for spreadsheets."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from kg.store import Rows, Triples, ask, new_store, run, write_csv, write_json, write_triples
from kg.views.table import write_csv as write_table
from tests.tiny import tiny_quads


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\x00")), min_size=1))
def test_no_cell_of_csv_is_a_formula(values: list[str]) -> None:
    target = io.StringIO(newline="")
    write_csv(Rows(("text",), iter([(ox.Literal(value),) for value in values])), target)
    header, *cells = csv.reader(io.StringIO(target.getvalue(), newline=""))
    assert header == ["text"] and len(cells) == len(values)
    for cell, value in zip(cells, values, strict=True):
        text = cell[0] if cell else ""
        assert text in (value, f"'{value}") and not text.startswith(tuple("=+-@＝＋－＠\t\r"))


@pytest.mark.parametrize("mark", "＝＋－＠")
def test_full_width_signs_begin_no_formula(mark: str, tmp_path: Path) -> None:
    target = io.StringIO()
    write_csv(Rows(("text",), [(ox.Literal(f"{mark}1"),)]), target)
    assert target.getvalue() == f"text\n'{mark}1\n"
    write_table(tmp_path / "table.csv", ["text"], [[f"{mark}1"]])
    assert (tmp_path / "table.csv").read_text(encoding="utf-8") == f"text\n'{mark}1\n"


def test_numbers_stay_numbers_in_csv() -> None:
    target = io.StringIO()
    write_csv(Rows(("a", "b"), iter([(ox.Literal(-1), None)])), target)
    assert target.getvalue() == "a,b\n-1,\n"


def test_json_follows_the_sparql_standard(tmp_path: object) -> None:
    store = new_store(None, tiny_quads())
    target = io.StringIO()
    write_json(run(store, "concepts"), target)
    read = ox.parse_query_results(target.getvalue().encode(), format=ox.QueryResultsFormat.JSON)
    assert isinstance(read, ox.QuerySolutions)
    rows = run(store, "concepts")
    assert [variable.value for variable in read.variables] == list(rows.columns)
    assert [tuple(solution) for solution in read] == list(rows.terms)


def test_an_empty_result_is_valid_json() -> None:
    target = io.StringIO()
    write_json(Rows(("a",), iter([])), target)
    assert json.loads(target.getvalue()) == {"head": {"vars": ["a"]}, "results": {"bindings": []}}


def test_turtle_of_a_construct_is_read_by_rdflib() -> None:
    answer = ask(new_store(None, tiny_quads()), "CONSTRUCT { ?s dcterms:title ?t } WHERE { ?s dcterms:title ?t }")
    assert isinstance(answer, Triples)
    triples = list(answer.triples)
    target = io.BytesIO()
    write_triples(Triples(iter(triples)), target)
    assert target.getvalue().startswith(b"@prefix concept:")
    assert len(rdflib.Graph().parse(data=target.getvalue(), format="turtle")) == len(set(triples))
