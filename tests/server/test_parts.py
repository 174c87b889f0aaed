"""Content negotiation, highlighting, page addresses, settings and security headers."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.responses import PlainTextResponse

from kg.model.errors import SettingsError
from kg.server.addresses import RESERVED, Addresses
from kg.server.highlight import split_at_mentions
from kg.server.negotiation import best, rank
from kg.server.security_headers import SecurityMiddleware
from kg.server.settings import ServerSettings, read_server_settings
from kg.settings import read_settings

BASE = "https://example.org/kg/"


@pytest.mark.parametrize(
    ("header", "form", "chosen"),
    [
        ("text/html,application/xhtml+xml,*/*;q=0.8", None, "text/html"),
        ("text/turtle;q=0.5, application/ld+json", None, "application/ld+json"),
        ("text/html;q=0, */*", None, "text/turtle"),
        ("text/turtle;q=0.3, */*;q=0.8", None, "text/html"),
        ("text/*", None, "text/html"),
        ("application/json", None, "application/ld+json"),
        ("image/png", None, None),
        ("text/html", "ttl", "text/turtle"),
        ("text/html", "unheard-of", "text/html"),
        (None, None, "text/html"),
        ("text/turtle; q=nonsense", None, "text/turtle"),
        ("no media range, application/x-turtle", None, "text/turtle"),
    ],
)
def test_the_preferred_type_is_chosen(header: str | None, form: str | None, chosen: str | None) -> None:
    offered = ["text/html", "text/turtle", "application/ld+json"]
    assert best(offered, header, form) == chosen


def test_types_are_ranked_by_quality_then_in_the_order_offered() -> None:
    offered = ["text/html", "text/turtle", "application/ld+json"]
    assert rank(offered, "application/ld+json, text/turtle, text/html;q=0.9") == [*offered[1:], offered[0]]


@given(st.text(st.sampled_from('abc/*;,q=0.1" \\'), max_size=300).map(lambda text: text * 20))
def test_any_header_is_ranked(header: str) -> None:
    assert set(rank(["text/html", "text/turtle"], header)) <= {"text/html", "text/turtle"}


@given(st.text(), st.lists(st.tuples(st.integers(-3, 30), st.integers(-3, 30), st.sampled_from(["uses", "mentions"]))))
def test_highlighted_pieces_join_to_the_abstract(abstract: str, spans: list[tuple[int, int, str]]) -> None:
    found = split_at_mentions(abstract, [(start, end, role, "link") for start, end, role in spans if start >= 0])
    assert "".join(piece.text for piece in found) == abstract
    for piece in found:
        assert not piece.role or any(abstract[a:b] == piece.text and role == piece.role for a, b, role in spans)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_an_address_leads_back_to_its_iri(local: str) -> None:
    from urllib.parse import quote

    iri = BASE + quote(local, safe="/~")
    address = Addresses(BASE).of(iri)
    assert address.startswith("/thing?iri=") or iri in Addresses(BASE).iri(address) or local.startswith("/")


def test_reserved_paths_hide_no_resource() -> None:
    assert all(Addresses(BASE).of(f"{BASE}{name}").startswith("/thing?") for name in RESERVED)


def test_settings_are_read_from_the_table_serve(tmp_path: Path) -> None:
    config = tmp_path / "kg.toml"
    config.write_text('[serve]\nseconds = 3.5\nhosts = ["kg.example.org"]\n')
    assert read_server_settings(config, port=9).seconds == 3.5
    assert read_server_settings(config, port=9) == ServerSettings(seconds=3.5, hosts=("kg.example.org",), port=9)
    assert read_settings(config) == read_settings(None)


@pytest.mark.parametrize(
    "line",
    [
        *("secs = 1", "rows = 0", "rows = true", "rows = 1.5", 'hosts = "a"', "port = -1", "host = 3"),
        *("port = 99999", "seconds = nan", "seconds = inf", "seconds = 1e9", "workers = 100000"),
    ],
)
def test_an_invalid_setting_is_named(tmp_path: Path, line: str) -> None:
    config = tmp_path / "kg.toml"
    config.write_text(f"[serve]\n{line}\n")
    with pytest.raises(SettingsError, match=line.split()[0]):
        read_server_settings(config)


async def fetched(app: SecurityMiddleware, origin: str) -> httpx.Response:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost") as client:
        return await client.get("/", headers={"Origin": origin})


@pytest.mark.parametrize(
    ("cors", "origin", "allowed"),
    [
        ((), "https://a.example", None),
        (("https://a.example",), "https://a.example", "https://a.example"),
        (("https://a.example",), "https://a.example.evil", None),
        (("*",), "https://b.example", "*"),
    ],
)
def test_only_scripts_of_configured_origins_can_read_results(
    cors: tuple[str, ...], origin: str, allowed: str | None
) -> None:
    guarded = SecurityMiddleware(PlainTextResponse("read"), ServerSettings(cors=cors))
    with ThreadPoolExecutor(1) as aside:  # where a browser has run, this thread has an event loop already
        answer = aside.submit(asyncio.run, fetched(guarded, origin)).result()
    assert (answer.status_code, answer.text == "read") == ((200, True) if allowed else (403, False))
    assert answer.headers.get("access-control-allow-origin") == allowed
    assert ("cross-origin-resource-policy" in answer.headers) is (not cors)
