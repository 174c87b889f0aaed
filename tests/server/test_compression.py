"""Responses are compressed for clients that accept it, and only for them."""

from __future__ import annotations

import gzip
import random
import zlib
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from kg.server.compression import CompressedBodies, accepts_gzip
from tests.server.conftest import SHORT, serving
from tests.server.test_scheduler import run
from tests.tiny import tiny_quads

PAGE = '<!DOCTYPE html><html lang="en"><head></head><body>{} ' + "<p>words</p>" * 10_000 + "</body></html>"

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


@pytest.fixture(scope="module")
def page_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    folder = tmp_path_factory.mktemp("pages")
    (folder / "explorer.html").write_text(PAGE.format("first"), encoding="utf-8")
    (folder / "report.md").write_text("# A report\n" * 1_000, encoding="utf-8")
    with serving(folder, tiny_quads(), SHORT) as where:
        yield where, folder


def test_a_file_is_compressed_once(page_address: tuple[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    compressed = []
    monkeypatch.setattr(
        gzip, "compress", lambda body, *_, **__: compressed.append(body) or zlib.compress(body, wbits=31)
    )
    for name in ("explorer.html", "report.md"):
        compressed.clear()
        answers = [httpx.get(f"{page_address[0]}/{name}", headers={"Accept-Encoding": "gzip"}) for _ in range(3)]
        plain = httpx.get(f"{page_address[0]}/{name}", headers={"Accept-Encoding": "identity"})
        assert {answer.content for answer in answers} == {plain.content} == set(compressed)
        assert len(compressed) == 1
        assert all(int(answer.headers["content-length"]) < len(plain.content) / 5 for answer in answers)
        assert all("Accept-Encoding" in answer.headers["vary"] for answer in (*answers, plain))
        assert int(plain.headers["content-length"]) == len(plain.content)


def test_a_client_that_has_a_file_receives_it_again_only_after_a_change(page_address: tuple[str, Path]) -> None:
    address, folder = page_address
    first = httpx.get(f"{address}/explorer.html", headers={"Accept-Encoding": "gzip"})
    tag = {"If-None-Match": f'"other", {first.headers["etag"]}'}
    for encoding in ("gzip", "identity"):
        again = httpx.get(f"{address}/explorer.html", headers={"Accept-Encoding": encoding, **tag})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    (folder / "explorer.html").write_text(PAGE.format("second"), encoding="utf-8")
    changed = httpx.get(f"{address}/explorer.html", headers={"Accept-Encoding": "gzip", **tag})
    assert changed.status_code == 200 and "second" in changed.text and changed.headers["etag"] != first.headers["etag"]


def test_the_memory_of_compressed_bodies_is_limited() -> None:
    async def lengths() -> list[int]:
        kept = CompressedBodies(most=100_000)
        contents = [random.Random(number).randbytes(30_000) for number in range(5)]
        for tag in (0, 1, 2, 0, 3, 4):
            assert gzip.decompress(await kept.get(str(tag), contents[tag])) == contents[tag]
        return [int(tag) for tag in kept._bodies]

    assert run(lengths()) == [0, 3, 4]
