"""Every number of a report equals the result of its query."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Store

from kg.model.report import NumberSource
from kg.output import STORE
from kg.reporting import Facts, report, report_part, write_report
from kg.reporting.facts import graphs_of
from kg.reporting.listings import read_summaries
from kg.store import open_store
from kg.store.parts import Answers, part_of
from tests.reporting.asking import Asker, figures, wrong
from tests.reporting.conftest import Reporter

PARTS = ({}, {"venue": "ICLR"}, {"year": 2021}, {"listing": "=second.md"}, {"venue": "ICLR", "year": 2022})


@pytest.mark.parametrize("part", PARTS, ids=str)
def test_the_queries_of_a_small_graph_give_its_numbers(
    make_report: Reporter, small: Store, tmp_path: Path, part: dict[str, object]
) -> None:
    made = make_report(**part)
    write_report(made, tmp_path / "report.html", output_url=None)
    assert wrong(made, Asker(small, made, tmp_path / "report.html")) == []


def test_the_queries_of_the_examples_give_their_numbers(built: Path) -> None:
    store = open_store(built / STORE)
    answers = Answers(store)
    read = read_summaries(built, {row[1] for row in answers.rows("sources")})
    made = report(Facts(answers, graphs_of(answers), read), "Examples")
    asked = [source for _, _, source, _ in figures(made)]
    assert len(asked) > 300
    assert sum(not source.derived for source in asked) > 0.7 * len(asked)
    assert wrong(made, Asker(store, made, built / "report.html")) == []


def test_the_queries_beside_the_report_of_a_part_give_its_numbers(built: Path, tmp_path: Path) -> None:
    page = report_part(built, tmp_path / "some part.html", None, 2021, None)
    store = open_store(built / STORE)
    answers = Answers(store, part_of(store, year=2021))
    read = read_summaries(built, {row[1] for row in answers.rows("sources")})
    made = report(Facts(answers, graphs_of(answers), read), "Examples", page.stem)
    assert len(list(figures(made))) > 100
    assert wrong(made, Asker(store, made, page)) == []


def test_a_wrong_number_would_be_found(make_report: Reporter, small: Store) -> None:
    asker = Asker(small, make_report(), Path("report.html"))
    assert asker.number(NumberSource("works"), ()) == 4
    assert asker.number(NumberSource("works", match=(("decision", "=accept"),)), ()) == 2
    assert asker.number(NumberSource("venues", (), "works"), ()) == 3
