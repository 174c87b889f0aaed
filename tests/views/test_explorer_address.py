"""Addresses of the explorer: every state survives a reload, and nonsense opens the complete graph."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from tests.views.explorations import WHOLE, small
from tests.views.exploring import address, counts, details, drawn, open_section, opened, reopened, search

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture
def explorer(page: Page, tmp_path: Path) -> Page:
    return opened(page, small(), tmp_path / "explorer.html")


def state(page: Page) -> dict[str, object]:
    """Return what the page shows: pressed buttons, values of fields, numbers, and the text of the panel."""
    pressed = page.locator("button[aria-pressed=true]")
    fields = "[...document.querySelectorAll('select, input:not([type=search])')]"
    return {
        "pressed": [each.get_attribute("id") or each.inner_text() for each in pressed.all()],
        "fields": page.evaluate(f"{fields}.map((each) => [each.id, each.value, each.checked])"),
        "counts": counts(page),
        "details": details(page) if page.is_visible("#details") else "",
        "picture": page.evaluate("document.querySelector('.picture').toDataURL()"),
    }


@pytest.mark.parametrize(
    "hash_", ["#pick=node&nodes=99999", "#view=%3Cscript%3E&colour=__proto__&weight=-1e9", "#%E0%A4%A"]
)
def test_an_address_of_nonsense_opens_the_whole(page: Page, tmp_path: Path, hash_: str) -> None:
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    opened(page, small(), tmp_path / "explorer.html", hash_)
    assert page.inner_text("#counts") == WHOLE
    assert complaints == []


def test_the_address_of_a_paper_is_read_back(explorer: Page) -> None:
    search(explorer, "rows of nothing")
    assert "paper=paper-1" in address(explorer)
    reopened(explorer, address(explorer))
    assert "Rows of nothing" in details(explorer)


@pytest.mark.parametrize("kind", ["node", "edge", "path"])
def test_the_address_of_a_selection_is_read_back(explorer: Page, kind: str) -> None:
    search(explorer, "ana")
    if kind == "edge":
        explorer.click(".why >> nth=0")
    if kind == "path":
        explorer.click("text=Find a path from here")
        search(explorer, "dan")
    assert f"{kind}=" in address(explorer)
    drawn(explorer)
    before = state(explorer)
    reopened(explorer, address(explorer))
    drawn(explorer)
    assert state(explorer) == before


@pytest.mark.parametrize("show", ["network", "overlay", "density", "themes", "evolution", "fields"])
def test_the_address_of_every_view_with_its_settings_is_read_back(explorer: Page, show: str) -> None:
    explorer.click("#view-concepts")
    explorer.click(f"#show-{show}")
    open_section(explorer, "Filters")
    explorer.select_option("#to", "2022")
    if show == "fields":
        explorer.select_option("#field-0", "venues")
        assert explorer.input_value("#field-1") == "methods"
    if show == "evolution":
        explorer.locator("#periods").fill("2")
    if show in ("network", "overlay", "density"):
        explorer.locator("#limit").fill("0")
        explorer.select_option("#size", "degree")
        explorer.click("#zoom-in")
    explorer.mouse.move(0, 0)
    drawn(explorer)
    before = state(explorer)
    reopened(explorer, address(explorer))
    drawn(explorer)
    assert state(explorer) == before


def test_a_cell_of_three_fields_is_addressable(page: Page, tmp_path: Path) -> None:
    method = quote("https%3A%2F%2Fexample.org%2Fconcepts%2F0")
    fields = "show=fields&fields=venues,methods,years"
    opened(page, small(), tmp_path / "explorer.html", f"#{fields}&cell=venues:ICLR~methods:{method}")
    assert "ICLR – dropout" in details(page)
    assert "Gates at work" in details(page)
    assert "Rows of nothing" not in details(page)
