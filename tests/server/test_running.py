"""Start of the server: the address is checked first."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.model.errors import UsageError
from kg.server.running import check_address, serve
from kg.server.settings import ServerSettings


@pytest.fixture
def used_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_used_port_is_one_line_with_the_remedy(used_port: int, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=rf"^cannot listen on 127\.0\.0\.1, port {used_port}: .*in use; .*--port$"):
        serve(tmp_path, ServerSettings(port=used_port), lambda address: pytest.fail(address))


@pytest.mark.parametrize("host", ["192.0.2.1", "no.such.host.invalid"])
def test_an_address_of_another_machine_is_one_line(host: str) -> None:
    with pytest.raises(UsageError, match=f"cannot listen on {host}"):
        check_address(host, 8000)


def test_a_free_port_is_free_afterwards() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    for _ in range(2):
        check_address("127.0.0.1", port)
