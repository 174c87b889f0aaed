"""Hostile text in every field of a graph and in every value of a question stays text on a terminal and in files."""

from __future__ import annotations

import csv
import io
import json
import sys

import pytest
from pyoxigraph import Literal

from kg.cli import console
from kg.cli.results import Display, RowFormat, show_result
from kg.graph.answers.asking import answer_question
from kg.graph.answers.catalogue import QUESTIONS
from kg.model.errors import KgError
from kg.reporting import Facts
from kg.store import Rows, new_store
from kg.store.parts import Answers
from tests.field import BASE, field_store, person, work
from tests.server.hostile import ESCAPES, EVERYTHING, STRINGS, hostile_quad

METHOD, DATASET, PAPER = f"{BASE}method/gate-pruning", f"{BASE}dataset/digits", work("Gate pruning for graphs")
ALL = (*STRINGS, *ESCAPES)
STORED = EVERYTHING + " " + " ".join(text for text in ESCAPES if text != "\ud800")
VALUES: dict[str, dict[str, object]] = {
    "people": {"concept": METHOD},
    "datasets": {"concept": METHOD},
    "trends": {},
    "reviewers": {"title": PAPER, "years": 0},
    "comparisons": {"method": METHOD},
    "collaborators": {"author": person("Ada Abel")},
    "groups": {},
    "new": {"year": 2019},
    "duplicates": {"kind": "author"},
    "differences": {"left": "2021", "right": "2022"},
    "tests": {"method": METHOD, "dataset": DATASET},
    "paths": {"start": person("Ada Abel"), "end": person("Hal Hirt")},
    "related": {"work": PAPER},
    "sources": {"work": PAPER},
    "programme": {"venue": f"{BASE}venue/iclr"},
}


@pytest.fixture(scope="module")
def hostile() -> Facts:
    """Facts of a graph in which each text begins with all hostile strings."""
    quads = field_store().quads_for_pattern(None, None, None, None)
    return Facts(Answers(new_store(None, tuple(hostile_quad(quad, STORED) for quad in quads))), {})


@pytest.fixture(scope="module")
def facts() -> Facts:
    return Facts(Answers(field_store()), {})


def lines_of(capsys: pytest.CaptureFixture[str]) -> list[str]:
    printed = capsys.readouterr()
    return f"{printed.out}\n{printed.err}".split("\n")


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_text_of_a_graph_stays_text_in_every_answer_and_format(
    name: str, hostile: Facts, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = answer_question(hostile, name, (), VALUES[name])
    count = len(rows)
    # the same hostile text in every paper makes no two papers similar
    assert count or name in ("trends", "sources", "differences", "groups", "related")
    for on_terminal in (False, True):
        monkeypatch.setattr(console.out, "_force_terminal", on_terminal)
        show_result(answer_question(hostile, name, (), VALUES[name]), Display(RowFormat.TABLE, iris=True))
        assert [line for line in lines_of(capsys) if not line.isprintable()] == []
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    for form in (RowFormat.CSV, RowFormat.JSON):
        show_result(answer_question(hostile, name, (), VALUES[name]), Display(form))
        assert [line for line in lines_of(capsys) if not line.isprintable()] == []


def test_files_have_the_text_as_it_is_and_no_formula(capsys: pytest.CaptureFixture[str]) -> None:
    texts = [text for text in ALL if text != "\ud800"]
    rows = [(Literal(text),) for text in texts]
    show_result(Rows(("text",), rows), Display(RowFormat.CSV))
    cells = [cell for (cell,) in csv.reader(io.StringIO(capsys.readouterr().out, newline=""))][1:]
    assert [cell.removeprefix("'") for cell in cells] == [text.removeprefix("'") for text in texts]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\uff1d"))]
    show_result(Rows(("text",), rows), Display(RowFormat.JSON))
    written = capsys.readouterr().out
    assert all(line.isprintable() for line in written.split("\n"))
    assert [row["text"]["value"] for row in json.loads(written)["results"]["bindings"]] == texts


def test_hostile_values_are_looked_up_or_refused_in_one_printable_line(
    facts: Facts, capsys: pytest.CaptureFixture[str]
) -> None:
    questions = {each.name: question.name for question in QUESTIONS.values() for each in question.parameters}
    for parameter, question in questions.items():
        for text in ALL:
            try:
                console.show_note(answer_question(facts, question, (), VALUES[question] | {parameter: text}).note)
            except KgError as error:
                console.show_error(str(error))
    lines = lines_of(capsys)
    assert len(lines) > len(ALL) and all(line.isprintable() for line in lines)
    assert not any("Traceback" in line for line in lines)


def test_hostile_names_of_questions_and_parameters_are_refused(facts: Facts) -> None:
    for text in ALL:
        with pytest.raises(KgError, match="no question is named"):
            answer_question(facts, text)
        with pytest.raises(KgError, match="no parameter"):
            answer_question(facts, "groups", (), {text: "x"})
