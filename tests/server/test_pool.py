"""Runaway queries do not block others, limits are enforced, and no query accesses the network."""

from __future__ import annotations

import dataclasses
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from kg.store import new_store
from tests.server.conftest import SHORT, serving
from tests.store.test_evaluation import SERVICES, UPDATES
from tests.tiny import tiny_quads
from tests.waiting import WAIT_LIMIT

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
from contextlib import suppress
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


def fork_servers() -> set[int]:
    """Return the ids of the fork servers that this process has started."""
    children = {int(pid) for task in Path("/proc/self/task").glob("*/children") for pid in task.read_text().split()}
    return {pid for pid in children if "kg.server.fork_server" in Path(f"/proc/{pid}/cmdline").read_text()}


def within(seconds: float, holds: Callable[[], bool]) -> bool:
    until = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


@pytest.fixture
def killable(tmp_path: Path) -> Iterator[tuple[httpx.Client, int]]:
    """Client of a server with its own fork server, and the process id of that."""
    before = fork_servers()
    settings = dataclasses.replace(SHORT, seconds=30.0, workers=2)
    with serving(tmp_path, tiny_quads(), settings) as address, httpx.Client(base_url=address, timeout=60) as client:
        yield client, (fork_servers() - before).pop()


def test_a_fork_server_that_ends_is_started_again(killable: tuple[httpx.Client, int]) -> None:
    client, fork_server = killable
    others = fork_servers() - {fork_server}
    for _ in range(2):
        os.kill(fork_server, signal.SIGKILL)
        assert within(WAIT_LIMIT, lambda: bool(fork_servers() - others - {fork_server}))  # noqa: B023 - called at once
        assert [works(client) for _ in range(4)] == [4] * 4
        fork_server = (fork_servers() - others).pop()
    assert client.get("/status").json()["processes"]["restarts"] == 2


def end_workers(fork_server: int, number: signal.Signals) -> None:
    """Send a signal to the workers of a fork server, and wait until they have ended."""
    pids = Path(f"/proc/{fork_server}/task/{fork_server}/children").read_text().split()
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(int(pid), number)
    assert within(WAIT_LIMIT, lambda: all(map(has_ended, pids)))


def has_ended(pid: str) -> bool:
    """Return whether a process has ended, even if its parent has not been informed yet."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return True


def test_workers_that_are_killed_while_idle_are_replaced_unnoticed(killable: tuple[httpx.Client, int]) -> None:
    client, fork_server = killable
    for _ in range(3):
        end_workers(fork_server, signal.SIGKILL)
        assert works(client) == 4


@pytest.mark.parametrize(("number", "expected"), [(signal.SIGKILL, 503), (signal.SIGSEGV, 500)])
def test_the_end_of_a_query_is_reported_with_its_signal(
    killable: tuple[httpx.Client, int], number: signal.Signals, expected: int
) -> None:
    client, fork_server = killable
    with ThreadPoolExecutor(1) as thread:
        running = thread.submit(status, client, RUNAWAY)
        while not running.done():  # a query that was killed is run once more
            time.sleep(1)
            end_workers(fork_server, number)
        code, said = running.result()
    assert code == expected and number.name in said
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
