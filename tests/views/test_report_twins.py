"""Markdown and CSV of a report have the same content as the page, without markup or formulas from listings."""

from __future__ import annotations

import csv
import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model.report import Report
from kg.views import write_markdown, write_sheets
from kg.views.report.markdown import escaped
from tests.views.conftest import ATTACKS
from tests.views.test_report import REPORT


def markdown(report: Report, folder: Path) -> str:
    write_markdown(folder / "report.md", report)
    return (folder / "report.md").read_text(encoding="utf-8")


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_markdown_says_what_the_page_says(tmp_path: Path) -> None:
    text = markdown(REPORT, tmp_path)
    assert text.startswith("# Two listings\n\nWhat was read.\n\n")
    assert "Of **ICLR**, 502. Authors" in text
    assert "| Author | Papers | PageRank |\n| --- | ---: | ---: |\n| Zoë Quinn | 9 | 0.002 |" in text
    assert "- *Gates at work* (ICLR 2022)\n  > A **CNN** with GateNet layers is tested." in text
    assert "Papers by year: 2019: 502; 2021: 251" in text
    assert "kg query works\\_of\\_author" not in text
    assert "```sh\nkg query works_of_author --param author=…\n```" in text


def test_markdown_of_attacks_has_no_html_no_link_and_no_picture(hostile_report: Report, tmp_path: Path) -> None:
    text = markdown(hostile_report, tmp_path)
    outside = re.sub(r"^(`{3,})\w*\n.*?^\1$|^ {4}.*?$", "", text, flags=re.MULTILINE | re.DOTALL)
    assert not re.search(r"(?<!\\)<", outside)
    assert not re.search(r"(?<!\\)\]\(|(?<!\\)!\[", outside)
    assert "://" not in outside.replace("\\://", "").replace(":\\//", "")
    assert "\ud800" not in text


@given(st.text(max_size=60))
def test_escaped_text_stays_on_its_line_and_has_no_bare_mark(text: str) -> None:
    found = escaped(text)
    assert len(found.splitlines()) <= 1
    assert not re.search(r"(?<!\\)(?:\\\\)*[`*_\[\]<>|#]", found)


@pytest.mark.parametrize(
    ("text", "written"),
    [("1. one", "1\\. one"), ("0.002", "0.002"), ("- a", "\\- a"), ("a_b", "a\\_b"), ("www.x.org", "www\\.x.org")],
)
def test_escapes_are_those_of_markdown(text: str, written: str) -> None:
    assert escaped(text) == written


def test_tables_and_sentences_are_csv_with_whole_values(tmp_path: Path) -> None:
    write_sheets(tmp_path / "report", REPORT)
    found = rows(tmp_path / "report" / "authors.csv")
    assert found[0] == ["Author", "Papers", "PageRank", "query"]
    assert found[2] == ["An Li", "1016", "0.0005", "kg query works_of_author --param author=person/an"]
    assert found[3][0] == "'=HYPERLINK(1)"
    assert rows(tmp_path / "report" / "sentences.csv")[1][2:6] == ["Used by", "Gates at work", "ICLR 2022", "A "]
    assert (tmp_path / "report" / "queries" / "works.rq").read_text(encoding="utf-8") == "SELECT * # works"


def test_no_cell_of_attacks_is_a_formula(hostile_report: Report, tmp_path: Path) -> None:
    write_sheets(tmp_path / "report", hostile_report)
    files = sorted((tmp_path / "report").glob("*.csv"))
    assert [path.name for path in files] == ["folded.csv", "sentences.csv", "table.csv"]
    cells = [cell for path in files for row in rows(path) for cell in row]
    assert len(cells) > len(ATTACKS)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_the_command_of_a_hostile_row_is_one_word_to_a_shell(hostile_report: Report, tmp_path: Path) -> None:
    write_sheets(tmp_path / "report", hostile_report)
    command = rows(tmp_path / "report" / "table.csv")[1][-1]
    given_ = command[command.index("--param ") + len("--param ") :]
    done = subprocess.run(["sh", "-c", f"printf '%s\\n' {given_} | wc -l"], capture_output=True, text=True, check=True)
    assert int(done.stdout) == given_.count("\n") + 1


@pytest.mark.parametrize("name", ["report.md", "report/table.csv", "report/sentences.csv"])
def test_twins_are_the_same_bytes_again(hostile_report: Report, tmp_path: Path, name: str) -> None:
    for place in (tmp_path / "one", tmp_path / "two"):
        place.mkdir()
        write_markdown(place / "report.md", hostile_report)
        write_sheets(place / "report", hostile_report)
    assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
