"""Use of a map page in a browser."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.model.exploration import MapCommunity
from kg.model.measure import Ranked
from kg.model.picture import Dot, Picture
from kg.views import write_network_page

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture
def opened(page: Page, map_of_two: Picture, tmp_path: Path) -> Page:
    """Open the page with a map of two communities."""
    write_network_page(map_of_two, tmp_path / "coauthors.html", "Test graph: Co-authors", "authors", "joint papers")
    page.goto((tmp_path / "coauthors.html").as_uri())
    page.wait_for_timeout(200)
    return page


@pytest.fixture(scope="module")
def crowded() -> Picture:
    """Return a picture of 150 authors near each other."""
    place = range(150)
    dots = tuple(
        Dot(
            40 * (n % 15),
            40 * (n // 15),
            1 / (1 + n),
            "person",
            Ranked(f"p/{n}", f"Author Name {n}", 1, 1, 1, 0.1, 0.1, 1),
        )
        for n in place
    )
    return Picture(dots, (), (MapCommunity(1, 150, "All", 0, 1),), 150, 0, 0)


def painted(page: Page) -> int:
    """Return the number of strongly coloured pixels of the picture."""
    return page.evaluate("""() => {
      const canvas = document.querySelector("canvas");
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      let count = 0;
      for (let i = 0; i < data.length; i += 4)
        if (data[i + 3] > 200 && Math.max(data[i], data[i + 1], data[i + 2]) - Math.min(data[i], data[i + 1], data[i + 2]) > 60)
          count += 1;
      return count;
    }""")  # noqa: E501


def test_it_says_what_it_shows(opened: Page) -> None:
    assert opened.locator("h1").inner_text() == "Test graph: Co-authors"
    summary = opened.locator("header p").inner_text()
    assert "This map shows 5 of 3,400 authors" in summary
    assert "all 4 links between them; the complete network has 9,000 links" in summary
    assert "number of joint papers" in summary


def test_dots_are_drawn(opened: Page) -> None:
    assert painted(opened) > 2_000


def test_no_label_covers_another_or_is_cut(page: Page, tmp_path: Path, crowded: Picture) -> None:
    write_network_page(crowded, tmp_path / "crowded.html", "Many authors", "authors", "joint papers")
    for width, height in ((1280, 800), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        page.goto((tmp_path / "crowded.html").as_uri())
        page.wait_for_timeout(300)
        boxes = page.evaluate("document.getElementById('mynetwork').labels")
        room = page.locator("#mynetwork").bounding_box()
        assert room is not None
        assert len(boxes) > 15
        for place, one in enumerate(boxes):
            assert 0 <= one["left"] < one["right"] <= room["width"]
            assert 0 <= one["top"] < one["bottom"] <= room["height"]
            for other in boxes[:place]:
                beside = one["right"] <= other["left"] or other["right"] <= one["left"]
                assert beside or one["bottom"] <= other["top"] or other["bottom"] <= one["top"]


def test_each_node_leads_to_its_place_in_the_explorer(page: Page, map_of_two: Picture, tmp_path: Path) -> None:
    drawn = replace(map_of_two, explorer="explorer.html#view=authors")
    write_network_page(drawn, tmp_path / "coauthors.html", "Test graph", "authors", "joint papers")
    page.goto((tmp_path / "coauthors.html").as_uri())
    page.get_by_label("Search authors").fill("Bo")
    page.locator("#found button").first.click()
    assert page.locator("#chosen a").get_attribute("href") == "explorer.html#view=authors&node=p%2F1"
    page.locator("summary").click()
    links = page.locator("tbody th a")
    assert links.nth(1).get_attribute("href") == "explorer.html#view=authors&node=p%2F1"
    assert links.count() == 5


def test_a_name_is_found_without_its_accents(opened: Page) -> None:
    opened.get_by_label("Search authors").fill("celik oz")
    assert opened.locator("#found button").all_inner_texts() == ["Çelik Öz"]
    opened.keyboard.press("Enter")
    assert opened.locator("#chosen h2").inner_text() == "Çelik Öz"
    facts = opened.locator("#chosen dl").inner_text().split("\n")
    assert facts[:4] == ["kind", "author", "papers", "7"]
    assert [text.split("\n")[0] for text in opened.locator("#chosen ul button").all_inner_texts()] == [
        "Anna Gödel",
        "Dana Scott",
    ]


def test_a_name_that_is_not_there_is_said(opened: Page) -> None:
    opened.get_by_label("Search authors").fill("nobody")
    assert "No match on this map" in opened.locator("#found").inner_text()


def test_one_walks_from_neighbour_to_neighbour(opened: Page) -> None:
    opened.get_by_label("Search authors").fill("Bo")
    opened.locator("#found button").first.click()
    opened.locator("#chosen ul button").first.click()
    assert opened.locator("#chosen h2").inner_text() == "Anna Gödel"


def test_the_legend_shows_a_community_alone(opened: Page) -> None:
    opened.wait_for_timeout(100)
    community = opened.get_by_role("button", name="Dana Scott, Ed Witten")
    community.click()
    assert community.get_attribute("aria-pressed") == "true"
    opened.get_by_role("button", name="Show everything").click()
    assert community.get_attribute("aria-pressed") == "false"


def test_the_colours_of_the_legend_differ(opened: Page) -> None:
    fills = opened.eval_on_selector_all("#legend svg", "found => found.map(each => getComputedStyle(each).fill)")
    assert len(set(fills)) == 2
    assert "rgb(0, 0, 0)" not in fills


def test_the_same_is_there_as_a_table(opened: Page) -> None:
    opened.locator("summary").click()
    first = opened.locator("tbody tr").first.locator("th, td").all_inner_texts()
    assert first == ["Anna Gödel", "author", "9", "4", "6", "0.01", "0.002", "1"]


def test_a_click_on_a_dot_tells_about_it(opened: Page) -> None:
    opened.locator("#query").fill("Anna")
    opened.keyboard.press("Enter")
    opened.wait_for_timeout(1_300)
    box = opened.locator("#mynetwork").bounding_box()
    assert box is not None
    opened.mouse.click(box["x"] + 5, box["y"] + 5)
    assert not opened.locator("#chosen").is_visible()
    opened.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert opened.locator("#chosen h2").inner_text() == "Anna Gödel"


def test_a_graph_of_nothing_is_said(page: Page, tmp_path: Path) -> None:
    write_network_page(Picture((), (), (), 0, 0, 0), tmp_path / "n.html", "Nothing", "authors", "joint papers")
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((tmp_path / "n.html").as_uri())
    assert "The graph contains no authors" in page.locator("header").inner_text()
    assert errors == []
