"""No text of a listing becomes an element, an attribute, a script or a request, on any page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import quote

import httpx
import pytest

from tests.server.conftest import SHORT, answered, serving
from tests.server.hostile import EVERYTHING, STRINGS, PageStructure, hostile_quad
from tests.tiny import BASE, BERT, CNN, GLUE, tiny_quads

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HTML = {"Accept": "text/html"}
ABOUT_CNN = f"concept={quote(CNN, safe='')}"
PATHS = (
    "/",
    "/queries",
    f"/{BERT}",
    f"/{GLUE}",
    "/method/gatenet",
    "/dataset/glue-plus",
    f"/thing?iri={quote(CNN, safe='')}",
    "/person/ana-01",
    "/person/dan-04",
    "/venue/iclr",
    "/venue/iclr/2021",
    "/listing/first-0000000000aa",
    "/search?q=gates",
    "/questions",
    "/ask/reviewers",
    f"/ask/people?{ABOUT_CNN}",
    f"/ask/reviewers?title={quote(BASE + BERT, safe='')}&years=0",
    "/ask/duplicates",
    "/query?name=adopted_methods",
    f"/query?name=passages_of_concept&{ABOUT_CNN}",
    f"/query?name=evidence&{ABOUT_CNN}",
)
_TOGETHER = 3
"""Number of strings in one request; the server reads the first 200 characters of a search."""


@pytest.fixture(scope="module")
def hostile_everywhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("hostile"), tuple(map(hostile_quad, tiny_quads())), SHORT) as where:
        yield where


def test_there_are_300_different_strings() -> None:
    assert len(set(STRINGS)) == 300


@pytest.mark.parametrize("path", PATHS)
def test_hostile_text_adds_no_element_attribute_or_address(
    path: str, client: httpx.Client, hostile_everywhere: str
) -> None:
    harmless = PageStructure(answered(client.get, path, headers=HTML).text)
    answer = answered(httpx.get, hostile_everywhere + path, headers=HTML, timeout=30)
    assert answer.status_code == 200
    found = PageStructure(answer.text)
    assert len(answer.text) > len(EVERYTHING) or path == "/queries"
    new = found.elements - harmless.elements
    assert {element for element in new if element[0] not in {"span", "mark", "a", "td", "section", "dt"}} == set()
    assert {name for _, *names in found.elements for name in names} <= {
        n for _, *names in harmless.elements for n in names
    } | {"dir", "title"}
    assert {
        each for each in found.addresses if not each.startswith(("/", "#", "data:,", "https://", "http://"))
    } == set()
    assert not any("evil.example" in each.partition("?")[0] for each in found.addresses)


@pytest.mark.parametrize("path", ["/search?q=", "/query?name=works_about&word=", "/ask/reviewers?title="])
def test_hostile_words_of_a_search_a_query_or_a_question_add_no_element(client: httpx.Client, path: str) -> None:
    allowed = PageStructure(answered(client.get, f"{path}zyxwv", headers=HTML).text).elements
    allowed |= PageStructure(client.get(f"{path}gates", headers=HTML).text).elements
    allowed |= {("strong",)}  # a corrected word
    for start in range(0, len(STRINGS), _TOGETHER):
        text = " ".join(STRINGS[start : start + _TOGETHER])
        page = PageStructure(client.get(path + quote(text), headers=HTML).text)
        assert page.elements <= allowed, text
        assert not any(each.lower().startswith(("javascript:", "data:text")) for each in page.addresses)


def test_nothing_is_executed_or_requested(chromium: Browser, hostile_everywhere: str) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    page, asked, said = context.new_page(), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    for path in PATHS[::2]:
        page.goto(hostile_everywhere + path)
        page.mouse.move(200, 300)
        assert page.evaluate("window.harmed") is None, path
        assert page.evaluate("document.querySelectorAll('main img, main script, main iframe, main style').length") == 0
        assert page.evaluate("[...document.links].filter(a => !/^https?:$/.test(a.protocol)).length") == 0
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
    assert [url for url in asked if not url.startswith((hostile_everywhere, "data:"))] == []
    assert said == []
    context.close()
