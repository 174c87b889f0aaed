"""Views of the explorer: what each shows, filters of time, and messages about empty pictures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.views.explorations import WHOLE, large, small, themed
from tests.views.exploring import (
    RECORD_TEXTS,
    address,
    counts,
    details,
    open_section,
    opened,
    search,
    texts_on_screen,
    until,
)

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture
def explorer(page: Page, tmp_path: Path) -> Page:
    page.add_init_script(RECORD_TEXTS)
    return opened(page, themed(), tmp_path / "explorer.html", "#view=concepts")


def shown(page: Page) -> set[str]:
    return {each.text for each in texts_on_screen(page)}


def test_a_large_network_begins_with_its_most_important_nodes(page: Page, tmp_path: Path) -> None:
    opened(page, large(600, 2_000), tmp_path / "explorer.html")
    assert counts(page).startswith("300 of 600 authors, ")
    assert page.input_value("#weight") == "2"
    page.check("#apart")
    page.locator("#limit").fill(page.get_attribute("#limit", "max") or "")
    assert counts(page).startswith("600 authors, ")


def test_separate_groups_are_shown_on_demand(page: Page, tmp_path: Path) -> None:
    opened(page, small(), tmp_path / "explorer.html")
    assert counts(page) == WHOLE
    page.check("#apart")
    assert counts(page) == "5 authors, 3 links"
    assert "apart=1" in address(page)


def test_names_of_communities_can_be_hidden(explorer: Page) -> None:
    assert "of concepts" in shown(explorer)
    explorer.uncheck("#names")
    assert "of concepts" not in shown(explorer)
    assert "names=0" in address(explorer)


def test_years_in_the_wrong_order_are_put_right(explorer: Page) -> None:
    open_section(explorer, "Filters")
    explorer.select_option("#to", "2019")
    explorer.select_option("#from", "2022")
    assert (explorer.input_value("#from"), explorer.input_value("#to")) == ("2022", "2022")
    explorer.select_option("#to", "2020")
    assert (explorer.input_value("#from"), explorer.input_value("#to")) == ("2020", "2020")


def test_an_empty_filter_is_reported_and_can_be_undone(page: Page, tmp_path: Path) -> None:
    opened(page, small(), tmp_path / "explorer.html")
    open_section(page, "Filters")
    page.select_option("#venue", "ICLR")
    before = counts(page)
    page.select_option("#from", "2023")
    until(page, "!document.querySelector('#empty').hidden")
    assert page.inner_text("#empty-text") == "No authors match these filters."
    page.click("#undo")
    until(page, "document.querySelector('#empty').hidden")
    assert counts(page) == before
    page.select_option("#from", "2023")
    page.click("#clear-all")
    assert counts(page) == WHOLE


def test_a_closed_panel_leaves_the_picture_as_wide_as_before(explorer: Page) -> None:
    size = "[document.querySelector('.picture').width, document.querySelector('#stage').clientWidth]"
    before = explorer.evaluate(size)
    search(explorer, "theme 0 method 0")
    until(explorer, f"{size}[0] < {before[0]}")
    explorer.click(".close")
    until(explorer, f"{size}[0] === {before[0]}")
    assert explorer.evaluate(size) == before


def test_the_panel_shows_neighbours_authors_and_papers_before_measures(explorer: Page) -> None:
    search(explorer, "theme 0 method 0")
    text = details(explorer)
    places = [text.index(word) for word in ("neighbours", "authors", "papers", "Measures")]
    headings = explorer.locator("#details h3").all_inner_texts()
    assert [heading.split()[1] for heading in headings] == ["neighbours", "authors", "papers"]
    assert places[-1] == max(places)


def test_all_shortest_paths_are_listed_with_titles(page: Page, tmp_path: Path) -> None:
    opened(page, themed(), tmp_path / "explorer.html", "#view=authors")
    search(page, "author 0")
    page.click("text=Find a path from here")
    search(page, "author 12")
    text = details(page)
    assert "shortest path" in text.lower()
    assert page.locator(".path .step .link").count() >= page.locator(".path .step").count() > 0
    assert page.locator(".path .step .link").first.inner_text().startswith("Paper ")


def test_the_time_slider_filters_the_years_and_plays_them(explorer: Page) -> None:
    everything = counts(explorer)
    explorer.locator("#year").fill("0")
    assert explorer.inner_text("#year-value") == "2018"
    assert counts(explorer) != everything
    explorer.select_option("#window", "1")
    explorer.locator("#year").fill("2")
    assert "from=2020" in address(explorer) and "to=2020" in address(explorer)
    explorer.click("#play")
    until(explorer, "document.querySelector('#year-value').textContent === '2023'")
    until(explorer, "document.querySelector('#play').getAttribute('aria-label') === 'Play the years'")
    explorer.click("#all-years")
    assert counts(explorer) == everything


def test_the_thematic_map_has_named_quadrants_and_a_panel_of_each_theme(explorer: Page) -> None:
    explorer.click("#show-themes")
    texts = shown(explorer)
    assert {"Niche themes", "Motor themes", "Emerging or declining themes", "Basic themes"} <= texts
    box = next(each for each in texts_on_screen(explorer) if each.text.startswith("theme 1"))
    stage = explorer.locator("#stage").bounding_box()
    assert stage
    explorer.mouse.click(stage["x"] + (box.left + box.right) / 2, stage["y"] + (box.top + box.bottom) / 2)
    assert "Community of" in details(explorer)
    assert "group=" in address(explorer)


def test_the_thematic_evolution_has_a_column_for_each_period(explorer: Page) -> None:
    explorer.click("#show-evolution")
    assert {"2018–2019", "2020–2021", "2022–2023"} <= shown(explorer)
    explorer.locator("#periods").fill("2")
    assert {"2018–2020", "2021–2023"} <= shown(explorer)


def test_three_fields_can_be_chosen(explorer: Page) -> None:
    explorer.click("#show-fields")
    assert {"Authors", "Methods", "Datasets"} <= shown(explorer)
    explorer.select_option("#field-2", "venues")
    assert {"Authors", "Methods", "Venues", "ICLR"} <= shown(explorer)
    explorer.select_option("#field-0", "venues")
    assert [explorer.input_value(f"#field-{at}") for at in range(3)] == ["venues", "methods", "authors"]


def test_an_overlay_has_a_continuous_legend(explorer: Page) -> None:
    explorer.click("#show-overlay")
    assert explorer.inner_text("#legend-title").startswith("Mean year")
    assert explorer.locator("#legend .scale").count() == 1
    ticks = [float(text) for text in explorer.locator("#legend .ticks span").all_inner_texts()]
    assert ticks == sorted(ticks) and 2018 <= ticks[0] < ticks[-1] <= 2023
    names = explorer.locator("#colour option").all_inner_texts()
    assert {"Share of accepted papers", "Share of ICLR", "Betweenness"} <= set(names)


def test_the_list_of_nodes_has_the_nodes_of_the_picture(explorer: Page) -> None:
    open_section(explorer, "List of nodes")
    rows = explorer.locator("#list .neighbours li")
    expect(rows).to_have_count(25)
    assert rows.first.inner_text().startswith("theme 0 method 0")
