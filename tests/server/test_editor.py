"""Editor of the query page in a browser: requests go to this server only, and pairs are drawn as networks."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from kg.server.editor import BUNDLE, program

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.skipif(not program(), reason="the editor is not built (python hatch_build.py)")
ROWS = ".tabPanel.active .yasr_results table tbody tr"
KNOWS = "CONSTRUCT { ?a foaf:knows ?b } WHERE { ?w dcterms:creator ?a , ?b FILTER(?a != ?b) }"
EVERYTHING = "SELECT * WHERE { ?s ?p ?o } LIMIT 90"


@pytest.fixture(params=[("light", 1280), ("dark", 390)], ids=["wide and light", "phone and dark"])
def watched(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[tuple[Page, list[str], list[str]]]:
    """A page, its requests, and the messages of its console."""
    scheme, width = request.param
    context = chromium.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme)
    page, asked, said = context.new_page(), [], []
    page.on("request", lambda each: asked.append(each.url))
    page.on("console", lambda each: said.append(each.text))
    page.on("pageerror", lambda each: said.append(str(each)))
    yield page, asked, said
    context.close()


def written(page: Page) -> str:
    return str(page.evaluate("document.querySelector('.tabPanel.active .CodeMirror').CodeMirror.getValue()"))


def write(page: Page, query: str) -> None:
    page.evaluate("query => document.querySelector('.tabPanel.active .CodeMirror').CodeMirror.setValue(query)", query)


def test_all_requests_go_to_this_server(watched: tuple[Page, list[str], list[str]], address: str) -> None:
    page, asked, said = watched
    page.goto(f"{address}/query")
    page.locator(".yasqe_queryButton").click()
    page.wait_for_selector(ROWS)
    page.locator(".tabsList .addTab").click()
    write(page, "SELECT * WHERE { ?s ?p ?o } LIMIT 5")
    page.locator(".tabPanel.active .CodeMirror").click()
    page.keyboard.press("Control+End")
    for typed in ("\n?s foaf:na", "\n?s a kg:W", "\nPREFIX sk"):
        page.keyboard.type(typed)
        page.keyboard.press("Control+Space")
        page.wait_for_timeout(200)
        page.keyboard.press("Escape")
    page.reload()
    page.goto(f"{address}/query#query={quote(KNOWS)}")
    page.reload()
    page.wait_for_selector(ROWS)
    page.locator(".tabPanel.active .select_graph").click()
    page.wait_for_selector(".drawing canvas")
    assert page.locator(".drawing .canvas").get_attribute("aria-label") == "4 nodes, 4 links"
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []
    assert [text for text in said if "GL Driver" not in text] == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_terms_of_the_graph_are_completed(page: Page, address: str) -> None:
    page.goto(f"{address}/query")
    write(page, "SELECT * WHERE { ?work kg:ye")
    page.locator(".CodeMirror").click()
    page.keyboard.press("Control+End")
    page.keyboard.press("Control+Space")
    page.wait_for_selector(".CodeMirror-hints li")
    expect(page.locator(".CodeMirror-hints li")).to_have_text(["kg:year"])
    page.keyboard.press("Enter")
    assert "?work kg:year" in written(page)


def test_a_table_can_be_sorted_and_filtered_and_links_to_pages(page: Page, address: str) -> None:
    page.goto(f"{address}/query?query={quote('SELECT ?person ?name WHERE { ?person foaf:name ?name } ORDER BY ?name')}")
    assert "PREFIX foaf:" in written(page), "the editor declares what the server knows"
    page.locator(".tabPanel.active .yasqe_queryButton").click()
    page.wait_for_selector(ROWS)
    by_name = page.locator(".tabPanel.active .sort", has_text="name")
    by_name.click()
    by_name.click()
    assert page.locator(ROWS).first.inner_text().endswith("Dan Ek")
    page.locator(".tabPanel.active .filter").fill("chlo")
    expect(page.locator(ROWS)).to_have_count(1)
    page.locator(f"{ROWS} a").click()
    assert page.locator("h1").inner_text() == "Chloé Roux"


def test_errors_and_truncated_results_are_shown(page: Page, address: str) -> None:
    page.goto(f"{address}/query#query={quote('SELECT * WHERE { ?s ?p ?o ')}")
    page.wait_for_selector(".tabPanel.active .errorResult")
    assert "ends too early" in page.locator(".tabPanel.active .errorResult").inner_text()
    write(page, "SELECT * WHERE { ?s ?p ?o }")
    page.locator(".tabPanel.active .yasqe_queryButton").click()
    page.wait_for_selector(ROWS)
    assert "only the first 100" in page.locator("#result-status").inner_text()


def test_a_named_query_can_be_edited_and_its_pairs_are_drawn(page: Page, address: str) -> None:
    page.goto(f"{address}/query?name=works_of_author&author=Ana+N%C3%BA%C3%B1ez")
    page.get_by_role("link", name="Edit in the SPARQL editor").click()
    page.wait_for_selector(ROWS)
    assert "person/ana-01" in written(page)
    page.goto(f"{address}/query?name=coauthor_edges")
    page.get_by_role("button", name="Show as graph").click()
    page.wait_for_selector(".drawing canvas")
    assert page.locator(".drawing .canvas").get_attribute("aria-label") == "4 nodes, 4 links"
    page.get_by_role("button", name="Show as graph").click()
    expect(page.locator(".drawing")).to_have_count(0)


@pytest.mark.parametrize("query", [EVERYTHING, KNOWS, "CONSTRUCT WHERE { ?s dcterms:title ?o }"])
def test_text_of_listings_is_not_executed_in_tables_and_networks(
    watched: tuple[Page, list[str], list[str]], hostile_address: str, query: str
) -> None:
    page, asked, said = watched
    page.goto(f"{hostile_address}/query#query={quote(query)}")
    page.wait_for_selector(ROWS)
    for view in ("graph", "response", "table"):
        button = page.locator(f".tabPanel.active .select_{view}:not(.disabled)")
        if button.count():
            button.click()
            page.wait_for_timeout(400)
    assert page.evaluate("window.harmed") is None
    assert page.evaluate("document.querySelectorAll('.yasr img, .yasr script, [onmouseover], [onerror]').length") == 0
    assert page.evaluate("[...document.links].filter(a => !/^https?:$/.test(a.protocol)).length") == 0
    assert [url for url in asked if not url.startswith((hostile_address, "data:", "blob:"))] == []
    assert [text for text in said if "GL Driver" not in text] == []


def test_bundled_packages_have_free_licences_and_are_complete() -> None:
    manifest = json.loads((BUNDLE / "manifest.json").read_text(encoding="utf-8"))
    licences = (BUNDLE / "LICENCES.txt").read_text(encoding="utf-8")
    for name, version in manifest["libraries"].items():
        assert f"{name} {version} (" in licences
    assert (
        "GNU" not in licences.replace("GNU General Public License, Version 2.0, the", "")
        or "Secondary License" in licences
    )
    for name, digest in manifest["files"].items():
        assert hashlib.sha256((BUNDLE / name).read_bytes()).hexdigest() == digest
