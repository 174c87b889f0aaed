"""Pages with parts of a graph: neighbours of a node, networks, results of queries."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import kg
from kg.graph.view import NetworkPage
from kg.model.errors import OutputError, QueryError, UsageError
from kg.output import STORE
from kg.store import new_store
from tests.tiny import NAMES, tiny_quads

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out")
    new_store(out / STORE, tiny_quads()).flush()
    return out


def summary(drawn: NetworkPage) -> tuple[int, str, int]:
    return len(drawn.graph), drawn.noun, drawn.graph.number_of_edges()


def weights(drawn: NetworkPage) -> dict[tuple[str, str], float]:
    name = dict(drawn.graph.nodes(data="label"))
    return {tuple(sorted((name[a], name[b]))): w for a, b, w in drawn.graph.edges(data="weight")}


def test_the_neighbourhood_of_an_author_is_a_page(built: Path, tmp_path: Path) -> None:
    assert summary(kg.open(built).view("author", "ana nunez", tmp_path / "ana.html")) == (3, "authors", 3)
    page = (tmp_path / "ana.html").read_text(encoding="utf-8")
    assert "Neighbours of Ana Núñez" in page
    assert "Dan Ek" not in page


def test_a_page_links_to_the_explorer_of_the_build_if_it_exists(built: Path, tmp_path: Path) -> None:
    page, explorer = tmp_path / "ana.html", built / "explorer.html"
    kg.open(built).view("author", "ana nunez", page)
    assert "in the explorer" not in page.read_text(encoding="utf-8")
    explorer.write_text("", encoding="utf-8")
    try:
        kg.open(built).view("author", "ana nunez", page)
    finally:
        explorer.unlink()
    address = os.path.relpath(explorer, tmp_path)
    assert f'href="{address}#view=authors&amp;node=' in page.read_text(encoding="utf-8")


def test_the_neighbourhood_of_a_concept_is_a_page(built: Path, tmp_path: Path) -> None:
    assert summary(kg.open(built).view("concept", "MNIST", tmp_path / "mnist.html"))[0] == 4


def test_a_network_is_a_page(built: Path, tmp_path: Path) -> None:
    drawn = kg.open(built).view("network", "methods-datasets", tmp_path / "page.html")
    assert weights(drawn)["GLUE", "GateNet"] == 1
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "papers that evaluate the method on the dataset" in page
    assert "● method &ensp; ◆ dataset" in page


def test_the_rows_of_a_query_are_links(built: Path, tmp_path: Path) -> None:
    (tmp_path / "who.rq").write_text(
        "# title: Who knows what\nSELECT ?who ?what WHERE { ?w dcterms:creator ?who ; kg:mentionsConcept ?what }"
    )
    drawn = kg.open(built).view("query", str(tmp_path / "who.rq"), tmp_path / "page.html")
    assert weights(drawn)["Ana Núñez", "GateNet"] == 2
    assert dict(drawn.graph.nodes(data="kind"))[f"<{NAMES.base}person/ana-01>"] == "person"
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert f"<h1>{built.name}: Who knows what</h1>" in page
    assert ">Rows</th>" in page
    assert "rows for the pair" in page


def test_a_third_column_is_the_weight(built: Path, tmp_path: Path) -> None:
    drawn = kg.open(built).view("query", "coauthor_edges", tmp_path / "page.html")
    assert weights(drawn)["Ana Núñez", "Bo Li"] == 2
    assert drawn.weight_noun == "works"
    assert drawn.title == "Links of the co-author network"


def test_a_named_query_takes_its_parameters(built: Path, tmp_path: Path) -> None:
    question = "coauthors_of_author"
    with pytest.raises(QueryError, match="'author'"):
        kg.open(built).view("query", question, tmp_path / "page.html")
    with pytest.raises(QueryError, match=r"this result has \d columns \("):
        kg.open(built).view("query", "works_of_author", tmp_path / "page.html", author="Bo Li")
    with pytest.raises(UsageError, match="a view of kind 'author' has no parameters"):
        kg.open(built).view("author", "Bo Li", tmp_path / "page.html", author="Bo Li")


def test_triples_are_links_and_names_are_labels(built: Path, tmp_path: Path) -> None:
    question = """CONSTRUCT { ?a foaf:knows ?b . ?a foaf:name ?own . ?a a foaf:Person . ?w dcterms:issued ?y }
        WHERE { { ?w dcterms:creator ?a, ?b FILTER(str(?a) < str(?b)) ?a foaf:name ?n BIND(UCASE(?n) AS ?own) }
        UNION { ?w dcterms:issued ?y } }"""
    drawn = kg.open(built).view("query", question, tmp_path / "page.html")
    assert weights(drawn)["ANA NÚÑEZ", "BO LI"] == 1
    assert weights(drawn)["2021", "Gates for x² BERT"] == 1
    assert "foaf:Person" not in dict(drawn.graph.nodes(data="label")).values()


def test_a_row_that_lacks_an_end_is_a_node_alone(built: Path, tmp_path: Path) -> None:
    question = "SELECT ?w ?v WHERE { ?w a kg:Work OPTIONAL { ?w bibo:presentedAt ?v } }"
    drawn = kg.open(built).view("query", question, tmp_path / "page.html")
    assert [label for node, label in drawn.graph.nodes(data="label") if not drawn.graph.degree(node)] == [
        "Rows of nothing"
    ]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("SELECT ?a WHERE { ?a a kg:Work }", r"two columns, or three .* has 1 column \(a\)"),
        ("ASK { ?a a kg:Work }", r"has 1 column \(answer\)"),
        ("SELECT ?a ?b ?a2 WHERE { ?a dcterms:creator ?b BIND('x' AS ?a2) }", "the last column has 'x'"),
        ("SELECT ?a ?b ?n WHERE { ?a dcterms:creator ?b BIND(-1 AS ?n) }", "the last column has -1"),
        ("SELECT ?a ?b ?n WHERE { ?a dcterms:creator ?b BIND('INF'^^xsd:double AS ?n) }", "the last column has inf"),
        ("SELECT ?a ?b WHERE { ?a kg:noSuchThing ?b }", "the result is empty"),
        ("SELECT ?a ?b WHERE { ?a ?p }", "line 1"),
        ("DELETE WHERE { ?a ?b ?c }", "read-only"),
        ("SELECT ?a ?b WHERE { SERVICE <http://example.org/> { ?a ?p ?b } }", "SERVICE"),
        ("no/such/file.rq", "cannot be read"),
        ("no_such_query", "no query is named"),
    ],
)
def test_a_result_without_links_is_an_error_of_one_line(built: Path, tmp_path: Path, question: str, said: str) -> None:
    with pytest.raises(QueryError, match=said) as raised:
        kg.open(built).view("query", question, tmp_path / "page.html")
    assert "Traceback" not in str(raised.value)
    assert not (tmp_path / "page.html").exists()


def test_an_endless_result_is_refused(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.graph.answer_network.MOST", 5)
    with pytest.raises(QueryError, match="more than 5 rows or triples; end the query with LIMIT 5"):
        kg.open(built).view("query", "SELECT ?s ?o WHERE { ?s ?p ?o }", tmp_path / "page.html")


def test_hostile_text_in_a_result_is_text(built: Path, tmp_path: Path, page: Page) -> None:
    attack = "</script><script>window.hacked = 1</script><img src=x onerror='window.hacked = 2'>"
    question = f'# title: {attack}\nSELECT ?a ?b WHERE {{ ?w dcterms:creator ?a BIND("{attack}" AS ?b) }}'
    kg.open(built).view("query", question, tmp_path / "page.html")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((tmp_path / "page.html").as_uri())
    page.locator("#legend button").first.click()
    assert page.evaluate("window.hacked") is None
    assert asked == [(tmp_path / "page.html").as_uri()]
    assert attack in page.locator("h1").inner_text()


def test_the_same_result_gives_the_same_page(built: Path, tmp_path: Path) -> None:
    for name in ("one", "other"):
        kg.open(built).view("query", "concept_edges", tmp_path / f"{name}.html")
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "other.html").read_bytes()


def test_an_unknown_name_is_an_error(built: Path, tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="no author is named"):
        kg.open(built).view("author", "Nobody At All", tmp_path / "x.html")
    with pytest.raises(UsageError, match="choose one of author, concept, network, query"):
        kg.open(built).view("venue", "ICLR", tmp_path / "x.html")
    with pytest.raises(UsageError, match="no network 'x'; choose one of coauthors"):
        kg.open(built).view("network", "x", tmp_path / "x.html")


def test_a_page_that_cannot_be_written_is_an_error(built: Path, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="choose another --page"):
        kg.open(built).view("author", "Bo Li", tmp_path / "no" / "folder.html")
