"""Pages open from disk without network access, and execute no text of their values."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.model.picture import Picture
from kg.model.report import Report
from kg.views import write_network_page, write_page_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

Writer = Callable[[Path], None]


@pytest.fixture(params=["network", "report"])
def hostile(request: pytest.FixtureRequest, hostile_picture: Picture, hostile_report: Report) -> Writer:
    """Return a function that writes a page in which every text is an injection attack."""
    if request.param == "report":
        return lambda path: write_page_of(path, hostile_report)
    return lambda path: write_network_page(hostile_picture, path, hostile_report.title, "<b>nodes", "<i>ties")


def opened(page: Page, path: Path) -> tuple[list[str], list[str]]:
    """Return the requests and the error messages of a page."""
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(path.as_uri())
    page.wait_for_timeout(300)
    return asked, complaints


def test_nothing_that_came_in_runs_and_nothing_is_requested(page: Page, hostile: Writer, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    hostile(path)
    asked, complaints = opened(page, path)
    for target in page.locator("summary, main button, a.q").all():
        target.dispatch_event("click")
    page.mouse.move(400, 300)
    page.wait_for_timeout(300)
    assert asked == [path.as_uri()]
    assert complaints == []
    assert page.evaluate("window.hacked") is None
    assert page.locator("img, iframe, object, embed, base, a[href^=javascript], [onerror], [onload]").count() == 0
    assert "49" not in page.title()
    assert page.locator("body").is_visible()


def test_every_label_is_shown_as_it_is(page: Page, hostile: Writer, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    hostile(path)
    opened(page, path)
    shown = page.evaluate("document.body.textContent")
    assert '"><img src=x onerror="window.hacked = 3">' in shown
    assert "{{ 7 * 7 }}{% raw %}" in shown


def test_a_hostile_tooltip_is_text(page: Page, hostile_picture: Picture, tmp_path: Path) -> None:
    write_network_page(hostile_picture, tmp_path / "page.html", "Title", "nodes", "ties")
    page.emulate_media(reduced_motion="reduce")
    opened(page, tmp_path / "page.html")
    page.get_by_label("Search nodes").fill("hacked")
    seen = [hovered(page, result) for result in page.locator("#found button").all()]
    assert len(seen) == 7
    assert all("hacked = " in html and "kind: " in html for html in seen)
    assert not any("<img" in html or "<script" in html or "<a " in html for html in seen)
    assert page.evaluate("window.hacked") is None


def hovered(page: Page, result: Locator) -> str:
    """Return the HTML of the tooltip of a node; a search moves the node to the centre."""
    page.mouse.move(2, 2)
    result.click()
    page.wait_for_timeout(60)
    box = page.locator("#mynetwork").bounding_box()
    assert box is not None
    for shift in (0, 1):
        page.mouse.move(box["x"] + box["width"] / 2 + shift, box["y"] + box["height"] / 2)
    page.locator(".vis-tooltip").wait_for(state="visible", timeout=5_000)
    return page.locator(".vis-tooltip").inner_html()


def test_an_injected_script_would_be_refused(page: Page, map_of_two: Picture, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    write_network_page(map_of_two, path, "Title", "authors", "shared works")
    text = path.read_text("utf-8").replace(
        "<header>", "<script>window.hacked = 9</script><header onclick='hacked = 9'>"
    )
    path.write_text(text, "utf-8")
    _, complaints = opened(page, path)
    page.locator("header").click()
    assert page.evaluate("window.hacked") is None
    assert any("Content Security Policy" in complaint for complaint in complaints)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_pages_fit_a_phone_and_a_desk_by_day_and_by_night(
    chromium: Browser, hostile: Writer, tmp_path: Path, scheme: str, width: int
) -> None:
    hostile(tmp_path / "page.html")
    context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    _, complaints = opened(page, tmp_path / "page.html")
    assert complaints == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    ink, paper = page.evaluate("(s => [s.color, s.backgroundColor])(getComputedStyle(document.body))")
    assert (brightness(ink) < brightness(paper)) == (scheme == "light")
    assert abs(brightness(ink) - brightness(paper)) > 150
    context.close()


def brightness(colour: str) -> float:
    red, green, blue = (int(part) for part in colour.removeprefix("rgb(").removesuffix(")").split(","))
    return 0.3 * red + 0.59 * green + 0.11 * blue


def test_pages_are_the_same_bytes_again_and_utf8_whatever_the_locale(
    hostile: Writer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hostile(tmp_path / "one.html")
    monkeypatch.setenv("LC_ALL", "C")
    hostile(tmp_path / "two.html")
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()
    assert "\u05d0\u05d1" in (tmp_path / "one.html").read_bytes().decode("utf-8")
