"""Accessibility of the explorer, checked by axe in light and dark, and use with the keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.views.explorations import themed
from tests.views.exploring import address, counts, details, opened, search

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

AXE = Path(__file__).parent / "bundle" / "axe.js"
SHOWS = ("network", "overlay", "density", "themes", "evolution", "fields")


@pytest.fixture(params=["light", "dark"])
def themed_page(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, color_scheme=request.param)
    yield context.new_page()
    context.close()


def violations(page: Page) -> list[str]:
    """Return the rules that axe finds violated, with the elements."""
    found = page.evaluate("axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html]))")
    return [f"{rule}: {element}" for rule, element in found]


@pytest.mark.skipif(not AXE.is_file(), reason="axe is not there (python hatch_build.py)")
def test_no_view_violates_a_rule_of_axe(themed_page: Page, tmp_path: Path) -> None:
    page = opened(themed_page, themed(), tmp_path / "explorer.html", "#view=concepts")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    page.evaluate("document.querySelectorAll('.settings details').forEach((each) => (each.open = true))")
    for show in SHOWS:
        page.click(f"#show-{show}")
        assert violations(page) == []
    page.click("#show-network")
    search(page, "theme 1 method 0")
    assert details(page)
    assert violations(page) == []
    page.evaluate("document.querySelector('#from').value = '2023'")
    page.fill("#search", "method")
    assert violations(page) == []


def test_views_and_years_are_reached_with_the_keyboard(page: Page, tmp_path: Path) -> None:
    opened(page, themed(), tmp_path / "explorer.html", "#view=concepts")
    page.focus("#show-themes")
    page.keyboard.press("Enter")
    assert page.get_attribute("#show-themes", "aria-pressed") == "true"
    page.focus("#year")
    before = counts(page)
    page.keyboard.press("Home")
    assert page.inner_text("#year-value") == "2018"
    assert counts(page) != before
    assert "to=2018" in address(page)
