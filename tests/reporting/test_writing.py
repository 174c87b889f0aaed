"""Files of the report on a build and on a part of it."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import pytest

from kg.model.errors import OutputError, QueryError
from kg.reporting import report_part, write_report
from kg.store import open_store, run
from tests.reporting.conftest import Reporter


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_build_writes_the_report_and_its_twins(built: Path) -> None:
    assert {"report.html", "report.md", "report/sentences.csv", "report/queries/works.rq"} <= set(tree(built))
    with (built / "report" / "central_authors.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert float(rows[0]["PageRank"]) > 0
    assert rows[0]["query"].startswith("kg query works_of_author --param author=")


def test_the_command_of_a_row_gives_its_number(built: Path) -> None:
    with (built / "report" / "central_authors.csv").open(encoding="utf-8", newline="") as file:
        row = next(csv.DictReader(file))
    words = row["query"].split()[1:]
    command = [sys.executable, "-m", "kg", *words, "--out", str(built), "--format", "csv"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert len(list(csv.reader(done.stdout.splitlines()))) - 1 == int(row["Papers"])


def test_a_part_is_written_beside_its_page_again_and_again(built: Path, tmp_path: Path) -> None:
    page = report_part(built, tmp_path / "r.html", None, 2021, None)
    before = tree(tmp_path)
    assert {"r.html", "r.md", "r/central_authors.csv", "r/queries/works.rq"} <= set(before)
    (tmp_path / "r" / "old.csv").write_text("left from before", encoding="utf-8")
    assert report_part(built, page, None, 2021, None) == page
    assert tree(tmp_path) == before


def test_a_page_is_named_after_its_part(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert report_part(built, None, "iclr", 2021, None) == Path("report-iclr-2021.html")
    assert report_part(built, None, None, None, "papers-cool.txt") == Path("report-papers-cool-txt.html")


def test_a_page_leads_to_the_explorer_of_its_build(built: Path, tmp_path: Path) -> None:
    page = report_part(built, tmp_path / "r.html", None, 2021, None)
    text = page.read_text(encoding="utf-8")
    address = text.split('explorer.html"')[0].rsplit('href="', 1)[1]
    assert (page.parent / address / "explorer.html").resolve() == built / "explorer.html"


def test_a_name_that_nothing_has_is_answered_with_near_ones(built: Path, tmp_path: Path) -> None:
    with pytest.raises(QueryError, match=r"no venue is named 'ICLS'; did you mean .*ICLR"):
        report_part(built, tmp_path / "r.html", "ICLS", None, None)
    with pytest.raises(QueryError, match=r"no listing is named 'papers-col\.txt'; did you mean papers-cool\.txt"):
        report_part(built, tmp_path / "r.html", None, None, "papers-col.txt")
    with pytest.raises(QueryError, match=r"no papers in 1921; the graph has papers of .*2021"):
        report_part(built, tmp_path / "r.html", None, 1921, None)
    assert tree(tmp_path) == {}


def test_a_folder_of_somebody_else_is_left_alone(make_report: Reporter, tmp_path: Path) -> None:
    (tmp_path / "report").mkdir()
    (tmp_path / "report" / "thesis.tex").write_text("years of work", encoding="utf-8")
    with pytest.raises(OutputError, match="choose another --page"):
        write_report(make_report(), tmp_path / "report.html", output_url="")
    assert set(tree(tmp_path)) == {"report/thesis.tex"}


def test_a_page_of_another_kind_is_refused(built: Path, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"must end in \.html"):
        report_part(built, tmp_path / "report.pdf", None, 2021, None)


def test_a_year_without_papers_names_the_years_of_the_venue(built: Path, tmp_path: Path) -> None:
    with pytest.raises(QueryError, match=r"^no papers in ICLR 1900; ICLR has papers of [0-9, ]+$") as caught:
        report_part(built, tmp_path / "r.html", "ICLR", 1900, None)
    years = {int(year) for year in str(caught.value).rsplit(" of ", 1)[1].split(", ")}
    rows = run(open_store(built / "store"), "works")
    assert years == {row[2] for row in rows if row[3] == "ICLR"}
