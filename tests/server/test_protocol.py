"""Queries of the SPARQL 1.1 Protocol; tests have the names of the W3C tests, which docs/reference/endpoint.md lists."""

from __future__ import annotations

import gzip
import json
import re
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import httpx
import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import JSON, POST, TURTLE, XML, SPARQLWrapper

from kg.model.errors import QueryError
from kg.store import Rows, Triples, ask_endpoint, find_query, named_queries, new_store, read_query, run, serving
from tests.ontology.test_queries import params
from tests.tiny import BASE, tiny_quads

ROOT = Path(__file__).resolve().parent.parent.parent
CORE, PROVENANCE = f"{BASE}graph/core", f"{BASE}graph/provenance"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}
JSON_TYPE = "application/sparql-results+json"
WORKS = f"{{ <{BASE}work/bert-00000001> ?p ?o }}"
LISTINGS = "{ ?x <https://w3id.org/paperkg/ontology#fileName> ?name }"
GRAPH_FORMS = [
    ("text/turtle", "turtle"),
    ("application/rdf+xml", "xml"),
    ("application/n-triples", "nt"),
    ("application/ld+json", "json-ld"),
]
NAMED = (rdflib.URIRef(f"{BASE}person/ana-01"), rdflib.FOAF.name, rdflib.Literal("Ana Núñez"))
UPDATE = {"Content-Type": "application/sparql-update"}


def truth(answer: httpx.Response) -> bool:
    assert answer.status_code == 200, answer.text
    return bool(answer.json()["boolean"])


def test_query_get(client: httpx.Client) -> None:
    assert truth(client.get("/sparql", params={"query": f"ASK {WORKS}"}))


def test_query_post_form(client: httpx.Client) -> None:
    assert truth(client.post("/sparql", data={"query": f"ASK {WORKS}"}))


def test_query_post_direct(client: httpx.Client) -> None:
    assert truth(client.post("/sparql", content=f"ASK {WORKS}", headers=DIRECT))


def refused_dataset(client: httpx.Client, method: str, query: str, given: dict[str, list[str]]) -> None:
    """Check that a request with named graphs is refused with a hint: the store has only the default graph."""
    parameters = {"query": query, **given}
    answer = client.get("/sparql", params=parameters) if method == "GET" else client.post("/sparql", data=parameters)
    assert answer.status_code == 400
    assert "all statements are in the default graph, so remove the reference to a named graph" in answer.text


def test_query_dataset_default_graphs_get(client: httpx.Client) -> None:
    for graphs in ([CORE], [CORE, PROVENANCE]):
        refused_dataset(client, "GET", f"ASK {WORKS}", {"default-graph-uri": graphs})


def test_query_dataset_default_graphs_post(client: httpx.Client) -> None:
    for graphs in ([CORE], [CORE, PROVENANCE]):
        refused_dataset(client, "POST", f"ASK {WORKS}", {"default-graph-uri": graphs})


def test_query_dataset_named_graphs_get(client: httpx.Client) -> None:
    refused_dataset(client, "GET", f"ASK {{ GRAPH ?g {WORKS} }}", {"named-graph-uri": [CORE]})


def test_query_dataset_named_graphs_post(client: httpx.Client) -> None:
    refused_dataset(client, "POST", f"ASK {{ GRAPH ?g {WORKS} }}", {"named-graph-uri": [CORE]})


def test_query_dataset_full(client: httpx.Client) -> None:
    refused_dataset(client, "POST", f"ASK {WORKS}", {"default-graph-uri": [CORE], "named-graph-uri": [PROVENANCE]})


def test_query_multiple_dataset(client: httpx.Client) -> None:
    for query in (
        f"ASK FROM <{PROVENANCE}> {WORKS}",
        f"ASK from named <{CORE}> {WORKS}",
        f"ASK {{ GRAPH ?g {WORKS} }}",
    ):
        refused_dataset(client, "GET", query, {})


@pytest.mark.parametrize(
    "accept", [JSON_TYPE, "application/sparql-results+xml", "text/csv", "text/tab-separated-values"]
)
def test_query_content_type_select(client: httpx.Client, accept: str) -> None:
    given = {"query": "SELECT ?name WHERE { ?x foaf:name ?name } ORDER BY ?name"}
    answer = client.get("/sparql", params=given, headers={"Accept": accept})
    assert answer.headers["content-type"].split(";")[0] == accept
    assert "Ana Núñez" in answer.text


def test_query_content_type_ask(client: httpx.Client) -> None:
    for accept in (JSON_TYPE, "application/sparql-results+xml"):
        answer = client.get("/sparql", params={"query": "ASK {}"}, headers={"Accept": accept})
        assert answer.headers["content-type"] == accept and "true" in answer.text


def statements(client: httpx.Client, query: str, accept: str, form: str) -> rdflib.Graph:
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": accept})
    assert answer.headers["content-type"].split(";")[0] == accept
    return rdflib.Graph().parse(data=answer.content, format=form)


@pytest.mark.parametrize(("accept", "form"), GRAPH_FORMS)
def test_query_content_type_describe(client: httpx.Client, accept: str, form: str) -> None:
    assert NAMED in statements(client, "DESCRIBE person:ana-01", accept, form)


@pytest.mark.parametrize(("accept", "form"), GRAPH_FORMS)
def test_query_content_type_construct(client: httpx.Client, accept: str, form: str) -> None:
    assert NAMED in statements(client, "CONSTRUCT WHERE { person:ana-01 ?p ?o }", accept, form)


def test_bad_query_method(client: httpx.Client) -> None:
    for method in ("PUT", "DELETE", "PATCH"):
        answer = client.request(method, "/sparql", params={"query": "ASK {}"})
        assert answer.status_code == 405 and "GET" in answer.headers["allow"]


def test_bad_multiple_queries(client: httpx.Client) -> None:
    assert client.get("/sparql", params={"query": ["ASK {}", "SELECT * {}"]}).status_code == 400


def test_bad_query_wrong_media_type(client: httpx.Client) -> None:
    assert client.post("/sparql", content="ASK {}", headers={"Content-Type": "text/plain"}).status_code == 415


def test_bad_query_missing_form_type(client: httpx.Client) -> None:
    assert client.post("/sparql", content="query=ASK%20%7B%7D").status_code == 415


def test_bad_query_missing_direct_type(client: httpx.Client) -> None:
    assert client.post("/sparql", content="ASK {}").status_code == 415


def test_bad_query_non_utf8(client: httpx.Client) -> None:
    assert client.post("/sparql", content="ASK {}".encode("utf-16"), headers=DIRECT).status_code == 400
    wrong = {"Content-Type": "application/sparql-query; charset=UTF-16"}
    assert client.post("/sparql", content="ASK {}".encode("utf-16"), headers=wrong).status_code == 415
    packed = {"Content-Type": "application/sparql-query", "Content-Encoding": "gzip"}
    assert client.post("/sparql", content=gzip.compress(b"ASK {}"), headers=packed).status_code == 415


def test_bad_query_syntax(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": "ASK { ?s foa:name ?o }"})
    assert answer.status_code == 400 and "foaf" in answer.text


def unchanged(client: httpx.Client) -> bool:
    return not truth(client.get("/sparql", params={"query": "ASK { <a:a> ?p ?o }"}))


@pytest.mark.parametrize("update", ["INSERT DATA { <a:a> <a:b> 1 }", "CLEAR ALL", "LOAD <http://127.0.0.1:9/>"])
def test_update_post_form(client: httpx.Client, update: str) -> None:
    assert client.post("/sparql", data={"update": update}).status_code == 403
    assert client.get("/sparql", params={"query": update}).status_code == 400
    assert unchanged(client)


@pytest.mark.parametrize("given", [{}, {"using-graph-uri": CORE}, {"using-named-graph-uri": CORE}])
def test_update_post_direct(client: httpx.Client, given: dict[str, str]) -> None:
    update = "INSERT { <a:a> <a:b> 1 } WHERE { ?s ?p ?o }"
    assert client.post("/sparql", params=given, content=update, headers=UPDATE).status_code == 403
    assert unchanged(client)


def test_bad_update_get(client: httpx.Client) -> None:
    assert client.get("/sparql", params={"update": "CLEAR ALL"}).status_code == 403


def test_bad_multiple_updates(client: httpx.Client) -> None:
    assert client.post("/sparql", data={"update": ["CLEAR NAMED", "CLEAR DEFAULT"]}).status_code == 403


def test_bad_update_wrong_media_type(client: httpx.Client) -> None:
    assert client.post("/sparql", content="CLEAR NAMED", headers={"Content-Type": "text/plain"}).status_code == 415


def test_bad_update_missing_form_type(client: httpx.Client) -> None:
    assert client.post("/sparql", content="update=CLEAR%20NAMED").status_code == 415


def test_bad_update_non_utf8(client: httpx.Client) -> None:
    for heads in (UPDATE, {"Content-Type": "application/sparql-update; charset=UTF-16"}):
        assert client.post("/sparql", content="CLEAR NAMED".encode("utf-16"), headers=heads).status_code in (403, 415)


def test_bad_update_syntax(client: httpx.Client) -> None:
    assert client.post("/sparql", data={"update": "CLEAR XYZ"}).status_code == 403


def test_bad_update_dataset_conflict(client: httpx.Client) -> None:
    given = {"update": "INSERT { <a:a> <a:b> 1 } USING <a:c> WHERE { ?s ?p ?o }", "using-named-graph-uri": CORE}
    assert client.post("/sparql", data=given).status_code == 403
    assert unchanged(client)


def test_without_a_query_the_service_describes_itself(client: httpx.Client) -> None:
    answer = client.get("/sparql", headers={"Accept": "text/turtle"})
    read = rdflib.Graph().parse(data=answer.text, format="turtle")
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    assert read.value(predicate=sd.supportedLanguage, object=sd.SPARQL11Query) is not None
    assert (None, sd.feature, sd.UnionDefaultGraph) in read
    assert client.get("/sparql", headers={"Accept": "text/html"}).status_code == 303


def test_a_form_that_does_not_exist_is_not_acceptable(client: httpx.Client) -> None:
    assert client.get("/sparql", params={"query": "ASK {}"}, headers={"Accept": "image/png"}).status_code == 406


def test_rows_beyond_the_limit_are_announced(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": "SELECT * WHERE { ?s ?p ?o }"})
    assert answer.status_code == 200 and answer.headers["kg-truncated"] == "true"
    assert len(answer.json()["results"]["bindings"]) == 100 == int(answer.headers["kg-rows"])
    whole = client.get("/sparql", params={"query": "SELECT * WHERE { ?s ?p ?o } LIMIT 100"})
    assert "kg-truncated" not in whole.headers


def test_a_query_that_is_too_long_is_refused(client: httpx.Client) -> None:
    assert client.post("/sparql", data={"query": f"ASK {{}} # {'x' * 5_000}"}).status_code == 413


def test_a_form_with_too_many_fields_is_a_client_error(client: httpx.Client) -> None:
    answer = client.post("/sparql", data={"query": "ASK {}"} | {f"a{number}": "" for number in range(200)})
    assert answer.status_code == 400 and answer.text == "the form has more than 100 fields\n"


def test_a_result_that_is_too_long_is_cut_and_announced(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(serving, "MOST_CHARACTERS", 2_000)
    store = new_store(None, tiny_quads())
    for accepted in ("application/sparql-results+json", "text/csv"):
        rows = serving.serve_text(store, "SELECT * WHERE { ?s ?p ?o } ORDER BY ?s ?p ?o", [accepted], 10_000)
        assert rows.truncated and 0 < rows.count < 30 and len(rows.body) < 4_000
    triples = serving.serve_text(store, "CONSTRUCT WHERE { ?s ?p ?o }", ["text/turtle"], 10_000)
    assert triples.truncated and 0 < triples.count < 30
    whole = serving.serve_text(store, "SELECT * WHERE { ?s ?p ?o } LIMIT 3", ["text/csv"], 3)
    assert not whole.truncated and whole.count == 3


def test_the_table_of_the_documentation_lists_these_tests() -> None:
    page = (ROOT / "docs" / "reference" / "endpoint.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"^\| `(test_\w+)` \|", page, re.MULTILINE))
    assert listed == {name for name in globals() if name.startswith(("test_query", "test_bad", "test_update"))}


def test_sparqlwrapper_asks_unchanged(address: str) -> None:
    wrapper = SPARQLWrapper(f"{address}/sparql")
    wrapper.setQuery("SELECT ?name WHERE { ?p a foaf:Person ; foaf:name ?name } ORDER BY ?name")
    wrapper.setReturnFormat(JSON)
    names = [row["name"]["value"] for row in wrapper.query().convert()["results"]["bindings"]]  # type: ignore[index, call-overload, union-attr]
    assert names == ["Ana Núñez", "Bo Li", "Chloé Roux", "Dan Ek", "Dan Ek"]
    wrapper.setMethod(POST)
    wrapper.setReturnFormat(XML)
    assert len(wrapper.query().convert().getElementsByTagName("result")) == 5  # type: ignore[union-attr]
    wrapper.setQuery("CONSTRUCT WHERE { ?p foaf:name ?name }")
    wrapper.setReturnFormat(TURTLE)
    assert len(rdflib.Graph().parse(data=wrapper.query().convert(), format="turtle")) == 5  # type: ignore[arg-type]


def test_rdflibs_sparql_store_asks_unchanged(address: str) -> None:
    graph = rdflib.Graph(SPARQLStore(f"{address}/sparql"))
    assert {str(name) for name in graph.objects(rdflib.URIRef(f"{BASE}person/ana-01"), rdflib.FOAF.name)} == {
        "Ana Núñez"
    }
    rows = graph.query("SELECT (COUNT(*) AS ?n) WHERE { ?w a <https://w3id.org/paperkg/ontology#Work> }")
    assert [int(row[0]) for row in rows] == [4]  # type: ignore[index, call-overload, misc]


@pytest.mark.parametrize("name", named_queries())
def test_a_named_query_gives_the_same_rows_on_a_server(address: str, name: str) -> None:
    query = find_query(name)
    here = list(run(new_store(None, tiny_quads()), query, params(name)))
    there = ask_endpoint(f"{address}/sparql", query, params(name))
    assert isinstance(there, Rows)
    assert sorted(there, key=repr) == sorted(here, key=repr)


def test_a_remote_server_answers_construct_and_its_errors_are_shown(address: str) -> None:
    answer = ask_endpoint(f"{address}/sparql", read_query("q", "CONSTRUCT WHERE { ?p foaf:name ?n }"), {})
    assert isinstance(answer, Triples) and len(list(answer.triples)) == 5
    cut = ask_endpoint(f"{address}/sparql", read_query("q", "SELECT * WHERE { ?s ?p ?o }"), {})
    assert "first 100" in cut.note
    with pytest.raises(QueryError, match=r"did you mean Ana Núñez"):
        ask_endpoint(f"{address}/sparql", find_query("works_of_author"), {"author": "Ana Nunes"})
    for wrong in ("ftp://127.0.0.1/", "http://127.0.0.1:9/sparql", address):
        with pytest.raises(QueryError):
            ask_endpoint(wrong, find_query("works"), {})


class Generous(BaseHTTPRequestHandler):
    """Server with additional members in its results and, at /broken, truncated results."""

    def do_POST(self) -> None:
        row = {"n": {"type": "literal", "value": "urn:one"}}
        answer = json.dumps({"head": {"vars": ["n"]}, "results": {"bindings": [row]}, "metadata": {"httpRequests": 0}})
        self.send_response(200)
        self.send_header("Content-Type", JSON_TYPE)
        self.end_headers()
        self.wfile.write(answer.encode()[: 30 if self.path == "/broken" else None])

    def log_message(self, *_: object) -> None:
        """Suppress the log."""


def test_additional_members_of_results_are_ignored_and_truncated_results_are_an_error() -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), Generous) as server:
        Thread(target=server.serve_forever).start()
        where, query = f"http://127.0.0.1:{server.server_port}", read_query("q", "SELECT ?n WHERE { ?s ?p ?n }")
        assert list(ask_endpoint(f"{where}/", query, {})) == [("urn:one",)]
        with pytest.raises(QueryError, match="the response is not valid"):
            ask_endpoint(f"{where}/broken", query, {})
        server.shutdown()


def test_json_preserves_every_kind_of_term(client: httpx.Client) -> None:
    query = 'SELECT ("x"@en AS ?a) (1 AS ?b) (<urn:x> AS ?c) ("y" AS ?d) WHERE {}'
    row = json.loads(client.get("/sparql", params={"query": query}).text)["results"]["bindings"][0]
    assert row["a"]["xml:lang"] == "en" and row["b"]["datatype"].endswith("integer")
    assert (row["c"]["type"], row["d"]) == ("uri", {"type": "literal", "value": "y"})
