"""Sections of the report fit on a screen: tables show fewer rows where a section would be higher than the window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.model.report import Report, ReportColumn, ReportRow, ReportSection, Table, ValueFormat
from kg.views import write_page_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser

COLUMNS = (ReportColumn("Paper", key="work"), ReportColumn("Authors", ValueFormat.COUNT))


def table(name: str, rows: int) -> Table:
    return Table(
        name, name, COLUMNS, tuple(ReportRow((f"Paper {n}", n), (("work", f"work/{n}"),)) for n in range(rows))
    )


@pytest.mark.parametrize(("width", "rows"), [(1440, 3), (390, 5)])
def test_a_section_of_many_tables_fits_on_a_wide_screen(
    chromium: Browser, tmp_path: Path, width: int, rows: int
) -> None:
    many, few = (table(f"many-{n}", 20) for n in range(4)), table("few", 4)
    report = Report("Tables", (), (), (ReportSection("tables", "Tables", (*many, few)),))
    write_page_of(tmp_path / "report.html", report)
    context = chromium.new_context(viewport={"width": width, "height": 1_150})
    page = context.new_page()
    page.goto((tmp_path / "report.html").as_uri())
    first = page.locator("#table-many-0 tbody tr")
    assert first.evaluate_all("found => found.filter(each => each.offsetParent !== null).length") == rows
    fits = page.evaluate("document.getElementById('tables').offsetHeight <= innerHeight")
    assert fits == (width == 1440)
    assert page.get_by_role("button", name="All 20 rows").evaluate_all("found => found.length") == 4
    page.get_by_role("button", name="All 20 rows").first.press("Enter")
    assert first.evaluate_all("found => found.filter(each => each.offsetParent !== null).length") == 20
    page.get_by_role("button", name=f"First {rows} rows").press("Enter")
    assert first.evaluate_all("found => found.filter(each => each.offsetParent !== null).length") == rows
    assert page.locator("#table-few").get_by_role("button", name="rows").count() == 0
    context.close()
