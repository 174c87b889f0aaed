"""Steps that tests of the explorer share: open the page, search, wait, download, and measure boxes of texts."""

from __future__ import annotations

import base64
import json
import re
import zlib
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.model.exploration import Exploration
from kg.views import write_explorer

if TYPE_CHECKING:
    from playwright.sync_api import Download, Page

READY = "html[data-ready]"
RECORD_TEXTS = """
window.texts = [];
const { clearRect, fillText } = CanvasRenderingContext2D.prototype;
const shown = (context) => context.canvas.classList.contains("picture");
CanvasRenderingContext2D.prototype.clearRect = function (...box) {
  if (shown(this)) window.texts = [];
  return clearRect.apply(this, box);
};
CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
  const { a, b, c, d, e, f } = this.getTransform();
  const size = this.measureText(text);
  const corners = [[x, y - size.actualBoundingBoxAscent], [x + size.width, y + size.actualBoundingBoxDescent]];
  const [[x1, y1], [x2, y2]] = corners.map(([px, py]) => [a * px + c * py + e, b * px + d * py + f]);
  const box = [Math.min(x1, x2), Math.max(x1, x2), Math.min(y1, y2), Math.max(y1, y2)];
  if (shown(this)) window.texts.push([text, ...box]);
  return fillText.call(this, text, x, y);
};
"""
"""Script that keeps the texts of the last frame on screen: text, left, right, top and bottom."""


@dataclass(frozen=True, slots=True)
class TextBox:
    """Box of a text in pixels."""

    text: str
    left: float
    right: float
    top: float
    bottom: float

    def covers(self, other: TextBox) -> bool:
        """Return whether the boxes overlap by more than half a pixel."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > 0.5 and down > 0.5


def opened(page: Page, exploration: Exploration, path: Path, hash_: str = "") -> Page:
    """Write an explorer page, open it at an address, and return it when it is ready."""
    write_explorer(exploration, path)
    return reopened(page, path.as_uri() + hash_)


def reopened(page: Page, address: str) -> Page:
    """Load an address anew, without animations."""
    page.emulate_media(reduced_motion="reduce")
    page.goto("about:blank")
    page.goto(address, wait_until="commit")
    page.wait_for_selector(READY)
    return page


def search(page: Page, text: str) -> None:
    """Search for a text and choose the first result."""
    page.fill("#search", text)
    page.press("#search", "Enter")


def open_section(page: Page, title: str) -> None:
    """Open a section of the settings that is closed."""
    section = page.locator(".settings details", has=page.locator("summary", has_text=title))
    if section.get_attribute("open") is None:
        section.locator("summary").first.click()


def until(page: Page, condition: str) -> None:
    """Wait until a JavaScript expression is true; the policy of the page forbids Playwright's own function."""
    for _ in range(600):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"{condition} has not become true")


def details(page: Page) -> str:
    """Return the text of the panel."""
    return page.inner_text("#details")


def counts(page: Page) -> str:
    """Return the line with the numbers of nodes and links."""
    return page.inner_text("#counts")


def address(page: Page) -> str:
    """Return the present address of the page; `page.url` may lag behind a change of the fragment."""
    return str(page.evaluate("location.href"))


def download(page: Page, form: str) -> bytes:
    """Export in this format and return the bytes of the file."""
    open_section(page, "Export")
    with page.expect_download() as waiting:
        page.click(f"#export-{form}")
    saved: Download = waiting.value
    return Path(saved.path()).read_bytes()


def values_in(html: str, element: str = "values") -> dict[str, object]:
    """Return the values of a page that are packed in this element."""
    packed = re.search(rf'id="{element}">([^<]*)<', html)
    assert packed
    return json.loads(zlib.decompress(base64.b64decode(packed[1]), -zlib.MAX_WBITS))


def drawn(page: Page) -> None:
    """Wait until the changes of the page are drawn."""
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def texts_on_screen(page: Page) -> list[TextBox]:
    """Return the texts of the last frame after movements have ended; RECORD_TEXTS must have run before the page."""
    drawn(page)
    return [TextBox(*row) for row in page.evaluate("window.texts")]


def texts_in_svg(page: Page, svg: bytes) -> list[TextBox]:
    """Return the texts of an SVG as the browser draws them."""
    page.goto("about:blank")
    page.set_content(f'<body style="margin:0">{svg.decode("utf-8")}</body>')
    rows = page.evaluate(
        """[...document.querySelectorAll("svg text")].map((text) => {
          const { left, right, top, bottom } = text.getBoundingClientRect();
          const lead = text.hasAttribute("transform") ? 0 : 0.17 * (bottom - top); // without the leading of the line
          return [text.textContent, left, right, top + lead, bottom - lead];
        })"""
    )
    return [TextBox(*row) for row in rows]


def names_and_dots(page: Page, svg: bytes) -> tuple[list[TextBox], list[TextBox]]:
    """Return the names of communities and the dots of an SVG; the text of each is its colour."""
    page.goto("about:blank")
    page.set_content(f'<body style="margin:0">{svg.decode("utf-8")}</body>')
    rows = page.evaluate(
        """["text[font-weight='700']", "circle"].map((kind) =>
          [...document.querySelectorAll(`svg g ${kind}`)].map((element) => {
            const { left, right, top, bottom } = element.getBoundingClientRect();
            const lead = kind === "circle" ? 0 : 0.17 * (bottom - top); // without the leading of the line
            return [element.getAttribute("fill"), left, right, top + lead, bottom - lead];
          }))"""
    )
    names, dots = ([TextBox(*row) for row in part] for part in rows)
    return names, dots


def overlapping(boxes: list[TextBox]) -> list[tuple[str, str]]:
    """Return the pairs of texts that cover one another."""
    return [(one.text, other.text) for one, other in combinations(boxes, 2) if one.covers(other)]
