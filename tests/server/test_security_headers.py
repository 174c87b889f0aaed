"""Requests with a malformed host, and requests of other web sites, are refused."""

from __future__ import annotations

import httpx
import pytest

from kg.server.security_headers import SecurityMiddleware, host_name
from kg.server.settings import ServerSettings
from tests.server.test_scheduler import run

ASK = {"query": "ASK {}"}
OWN = {"Sec-Fetch-Site": "same-origin"}
FOREIGN = {"Sec-Fetch-Site": "cross-site", "Origin": "https://other.example"}


@pytest.mark.parametrize(
    "host",
    [
        "[::1]evil.example", "[::1", "::1", "localhost:", "localhost:80:80", "localhost:eighty", "evil@localhost",
        "a b", "localhost/", "localhost#", "[::g]", "[1]", "-localhost", ".", "", " localhost", "localhost:123456",
        "[]",
    ],
)  # fmt: skip
def test_a_malformed_host_is_refused(client: httpx.Client, host: str) -> None:
    assert host_name(host) is None
    if host == host.strip():
        assert client.get("/status", headers={"Host": host}).status_code == 400


def test_a_host_with_a_port_is_accepted_and_an_unknown_one_refused(client: httpx.Client) -> None:
    for host, status in (("LOCALHOST:1", 200), ("[::1]:80", 200), ("127.0.0.1", 200), ("localhost.example", 421)):
        assert client.get("/status", headers={"Host": host}).status_code == status


def test_a_query_that_another_site_sends_is_refused(client: httpx.Client) -> None:
    """A form of another page may be sent without consent; a link may be followed."""
    assert client.post("/sparql", data=ASK, headers=FOREIGN).status_code == 403
    assert client.post("/sparql", data=ASK, headers=FOREIGN | {"Sec-Fetch-Mode": "navigate"}).status_code == 403
    assert client.get("/sparql", params=ASK, headers=FOREIGN | {"Sec-Fetch-Mode": "no-cors"}).status_code == 403
    assert client.get("/sparql", params=ASK, headers=FOREIGN | {"Sec-Fetch-Mode": "navigate"}).status_code == 200
    for site in ("same-origin", "same-site", "none"):
        assert client.post("/sparql", data=ASK, headers={"Sec-Fetch-Site": site}).status_code == 200


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("http://other.example", 403),
        ("null", 403),
        ("http://localhost.other.example", 403),
        ("http://localhost:8000", 200),
        ("https://graph.example", 200),
        ("http://[::1]:80", 200),
    ],
)
def test_an_origin_is_compared_with_the_names_of_the_server(origin: str, status: int) -> None:
    """Browsers send Sec-Fetch-Site only to servers with TLS and to this computer; a server in a network has neither."""
    middleware = SecurityMiddleware(_done, ServerSettings(hosts=("graph.example",)))
    assert run(_post(httpx.ASGITransport(middleware), {"Origin": origin})).status_code == status
    assert run(_post(httpx.ASGITransport(middleware), {"Origin": origin, **OWN})).status_code == 200


def test_a_query_of_a_site_in_cors_is_accepted() -> None:
    for cors, status in ((("https://other.example",), 200), (("*",), 200), (("https://third.example",), 403)):
        transport = httpx.ASGITransport(SecurityMiddleware(_done, ServerSettings(cors=cors)))
        assert run(_post(transport, FOREIGN)).status_code == status


async def _done(scope, receive, send):  # type: ignore[no-untyped-def]
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"done"})


async def _post(transport: httpx.ASGITransport, headers: dict[str, str]) -> httpx.Response:
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        return await client.post("/sparql", data=ASK, headers=headers)
