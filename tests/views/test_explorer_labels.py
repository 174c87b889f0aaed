"""Labels of the explorer: many fit, and none covers another on screen, on a phone or in an export."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from playwright.sync_api import expect

from tests.views.explorations import large, themed
from tests.views.exploring import (
    RECORD_TEXTS,
    TextBox,
    download,
    names_and_dots,
    opened,
    overlapping,
    reopened,
    texts_in_svg,
    texts_on_screen,
)

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SHOWS = ("network", "overlay", "density", "themes", "evolution", "fields")


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    yield context.new_page()
    context.close()


def assert_no_label_covers_another(page: Page) -> int:
    boxes = texts_on_screen(page)
    assert overlapping(boxes) == []
    assert (
        cut(boxes, *page.evaluate("(({ width, height }) => [width, height])(document.querySelector('.picture'))")) == []
    )
    return len(boxes)


def cut(boxes: list[TextBox], width: float, height: float) -> list[TextBox]:
    """Return the texts that are not completely within a picture of this size."""
    return [each for each in boxes if min(each.left, each.top) < 0 or each.right > width or each.bottom > height]


def test_at_least_sixty_of_three_hundred_nodes_are_labelled(page: Page, tmp_path: Path) -> None:
    page.add_init_script(RECORD_TEXTS)
    opened(page, large(320, 1_500), tmp_path / "explorer.html")
    labels = [each for each in texts_on_screen(page) if each.text.startswith("Zoë Müller")]
    assert len(labels) >= 60
    assert_no_label_covers_another(page)


def test_no_label_covers_another_in_any_view_or_magnification(page: Page, tmp_path: Path) -> None:
    page.add_init_script(RECORD_TEXTS)
    opened(page, themed(), tmp_path / "explorer.html", "#view=concepts")
    for show in SHOWS:
        page.click(f"#show-{show}")
        assert assert_no_label_covers_another(page) > 3
    page.click("#show-network")
    for _ in range(3):
        page.click("#zoom-in")
        assert_no_label_covers_another(page)


def test_no_label_covers_another_on_a_phone(phone: Page, tmp_path: Path) -> None:
    phone.add_init_script(RECORD_TEXTS)
    opened(phone, themed(), tmp_path / "explorer.html", "#view=concepts")
    for show in SHOWS:
        phone.click(f"#show-{show}")
        assert assert_no_label_covers_another(phone) > 2


def test_an_export_has_the_labels_of_the_screen_and_none_is_covered_or_cut(page: Page, tmp_path: Path) -> None:
    page.add_init_script(RECORD_TEXTS)
    frame = "document.querySelector('svg').getBoundingClientRect()"
    for show in SHOWS:
        opened(page, themed(), tmp_path / "explorer.html", "#view=concepts")
        page.click(f"#show-{show}")
        on_screen = {each.text for each in texts_on_screen(page)}
        boxes = texts_in_svg(page, download(page, "svg"))
        assert on_screen <= {each.text for each in boxes}
        assert overlapping(boxes) == []
        assert cut(boxes, *page.evaluate(f"(({{ width, height }}) => [width, height])({frame})")) == []


def darker(colour: str) -> str:
    """Return the colour of the name of a community whose dots have this colour."""
    return "#" + "".join(f"{round(int(colour[at : at + 2], 16) * 0.72):02x}" for at in (1, 3, 5))


def gap(one: TextBox, other: TextBox) -> float:
    across = max(one.left - other.right, other.left - one.right, 0.0)
    return float(np.hypot(across, max(one.top - other.bottom, other.top - one.bottom, 0.0)))


@pytest.mark.parametrize("size", [(1440, 900), (1024, 700), (390, 844)])
def test_names_of_communities_are_next_to_their_dots_and_cover_none(
    chromium: Browser, tmp_path: Path, size: tuple[int, int]
) -> None:
    context = chromium.new_context(viewport={"width": size[0], "height": size[1]})
    page = context.new_page()
    opened(page, themed(), tmp_path / "explorer.html", "#view=concepts")
    names, dots = names_and_dots(page, download(page, "svg"))
    context.close()
    assert len(names) >= 6
    assert [(name, dot) for name in names for dot in dots if name.covers(dot)] == []
    for name in names:
        nearest = min(dots, key=lambda dot: gap(name, dot))
        assert darker(nearest.text) == name.text
        assert gap(name, nearest) < 40


def test_the_tab_of_the_view_is_in_sight_on_a_phone(phone: Page, tmp_path: Path) -> None:
    opened(phone, themed(), tmp_path / "explorer.html", "#view=concepts&show=fields")
    expect(phone.locator("#show-fields")).to_be_in_viewport(ratio=0.9, timeout=5_000)


@pytest.mark.parametrize("is_wide", [True, False])
def test_a_map_is_turned_on_a_phone_that_is_held_upright_if_it_is_wide(
    phone: Page, tmp_path: Path, is_wide: bool
) -> None:
    made = large(320, 1_500)
    if not is_wide:
        made = replace(made, people=replace(made.people, x=tuple(x // 3 for x in made.people.x)))
    opened(phone, made, tmp_path / "explorer.html")
    places = {}
    for width, height in ((390, 844), (844, 390)):
        phone.set_viewport_size({"width": width, "height": height})
        _, dots = names_and_dots(phone, download(phone, "svg"))
        places[width] = [((dot.left + dot.right) / 2, (dot.top + dot.bottom) / 2) for dot in dots]
        reopened(phone, (tmp_path / "explorer.html").as_uri())
    upright, across = (np.array(places[width]) for width in (390, 844))
    turned = np.column_stack((-across[:, 1], across[:, 0])) if is_wide else across
    assert all(np.corrcoef(upright[:, axis], turned[:, axis])[0, 1] > 0.99 for axis in (0, 1))
