"""Use of the report on the examples in a browser."""

from __future__ import annotations

import csv
import io
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SCREENS = [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")]


@pytest.fixture(params=SCREENS, ids=lambda screen: f"{screen[0]} {screen[1]}")
def reading(request: pytest.FixtureRequest, chromium: Browser, built: Path) -> Iterator[Page]:
    """Open the report on the examples; it must send no request and log no error."""
    width, scheme = request.param
    context = chromium.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page, asked, complaints = context.new_page(), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto((built / "report.html").as_uri())
    yield page
    assert [url.split("#")[0] for url in asked] == [(built / "report.html").as_uri()]
    assert complaints == []
    context.close()


def asked(command: str, out: Path) -> list[dict[str, str]]:
    """Return the rows that a command in the report prints."""
    words = shlex.split(command)[1:]
    line = [sys.executable, "-m", "kg", *words, "--out", str(out), "--format", "csv"]
    done = subprocess.run(line, capture_output=True, text=True, check=True)
    return list(csv.DictReader(io.StringIO(done.stdout)))


def test_a_reader_goes_through_the_report(reading: Page, built: Path) -> None:
    page = reading
    assert "This report covers" in page.locator("#overview").inner_text()

    page.get_by_role("link", name="Authors", exact=True).first.click()
    table = page.locator("#table-central_authors")
    table.get_by_role("button", name="Papers", exact=True).click()
    works = [int(text) for text in table.locator("tbody tr > :nth-child(2)").all_inner_texts()]
    assert works == sorted(works, reverse=True) and works[0] > works[-1]

    table.get_by_role("button", name="Copy table").click()
    table.get_by_text("Copied").wait_for()
    copied = [line.split("\t") for line in page.evaluate("navigator.clipboard.readText()").splitlines()]
    assert [int(row[1]) for row in copied[1:]] == works

    row = table.locator("tbody tr").first
    row.locator("a.q").first.click()
    first = table.locator("tr.first li")
    assert first.count() == min(works[0], 5) + (works[0] > 5)
    assert row.locator("a.name").get_attribute("href").startswith("explorer.html#view=authors&node=")
    table.get_by_role("button", name="Query of this number").click()
    command = page.locator("#source-command").inner_text()
    assert len(asked(command, built)) == works[0]
    page.keyboard.press("Escape")

    page.locator("#roles summary").first.click()
    sentence = page.locator("#roles blockquote").first
    marked = sentence.locator("mark").inner_text()
    assert marked and marked in sentence.inner_text() and len(sentence.inner_text()) > len(marked)
    assert page.locator("#roles cite").first.inner_text()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_texts_stand_out_from_what_is_behind_them(reading: Page) -> None:
    reading.locator("#roles summary").first.click()
    for selector in ("body", "#overview p", "#authors td", ".soft", "a.q", "blockquote", "mark", ".copy"):
        assert contrast(reading, selector) >= 4.5, selector


AXE = Path(__file__).parent.parent / "views" / "bundle" / "axe.js"


@pytest.mark.skipif(not AXE.is_file(), reason="axe is not there (python hatch_build.py)")
def test_the_report_violates_no_rule_of_axe(reading: Page) -> None:
    reading.locator("#table-central_authors a.q[data-list]").first.click()
    reading.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
    reading.evaluate(AXE.read_text(encoding="utf-8"))
    run = "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html]))"
    assert reading.evaluate(run) == []


def test_a_server_has_pages_for_names(chromium: Browser, built: Path) -> None:
    context = chromium.new_context()
    page, text = context.new_page(), (built / "report.html").read_text(encoding="utf-8")
    body = text.replace("<html lang=", "<html data-served lang=", 1)
    page.route("**/report.html", lambda route: route.fulfill(body=body, content_type="text/html; charset=utf-8"))
    page.goto("https://example.org/report.html")
    names = page.locator("#table-central_authors a.name")
    assert names.first.get_attribute("href").startswith("/thing?iri=https%3A%2F%2F")
    page.locator("#table-central_authors a.q[data-list]").first.click()
    assert page.locator("tr.first li a").first.get_attribute("href").startswith("/thing?iri=https%3A%2F%2F")
    context.close()


def contrast(page: Page, selector: str) -> float:
    """Return the contrast ratio of the first text that matches a selector, as defined by WCAG."""
    ink, paper = page.locator(selector).first.evaluate(
        """each => {
          const behind = (node) => {
            const found = getComputedStyle(node).backgroundColor;
            return found === "rgba(0, 0, 0, 0)" && node.parentElement ? behind(node.parentElement) : found;
          };
          return [getComputedStyle(each).color, behind(each)];
        }"""
    )
    lights = sorted(luminance(colour) for colour in (ink, paper))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def luminance(colour: str) -> float:
    parts = [int(part) / 255 for part in colour.removeprefix("rgb(").removesuffix(")").split(",")]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
