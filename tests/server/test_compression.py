"""Responses are compressed for clients that accept it, and only for them."""

from __future__ import annotations

import httpx
import pytest

from kg.server.compression import accepts_gzip

QUERY = {"query": "SELECT * WHERE { ?s ?p ?o } ORDER BY ?s ?p ?o LIMIT 90"}


def test_a_result_is_compressed_on_request(client: httpx.Client) -> None:
    plain = client.get("/sparql", params=QUERY, headers={"Accept-Encoding": "identity"})
    small = client.get("/sparql", params=QUERY, headers={"Accept-Encoding": "gzip"})
    assert "content-encoding" not in plain.headers and small.headers["content-encoding"] == "gzip"
    assert small.content == plain.content
    assert int(small.headers["content-length"]) < int(plain.headers["content-length"]) / 3
    assert "Accept-Encoding" in small.headers["vary"] and "Accept" in small.headers["vary"]


@pytest.mark.parametrize(
    "path", ["/", "/static/page.css", "/static/editor.js", "/person/ana-01", "/nothing", "/sparql"]
)
def test_every_page_is_the_same_when_compressed(client: httpx.Client, path: str) -> None:
    plain = client.get(path, headers={"Accept-Encoding": "identity", "Accept": "text/html"})
    small = client.get(path, headers={"Accept-Encoding": "gzip", "Accept": "text/html"})
    assert (small.status_code, small.content) == (plain.status_code, plain.content)
    assert client.head(path, headers={"Accept-Encoding": "gzip", "Accept": "text/html"}).content == b""


def test_a_short_response_is_not_compressed(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": "ASK {}"}, headers={"Accept-Encoding": "gzip"})
    assert "content-encoding" not in answer.headers and answer.json()["boolean"]


@pytest.mark.parametrize(
    ("header", "accepted"),
    [("gzip", True), ("br, GZIP;q=0.1", True), ("*", True), ("gzip;q=0", False), ("gzip; q=0.000", False), ("", False)],
)
def test_the_header_is_read_with_its_weights(header: str, accepted: bool) -> None:
    assert accepts_gzip(header) is accepted
