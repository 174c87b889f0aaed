"""The documentation site is complete, built without warnings, and sends no request to another server."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from docs.generate import command_line, python_api

if TYPE_CHECKING:
    from playwright.sync_api import Browser

LOADED = {
    "script": "src",
    "img": "src",
    "source": "src",
    "video": "src",
    "iframe": "src",
    "link": "href",
    "use": "href",
    "image": "href",
}
"""Attribute that makes a browser load something, by element."""
NOT_LOADED = {"canonical", "next", "prev", "alternate"}
"""Relations of `<link>` that load nothing."""
PAGES = ("index.html", "tutorial/notebook.html", "reference/python-api.html", "reference/command-line.html")
PHONE = {"width": 390, "height": 844}


class Addresses(HTMLParser):
    """Addresses of everything that a page loads."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if (name := LOADED.get(tag)) and given.get(name) and given.get("rel") not in NOT_LOADED:
            self.found.append(str(given[name]))
        self.found += re.findall(r"url\(([^)]*)\)", given.get("style") or "")


def loaded(html: str) -> list[str]:
    parser = Addresses()
    parser.feed(html)
    return [*parser.found, *re.findall(r"(?:@import\s*|url\()[\"']?([^\"')\s]+)", " ".join(styles(html)))]


def styles(html: str) -> list[str]:
    return re.findall(r"<style[^>]*>(.*?)</style>", html, re.DOTALL)


def foreign(addresses: list[str]) -> list[str]:
    return [each for each in addresses if re.match(r"(?:https?:)?//", each)]


def test_foreign_addresses_are_found_wherever_a_page_can_have_them() -> None:
    page = """<link rel="stylesheet" href="https://a.example/a.css"><script src="//b.example/b.js"></script>
    <img src="http://c.example/c.png"><style>@import "https://d.example/d.css"; p {background: url(https://e.example/e)}
    </style><p style="background: url(https://f.example/f)"><a href="https://g.example/">a link loads nothing</a>"""
    assert [each[-1] for each in foreign(loaded(page))] == ["s", "s", "g", "f", "s", "e"]


def test_no_script_style_font_or_image_is_loaded_from_elsewhere(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert len(pages) > 30
    assert {path.name: foreign(loaded(path.read_text(encoding="utf-8"))) for path in pages} == {
        p.name: [] for p in pages
    }
    sheets = {path.name: path.read_text(encoding="utf-8") for path in site.rglob("*.css")}
    assert sheets
    found = [(name, url) for name, text in sheets.items() for url in re.findall(r"url\([\"']?([^\"')]+)", text)]
    assert foreign([url for _, url in found]) == []
    assert not any("@import" in text for text in sheets.values())
    assert not any('class="mermaid"' in path.read_text(encoding="utf-8") for path in pages), "mermaid is fetched"


def test_the_reference_is_in_the_site(site: Path) -> None:
    commands = (site / "reference" / "command-line.html").read_text(encoding="utf-8")
    assert [name for name, _ in command_line.commands() if f'id="{name.replace(" ", "-")}"' not in commands] == []
    api = (site / "reference" / "python-api.html").read_text(encoding="utf-8")
    assert [name for name in python_api.names() if f'id="{python_api.home(name)}"' not in api] == []
    assert "Parameters" in api or "parameters" in api


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Return the address of a local server of the site."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize("place", ["server", "disk"])
def test_pages_and_search_work_without_a_request_to_another_server(
    chromium: Browser, address: str, site: Path, place: str
) -> None:
    address = address if place == "server" else site.as_uri()
    context = chromium.new_context()
    page = context.new_page()
    requests: list[str] = []
    problems: list[str] = []
    context.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    for name in PAGES:
        page.goto(f"{address}/{name}")
    with page.expect_request("**/search/search_index.js*", timeout=60_000):
        page.goto(f"{address}/index.html")
    page.locator("input.md-search__input").click()
    page.locator("input.md-search__input").press_sequentially("betweenness")
    page.locator(".md-search-result__link").first.wait_for(state="attached", timeout=60_000)
    assert "measures" in str(page.locator(".md-search-result__list").inner_html())
    assert any("/workers/search" in url for url in requests)
    assert [url for url in requests if not url.startswith((address, "data:", "blob:"))] == []
    assert problems == []
    context.close()


def test_pages_fit_a_phone(chromium: Browser, address: str) -> None:
    context = chromium.new_context(viewport=PHONE)
    page = context.new_page()
    for name in PAGES:
        page.goto(f"{address}/{name}")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], name
    context.close()
