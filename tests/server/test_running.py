"""Start of the server: the address is checked first."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from urllib.parse import urlencode

import pytest

from kg.model.errors import UsageError
from kg.server import running
from kg.server.running import check_address, serve
from kg.server.settings import ServerSettings
from kg.store import new_store
from tests.tiny import tiny_quads

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def used_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_used_port_is_one_line_with_the_remedy(used_port: int, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=rf"^cannot listen on 127\.0\.0\.1, port {used_port}: .*in use; .*--port$"):
        serve(tmp_path, ServerSettings(port=used_port), lambda address: pytest.fail(address))


@pytest.mark.parametrize("host", ["192.0.2.1", "no.such.host.invalid", "a\x00b", "é" * 100, "a" * 300])
def test_an_address_of_another_machine_is_one_line(host: str) -> None:
    with pytest.raises(UsageError, match=f"cannot listen on {host}"):
        check_address(host, 8000)


def test_a_free_port_is_free_afterwards() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    for _ in range(2):
        check_address("127.0.0.1", port)


RUNAWAY = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?c < ?i) }"
SERVING = """
import sys, threading, time
from pathlib import Path
from kg.server import app, running
from kg.server.settings import ServerSettings
{patch}
settings = ServerSettings(port=int(sys.argv[2]), seconds=60.0)
running.serve(Path(sys.argv[1]), settings, lambda _: print("ready", flush=True))
"""
STUCK = "app.field_overview = lambda *_: (print('stuck', flush=True), time.sleep(60))"


@pytest.mark.parametrize("state", ["idle", "connected", "querying", "starting"])
def test_sigterm_ends_the_server_within_ten_seconds(tmp_path: Path, state: str) -> None:
    new_store(tmp_path / "store", tiny_quads()).flush()
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    code = SERVING.format(patch=STUCK if state == "starting" else "")
    command, env = [sys.executable, "-c", code, str(tmp_path), str(port)], os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=env, text=True) as process:
        assert process.stdout and process.stdout.readline() == ("stuck\n" if state == "starting" else "ready\n")
        with nullcontext() if state == "starting" else _connect(port) as connection:
            if connection is not None and state != "idle":
                query = f"GET /sparql?{urlencode({'query': RUNAWAY})} HTTP/1.1\r\nHost: localhost\r\n"
                connection.sendall((query + "\r\n" * (state == "querying")).encode())
                time.sleep(1)
            process.send_signal(signal.SIGTERM)
            process.wait(running.MOST_SECONDS_TO_END + 2)


def _connect(port: int) -> socket.socket:
    """Connect at once: the server is ready when it says so."""
    return socket.create_connection(("127.0.0.1", port))
