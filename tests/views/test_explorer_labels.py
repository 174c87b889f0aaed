"""Labels of the explorer: many fit, and none covers another on screen, on a phone or in an export."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.views.explorations import large, themed
from tests.views.exploring import RECORD_TEXTS, TextBox, download, opened, overlapping, texts_in_svg, texts_on_screen

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
