"""What the report tells."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.model.listing import Lines
from kg.model.measure import Ranked
from kg.model.report import Count, ListingSummary, Rejection, ReportValues, RoleCounts, Warned
from kg.views import write_report

if TYPE_CHECKING:
    from playwright.sync_api import Page

VALUES = ReportValues(
    title="Two listings",
    listings=(
        ListingSummary("one.txt", "poster session", 1_016, 4_000, 12, 300, 0),
        ListingSummary("two.md", "markdown list", 4, 20, 1, 3, 2, (("The header says 693, 4 follow.", Lines(1, 3)),)),
    ),
    glance=(Count("works", 1_015), Count("authors", 3_390)),
    authors=(Ranked("p/1", "An Li", 9, 12, 20, 0.1234567, 0.002, 1), Ranked("p/2", "Bo Xu", 2, 3, 3, 0.0, 0.001, 1)),
    venues=(Count("ICLR 2019", 502), Count("ICML 2021", 251)),
    years=(Count("2019", 502), Count("2021", 251)),
    roles=(
        RoleCounts("GLUE", "dataset", (Count("introduces", 1), Count("evaluates", 22))),
        RoleCounts("BERT", "method", (Count("proposes", 1), Count("uses", 30)), ("A title",)),
    ),
    warnings=(Warned("works have no venue.", 3, ("One title",)),),
    rejections=(Rejection("two.md", Lines(7, 8), "no title", "kept\n  as it is"),),
    notes=("Mentions come from a vocabulary.",),
)


@pytest.fixture
def report(page: Page, tmp_path: Path) -> Page:
    """The report, open."""
    write_report(tmp_path / "report.html", VALUES)
    page.goto((tmp_path / "report.html").as_uri())
    return page


def cells(page: Page, section: str, row: int) -> list[str]:
    found = page.locator(f"#{section} tbody tr").nth(row).locator("th, td").all_inner_texts()
    return [text.strip() for text in found if text.strip()]


def test_every_line_is_accounted_for(report: Page) -> None:
    assert cells(report, "read", 0) == ["one.txt", "poster session", "1,016", "4,000", "12", "300", "0"]
    total = report.locator("#read tfoot").inner_text().split()
    assert total == ["All", "2", "1,020", "4,020", "13", "303", "2"]
    assert "The header says 693, 4 follow. (lines 1–3)" in report.locator("#read").inner_text()


def test_rejected_lines_are_shown_verbatim_with_their_reason(report: Page) -> None:
    assert report.locator("pre").inner_text() == "kept\n  as it is"
    assert report.locator(".rejected figcaption").inner_text() == "two.md, lines 7–8: no title"


def test_warnings_say_how_many_more_there_are(report: Page) -> None:
    assert "3 works have no venue." in report.locator(".warning").inner_text()
    assert "and 2 more" in report.locator(".warning").inner_text()


def test_authors_are_ranked_with_a_bar_each(report: Page) -> None:
    assert cells(report, "people", 0) == ["1", "An Li", "9", "12", "20", "0.123", "0.002"]
    widths = report.eval_on_selector_all("#people .bar rect", "found => found.map(each => each.getAttribute('width'))")
    assert widths == ["100.0", "50.0"]


def test_the_plot_of_years_can_be_read_aloud(report: Page) -> None:
    plot = report.get_by_role("img", name="Works by year")
    assert plot.locator("desc").text_content() == "2019: 502; 2021: 251"
    heights = plot.locator("rect").evaluate_all("found => found.map(each => Number(each.getAttribute('height')))")
    assert heights == [140, 70]


def test_methods_come_before_datasets(report: Page) -> None:
    assert report.locator("#roles h3").all_inner_texts() == ["Methods", "Datasets"]
    assert cells(report, "roles", 0) == ["BERT", "1", "30", "A title"]


def test_the_contents_lead_to_sections_that_exist(report: Page) -> None:
    targets = report.eval_on_selector_all("nav a", "found => found.map(each => each.getAttribute('href'))")
    assert targets == ["#read", "#warnings", "#people", "#roles", "#venues", "#method"]
    assert all(report.locator(target).count() == 1 for target in targets)


def test_an_empty_report_is_a_page(page: Page, tmp_path: Path) -> None:
    write_report(tmp_path / "report.html", ReportValues("Nothing", (), ()))
    page.goto((tmp_path / "report.html").as_uri())
    assert "Nothing was read." in page.locator("main").inner_text()
