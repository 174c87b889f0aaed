"""Commands `kg ask` and `kg reviewers`: tables, files, notes, and hostile text."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.app import app
from kg.model.mention import Role
from tests.field import PAPERS, Paper, field_store

HOSTILE = (
    "\x1b[2J\x1b]0;owned\x07", "=HYPERLINK('http://x')", "+cmd|' /C calc'!A0", "@SUM(1)", "\u202etxt.exe", "[bold]x[/]",
    "<script>alert(1)</script>",
    "$(reboot)", "`reboot`", "{{7*7}}", "%s%n", "'; DROP TABLE papers; --", "\t=1+1", "\x9b31m",
)  # fmt: skip


def paper(number: int, text: str) -> Paper:
    words = text.replace("\x07", "").replace("\x1b", "").replace("\x9b", "")
    abstract = f"We use gate pruning {text} on Digits."
    title = f"{text} gate pruning {number}"
    return Paper(title, 2022, "ICLR", (f"{words} Writer {number}", "Ada Abel"), abstract,
                 {"gate pruning": Role.USES}, {"Digits": Role.EVALUATES})  # fmt: skip


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("asked") / "output"
    field_store(folder / "store", (*PAPERS, *(paper(number, text) for number, text in enumerate(HOSTILE))))
    return folder


def run(*words: str) -> str:
    done = CliRunner().invoke(app, list(words), catch_exceptions=False)
    assert done.exit_code == 0
    return done.stdout


COMMANDS = (
    ("ask", "people", "gate pruning"),
    ("ask", "datasets", "gate pruning"),
    ("ask", "tests", "gate pruning", "Digits"),
    ("ask", "related", "Gate pruning for graphs"),
    ("ask", "new", "2019"),
    ("ask", "programme", "ICLR"),
    ("ask", "paths", "Ada Abel", "Hal Hirt"),
    ("reviewers", "Sparse gates", "--abstract", "gate pruning of networks", "--number", "20"),
)


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: " ".join(words[:2]))
def test_text_of_listings_stays_text_in_tables_and_files(words: tuple[str, ...], out: Path) -> None:
    table = run(*words, "--out", str(out))
    assert table.strip() and all(line.isprintable() for line in table.splitlines())
    rows = list(csv.reader(io.StringIO(run(*words, "--out", str(out), "--format", "csv"))))
    assert len(rows) > 1
    numbers = [cell.lstrip("-").replace(".", "", 1).isdigit() for row in rows for cell in row]
    cells = [cell for row in rows for cell in row]
    assert not [
        cell for cell, number in zip(cells, numbers, strict=True) if cell[:1] in tuple("=+-@\t\r") and not number
    ]


def test_without_a_question_all_are_listed() -> None:
    table = run("ask")
    assert all(name in table for name in ("people", "collaborators", "paths", "programme", "venue=all"))


def test_a_listing_of_submissions_is_assigned(out: Path, tmp_path: Path) -> None:
    listing = tmp_path / "new.csv"
    listing.write_text('title,authors,abstract\nSparse gates,Zoe Zorn,"We study gate pruning."\n', encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(run("reviewers", str(listing), "--out", str(out), "--format", "csv"))))
    assert len(rows) == 3 and {row["place"] for row in rows} == {"new.csv:2-2"}
