"""Long tables sort, filter and page; on a phone, no word is broken."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.tiny import BERT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ALL = "/query?query=SELECT+%3Fs+%3Fo+%7B+%3Fs+dcterms%3Atitle%7Crdfs%3Alabel%7Cskos%3AprefLabel+%3Fo+%7D+LIMIT+40"


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=True)
    yield context.new_page()
    context.close()


def visible(page: Page) -> list[str]:
    return [row.inner_text() for row in page.locator("table.listing tbody tr:visible").all()]


def test_a_long_table_has_pages_and_a_filter_and_is_sorted(page: Page, address: str) -> None:
    page.goto(address + ALL)
    first = visible(page)
    assert len(first) == 12
    status = page.locator(".table-controls [role=status]")
    assert status.inner_text() == "1–12 of 40"
    page.get_by_role("button", name="Next rows: Result").click()
    assert status.inner_text() == "13–24 of 40" and visible(page) != first
    page.get_by_label("Filter rows: Result").fill("gates")
    assert visible(page) and all("gates" in row.casefold() for row in visible(page))
    page.get_by_label("Filter rows: Result").fill("")
    head = page.locator("table.listing thead th").last
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    ascending = visible(page)
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "descending" and visible(page)[0] != ascending[0]


def test_without_scripts_all_rows_are_shown(chromium: Browser, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(address + ALL)
    assert len(visible(plain)) == 40 and plain.locator(".table-controls").count() == 0
    context.close()


@pytest.mark.parametrize("path", ["/method/gatenet", f"/{BERT}", "/person/ana-01", "/venue/iclr", ALL, "/"])
def test_on_a_phone_no_word_of_a_table_is_broken(phone: Page, address: str, path: str) -> None:
    phone.goto(address + path)
    broken = """[...document.querySelectorAll('table.listing td, table.listing th')].flatMap((cell) => {
      const found = [];
      const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const node = walker.currentNode;
        for (const word of node.data.matchAll(/[\\p{L}\\p{N}]+/gu)) {
          const range = document.createRange();
          range.setStart(node, word.index);
          range.setEnd(node, word.index + word[0].length);
          const lines = new Set([...range.getClientRects()].map((box) => Math.round(box.top)));
          if (lines.size > 1 && word[0].length < 30) found.push(word[0]);
        }
      }
      return found;
    })"""
    assert phone.evaluate(broken) == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_queries_are_found_by_words(page: Page, address: str) -> None:
    page.goto(f"{address}/queries")
    page.get_by_label("Words of the question").fill("co-authors of an author")
    assert page.get_by_role("link", name="Co-authors of an author").is_visible()
    assert not page.get_by_role("link", name="Papers by year").is_visible()
    assert page.locator("#found-queries").inner_text().split()[1] in ("query", "queries")


def test_links_lead_from_a_topic_to_an_author_and_a_co_author(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("#q").fill("gatenet")
    page.locator("#q").press("Enter")
    page.get_by_role("link", name="GateNet", exact=True).click()
    assert page.locator("h1").inner_text() == "GateNet"
    page.locator("section", has_text="Authors who work on it").get_by_role("link", name="Dan Ek").click()
    assert page.locator("h1").inner_text() == "Dan Ek"
    page.locator("section", has_text="Co-authors").get_by_role("link", name="Chloé Roux").first.click()
    assert page.locator("h1").inner_text() == "Chloé Roux"
    page.locator("section", has_text="Papers").get_by_role("link", name="GLUE+: A larger set").first.click()
    expect(page.locator(".abstract .mention")).to_have_count(3)


def test_the_answer_of_an_example_question_is_one_click_away(page: Page, address: str) -> None:
    page.goto(address)
    page.locator(".example summary").first.click()
    page.locator(".example[open] table tbody tr").first.wait_for()
    page.locator(".example[open] .note a").click()
    assert page.locator(".kind").inner_text() in ("Method", "Dataset", "Author")
