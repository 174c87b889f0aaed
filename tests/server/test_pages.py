"""Pages in a browser; text of listings is not executed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import quote

import httpx
import pytest
import rdflib

from tests.tiny import ABSTRACTS, BASE, BERT, CNN, GLUE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PATHS = (
    "/",
    f"/{BERT}",
    f"/{GLUE}",
    f"/{BERT}/authorship/1",
    "/person/ana-01",
    "/person/dan-04",
    "/method/gatenet",
    "/dataset/glue-plus",
    "/venue/iclr",
    "/venue/workshop-on-everything",
    "/listing/first-0000000000aa",
    f"/thing?iri={quote(CNN, safe='')}",
    "/search?q=gate",
    "/search?q=%3Cscript%3Ewindow.harmed%3D1%3C%2Fscript%3E",
    "/query",
    "/query?name=works",
    "/query?name=works_about&word=gates",
    "/query?query=SELECT+*+WHERE+%7B+%3Fs+%3Fp+%3Fo+%7D+LIMIT+90",
    "/query?query=CONSTRUCT+WHERE+%7B+%3Fs+dcterms%3Atitle+%3Fo+%7D",
    "/query?query=%3Cscript%3Ewindow.harmed%3D1%3C%2Fscript%3E",
    "/none/%3Cscript%3E",
)


@pytest.fixture
def browser_page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 390, "height": 844}, color_scheme="dark")
    yield context.new_page()
    context.close()


def test_links_lead_from_an_author_to_a_paper_a_dataset_a_query_and_a_misspelt_search(page: Page, address: str) -> None:
    page.goto(f"{address}/person/ana-01")
    assert page.locator("h1").inner_text() == "Ana Núñez"
    page.get_by_role("link", name="Gates for x² BERT").first.click()
    assert page.locator("h1").inner_text() == "Gates for x² BERT"
    assert page.locator(".abstract").inner_text() == ABSTRACTS[BERT]
    marked = page.locator(".abstract .mention.proposes")
    assert marked.inner_text() == "GateNet"
    page.locator(".abstract .mention.evaluates").click()
    assert page.locator("h1").inner_text() == "GLUE"
    page.get_by_role("link", name="Queries", exact=True).click()
    page.get_by_role("link", name="Papers of an author").click()
    page.get_by_label("author name of the author").fill("ana nunez")
    page.locator("form.parameters button").click()
    assert page.locator("#result").inner_text().startswith("2 rows")
    page.locator("#q").fill("Chloe Ruox")
    page.locator("#q").press("Enter")
    assert "chloe roux" in page.get_by_role("status").inner_text().casefold()
    page.get_by_role("link", name="Chloé Roux").click()
    assert page.url == f"{address}/person/chloe-03"


def test_the_search_box_suggests_while_typing_and_works_by_keyboard(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("#q").press_sequentially("nun")
    page.locator("#suggestions li:first-child", has_text="Ana").wait_for()
    page.keyboard.press("ArrowDown")
    assert page.locator("#q").get_attribute("aria-activedescendant") == "suggestions-0"
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/person/ana-01")


def test_the_fields_of_a_named_query_suggest_names_of_their_kind(page: Page, address: str) -> None:
    page.goto(f"{address}/query?name=works_of_author")
    page.get_by_label("author name of the author").press_sequentially("nun")
    page.locator("#s-author li:only-child").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.get_by_label("author name of the author").input_value() == "Ana Núñez"
    page.locator("form.parameters button").click()
    assert page.locator("#result").inner_text().startswith("2 rows")


def test_a_named_query_can_be_run_while_names_are_suggested(page: Page, address: str) -> None:
    page.goto(f"{address}/query?name=works_of_author")
    page.get_by_label("author name of the author").press_sequentially("ana nunez")
    page.wait_for_selector("#s-author li")
    page.locator("form.parameters button").click()
    assert page.locator("#result").inner_text().startswith("2 rows")


def test_results_can_be_downloaded_and_empty_ones_name_missing_terms(page: Page, address: str) -> None:
    page.goto(f"{address}/query?name=works_of_author&author=ana+nunez")
    csv = page.get_by_role("link", name="CSV").get_attribute("href")
    assert httpx.get(f"{address}{csv}").text.splitlines()[0] == "work,title,year,position"
    page.goto(f"{address}/query?name=works_about&word=zyxwv")
    assert page.locator("#result p").inner_text() == "No results for word “zyxwv”. Try another value."
    page.goto(f"{address}/query?query={quote('SELECT ?x { ?x dcterms:titel ?y }')}")
    assert (
        "These terms do not occur in the graph: dcterms:titel (similar: dcterms:title)."
        in page.locator("#result").inner_text()
    )
    page.goto(f"{address}/query?query={quote('CONSTRUCT WHERE { ?x foaf:name ?y }')}")
    turtle = page.get_by_role("link", name="Turtle").get_attribute("href")
    assert len(rdflib.Graph().parse(data=httpx.get(f"{address}{turtle}").text, format="turtle")) == 5


def test_without_scripts_the_form_works_and_shows_the_position_of_an_error(chromium: Browser, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/query")
    page.locator("#query").fill("SELECT ?x WHERE { ?x foa:name ?n }")
    page.locator("form#plain button").click()
    assert "foaf" in page.get_by_role("alert").inner_text()
    assert page.locator("#query").input_value() == "SELECT ?x WHERE { ?x foa:name ?n }"
    context.close()


@pytest.mark.parametrize("path", PATHS)
def test_text_of_listings_is_not_executed_and_no_request_goes_elsewhere(
    browser_page: Page, hostile_address: str, path: str
) -> None:
    asked, said = [], []
    browser_page.on("request", lambda request: asked.append(request.url))
    browser_page.on("console", lambda message: said.append(message.text))
    browser_page.on("pageerror", lambda error: said.append(str(error)))
    browser_page.goto(hostile_address + path)
    browser_page.mouse.move(200, 300)
    assert browser_page.evaluate("window.harmed") is None
    assert (
        browser_page.evaluate("document.querySelectorAll('main img, main script, [onmouseover], [onerror]').length")
        == 0
    )
    assert browser_page.evaluate("[...document.links].filter(a => !/^https?:$/.test(a.protocol)).length") == 0
    assert [url for url in asked if not url.startswith((hostile_address, "data:"))] == []
    assert [text for text in said if "Failed to load" not in text] == []
    assert browser_page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("path", PATHS)
def test_every_page_has_a_policy_a_heading_and_names_for_its_fields(page: Page, address: str, path: str) -> None:
    answer = page.goto(address + path)
    assert answer is not None
    heads = answer.headers
    assert "default-src 'none'" in heads["content-security-policy"] and "unsafe" not in heads["content-security-policy"]
    assert heads["x-content-type-options"] == "nosniff"
    assert page.locator("h1").count() == 1 and page.locator("main").count() == 1
    assert page.locator("html").get_attribute("lang") == "en"
    fields = "[...document.querySelectorAll('input:not([type=hidden]), textarea')]"
    fields += ".filter(f => !f.labels.length && !f.ariaLabel).length"
    assert page.evaluate(fields) == 0
    # Within the editor the icons of each tab have the same names; nothing refers to them.
    ids = page.evaluate("[...document.querySelectorAll('[id]:not(#editor *)')].map(each => each.id)")
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("text/turtle", "turtle"),
        ("application/ld+json", "json-ld"),
        ("application/n-triples", "nt"),
        ("application/rdf+xml", "xml"),
    ],
)
def test_a_resource_is_available_as_statements(client: httpx.Client, accept: str, form: str) -> None:
    answer = client.get(f"/{BERT}", headers={"Accept": accept})
    assert answer.headers["content-type"].split(";")[0] == accept and "Accept" in answer.headers["vary"].split(", ")
    read = rdflib.Graph().parse(data=answer.content, format=form)
    work = rdflib.URIRef(BASE + BERT)
    assert (work, rdflib.DCTERMS.abstract, rdflib.Literal(ABSTRACTS[BERT])) in read
    kg = rdflib.Namespace("https://w3id.org/paperkg/ontology#")
    assert (rdflib.URIRef(f"{BASE}{BERT}/authorship/1"), kg.author, rdflib.URIRef(f"{BASE}person/ana-01")) in read
    assert len(set(read.subjects(kg.inWork, work))) == 4


def test_identifiers_and_affiliations_of_authors_are_on_the_pages(client: httpx.Client) -> None:
    author = client.get("/person/ana-01", headers={"Accept": "text/html"}).text
    orcid = "0000-0000-0000-0001"
    assert (
        f'<a href="https://orcid.org/{orcid}" rel="noopener noreferrer nofollow"><bdi>ORCID {orcid}</bdi></a>' in author
    )
    paper = client.get(f"/{BERT}", headers={"Accept": "text/html"}).text
    for page in (author, paper):
        assert "Affiliation as written" in page and "<bdi>Lake College</bdi>" in page and "<bdi>Hill Lab</bdi>" in page
    assert "Affiliation as written" not in client.get(f"/{GLUE}", headers={"Accept": "text/html"}).text


def test_a_method_links_to_the_same_concept_in_other_vocabularies(client: httpx.Client) -> None:
    html = {"Accept": "text/html"}
    page = client.get("/thing", params={"iri": CNN}, headers=html).text
    target = "http://dbpedia.org/resource/Convolutional_neural_network"
    assert f'<a href="{target}" rel="noopener noreferrer nofollow"><bdi>DBpedia</bdi></a>' in page
    assert "<bdi>Computer Science Ontology</bdi>" in page and "<bdi>Wikidata</bdi>" in page
    assert "Same concept in" not in client.get("/method/gatenet", headers=html).text


def test_every_iri_below_the_base_has_a_page(client: httpx.Client) -> None:
    rows = client.get("/sparql", params={"query": "SELECT DISTINCT ?s WHERE { ?s ?p ?o } ORDER BY ?s LIMIT 100"}).json()
    found = [row["s"]["value"] for row in rows["results"]["bindings"]]
    ours = [iri for iri in found if iri.startswith(BASE) and iri != BASE]
    assert len(ours) > 50
    for iri in ours:
        assert client.get("/" + iri[len(BASE) :], headers={"Accept": "text/turtle"}).status_code == 200, iri
        assert client.get("/" + iri[len(BASE) :], headers={"Accept": "text/html"}).status_code == 200, iri


def test_an_unknown_resource_is_not_found(client: httpx.Client) -> None:
    things = (f"/{BERT}-none", "/thing?iri=nothing", "/thing")
    for path in (*things, "/static/../app.py", "/static/app.py", "/%00", "/%ff"):
        assert client.get(path).status_code == 404, path


def test_other_hosts_are_rejected_and_scripts_of_other_origins_are_blocked(client: httpx.Client) -> None:
    for host in ("evil.example", "evil.example:80", "127.0.0.1.evil.example", "[::2]", ""):
        assert client.get("/", headers={"Host": host}).status_code in (400, 421)
    answer = client.get("/status", headers={"Origin": "https://evil.example"})
    assert "access-control-allow-origin" not in answer.headers
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert answer.status_code == 403 and "other web sites" in answer.text
