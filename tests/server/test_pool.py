"""Runaway queries do not block others, limits are enforced, and no query accesses the network."""

from __future__ import annotations

import dataclasses
import os
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from kg.store import new_store
from tests.server.conftest import SHORT, serving
from tests.store.test_evaluation import SERVICES, UPDATES
from tests.tiny import tiny_quads

ROOT = Path(__file__).resolve().parent.parent.parent
RUNAWAY = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?c < ?i) }"
GREEDY = "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i"
HUNGRY = "SELECT (GROUP_CONCAT(CONCAT(STR(?c), STR(?f), STR(?i))) AS ?x) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
GOOD = "SELECT (COUNT(*) AS ?n) WHERE { ?w a kg:Work }"
LOADS = [
    "LOAD <URL>",
    "lOaD sIlEnT <URL> INTO GRAPH <a:a>",
    "#\nLOAD#\n<URL>",
    "PREFIX : <URL>LOAD:x",
    "\\u004cOAD <URL>",
    "ASK {} ; LOAD <URL>",
    "INSERT DATA { <a:a> <a:b> 1 } ; LOAD <URL>",
]
ASKING = """
import sys
from pathlib import Path
from kg.server.worker import lock_down
from kg.store import open_store
store = open_store(Path(sys.argv[1]))
{lock}
assert len(list(store.query("SELECT * WHERE {{ ?s ?p ?o }}"))) > 300
list(store.query("SELECT * WHERE {{ SERVICE SILENT <http://127.0.0.1:" + sys.argv[2] + "/> {{ ?s ?p ?o }} }}"))
"""


def status(client: httpx.Client, query: str) -> tuple[int, str]:
    answer = client.post("/sparql", data={"query": query})
    return answer.status_code, answer.text


def works(client: httpx.Client) -> int:
    return int(client.get("/sparql", params={"query": GOOD}).json()["results"]["bindings"][0]["n"]["value"])


def test_a_runaway_is_stopped_at_its_deadline_with_an_error(client: httpx.Client) -> None:
    code, said = status(client, RUNAWAY)
    assert code == 504 and "1.5 s" in said


@pytest.mark.parametrize("query", [GREEDY, HUNGRY])
def test_a_query_that_exceeds_the_memory_limit_is_stopped(client: httpx.Client, query: str) -> None:
    assert status(client, query)[0] in (504, 507)
    assert works(client) == 4


def test_short_queries_run_while_runaways_run_and_excess_runaways_are_rejected(tmp_path: Path) -> None:
    """The deadline is long for a busy machine; beyond it, the runaways may have ended before the short queries."""
    with (
        serving(tmp_path, tiny_quads(), dataclasses.replace(SHORT, seconds=15.0)) as address,
        httpx.Client(base_url=address, timeout=60) as client,
        ThreadPoolExecutor(8) as threads,
    ):
        begun = time.monotonic()
        runaways = [threads.submit(status, client, RUNAWAY) for _ in range(6)]
        time.sleep(0.3)
        assert [works(client) for _ in range(5)] == [4] * 5
        running = not all(each.done() for each in runaways)
        assert running or time.monotonic() - begun > 15
        codes = sorted(each.result()[0] for each in runaways)
    assert set(codes) <= {503, 504} and 504 in codes


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * WHERE { " + "{" * 2_000 + "?s ?p ?o" + "}" * 2_000 + " }",
        "ASK { FILTER(" + "!" * 4_900 + "true) }",
        "ASK { FILTER(" + "(" * 2_400 + "1" + ")" * 2_400 + ") }",
        "SELECT ('" + "x" * 4_900 + "' AS ?x) WHERE {}",
        "SELECT * WHERE { ?s " + "/".join(["!<a:a>"] * 400) + " ?o }",
        'ASK { FILTER(REGEX("' + "a" * 60 + '", "(a*)*b")) }',
        "\x00",
        "SELECT",
        "\ufeffASK {}",
        "ASK { ?s ?p '\\uD800' }",
        *UPDATES,
    ],
)
def test_after_any_request_the_next_query_is_answered(client: httpx.Client, query: str) -> None:
    code, said = status(client, query)
    assert code in (200, 400, 403, 500, 504, 507), said
    assert works(client) == 4


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * WHERE { " + "{" * 2_000 + "?s ?p ?o" + "}" * 2_000 + " }",
        "ASK { FILTER(" + "!" * 4_900 + "true) }",
        "ASK { " + "FILTER NOT EXISTS { " * 150 + "?s ?p ?o" + " }" * 150 + " }",
    ],
)
def test_a_query_nested_too_deeply_is_a_client_error(client: httpx.Client, query: str) -> None:
    code, said = status(client, query)
    assert code == 400 and ("128 brackets" in said or "3,000 operators" in said)


def test_the_server_process_does_not_read_the_text_of_a_query(
    client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server runs in the process of this test, so that the patch applies to it, but not to its workers."""
    monkeypatch.setattr("kg.store.query_tokens._TOKENS", None)
    for params in (
        {"query": "SELECT ?x { ?x dcterms:titel ?y }"},
        {"query": "SELECT * {?s <x:> " + "1" * 4_000 + "}"},
        {"name": "works_about", "word": "zyxwv"},
    ):
        assert client.get("/query", params=params).status_code == 200
    assert works(client) == 4


def test_a_query_page_has_the_limit_of_the_endpoint(client: httpx.Client) -> None:
    for params in ({"query": "#" * 5_001}, {"name": "works_about", "word": "a" * 5_001}):
        assert client.get("/query", params=params).status_code == 413


def test_a_result_has_a_limit_of_bytes(tmp_path: Path) -> None:
    steps = " ".join(f"BIND(CONCAT(?a{n}, ?a{n}) AS ?a{n + 1})" for n in range(22))
    with (
        serving(tmp_path, tiny_quads(), dataclasses.replace(SHORT, seconds=30.0)) as address,
        httpx.Client(base_url=address, timeout=60) as client,
    ):
        code, said = status(client, f"SELECT ?a22 {{ BIND('0123456789' AS ?a0) {steps} }}")
        assert code == 507 and "32 MiB" in said
        assert works(client) == 4


def test_no_query_accesses_the_network(client: httpx.Client) -> None:
    heard: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as canary:
        canary.settimeout(0.1)
        url = f"http://127.0.0.1:{canary.getsockname()[1]}/"
        for query in (*SERVICES, "SELECT * FROM <URL> WHERE { ?s ?p ?o }", "ASK FROM NAMED <URL> { GRAPH ?g { } }"):
            assert status(client, query.replace("URL", url))[0] in (200, 400)
        for load in LOADS:
            assert status(client, load.replace("URL", url))[0] == 400
            assert client.post("/sparql", data={"update": load.replace("URL", url)}).status_code == 403
        status(client, f"ASK {{ ?s ?p ?o }} # {url}")
        client.get("/sparql", params={"query": "ASK {}", "default-graph-uri": url})
        with pytest.raises(TimeoutError):
            heard.append(canary.accept())
    assert heard == []


def test_worker_processes_have_no_network_access(tmp_path: Path) -> None:
    new_store(tmp_path / "store", tiny_quads()).flush()
    with socket.create_server(("127.0.0.1", 0)) as canary:
        canary.settimeout(0.5)
        port = canary.getsockname()[1]
        heard = threading.Event()
        for lock, reached in (("lock_down()", False), ("", True)):
            command = [sys.executable, "-c", ASKING.format(lock=lock), str(tmp_path / "store"), str(port)]
            asking = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=os.environ | {"PYTHONPATH": str(ROOT)})
            try:
                canary.settimeout(6 if reached else 3)
                canary.accept()[0].close()
                heard.set()
            except TimeoutError:
                pass
            assert heard.is_set() is reached, "the canary must hear the one that is not locked, and only that"
            asking.wait(20)
