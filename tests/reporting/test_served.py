"""Report, explorer and pages of the server lead to each other."""

from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
import uvicorn
from playwright.sync_api import expect

from kg.server.app import make_app
from kg.server.settings import ServerSettings

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture(scope="module")
def served(built: Path) -> Iterator[str]:
    """Return the address of a server of the build of the examples."""
    settings = ServerSettings(workers=2, held_mib=0)
    server = uvicorn.Server(uvicorn.Config(make_app(built, settings), port=0, log_level="error", lifespan="on"))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        until = time.monotonic() + 60
        while not server.started and time.monotonic() < until:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join(20)


def test_a_number_of_the_report_leads_to_a_sentence_and_back(page: Page, served: str) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(served)
    page.get_by_role("link", name="Report", exact=True).first.click()
    expect(page.locator("html[data-served]")).to_have_count(1)
    number = page.locator("a.q[data-list]:visible").first
    number.click()
    item = page.locator('.first a[href*="/thing?iri="]').first
    name = item.inner_text()
    item.click()
    assert page.locator("h1").inner_text() == name
    if page.locator(".kind").inner_text() != "Paper":
        page.locator("table.listing td:first-child a").first.click()
    page.locator(".sentence mark, .abstract mark").first.wait_for()
    while not page.url.startswith(f"{served}/report.html"):
        page.go_back()
    page.locator("a.q[data-list]:visible").nth(10).wait_for()
    assert said == []


def test_an_author_opens_in_the_explorer_which_leads_back_to_the_page(page: Page, served: str) -> None:
    page.goto(f"{served}/search?q=bengio")
    page.get_by_role("link", name="Yoshua Bengio").first.click()
    page.get_by_role("link", name="Show in the explorer").click()
    page.locator("#details h2", has_text="Yoshua Bengio").wait_for()
    assert "node=" in page.url
    page.get_by_role("link", name="Page of this author").click()
    assert page.locator("h1").inner_text() == "Yoshua Bengio"


def test_the_home_page_has_the_map_of_the_explorer(page: Page, served: str) -> None:
    page.goto(served)
    page.locator(".field-map circle").nth(50).wait_for()
    name = page.locator(".field-map a").first
    assert re.search(r"/explorer\.html#view=concepts&community=\d+$", name.get_attribute("href") or "")
    fills = (
        "new Set([...document.querySelectorAll('.field-map circle')].map((each) => getComputedStyle(each).fill)).size"
    )
    assert page.evaluate(fills) > 1


def test_the_files_of_the_report_are_served_with_their_types(served: str, built: Path) -> None:
    tables = sorted(path.name for path in (built / "report").glob("*.csv"))
    answer = httpx.get(f"{served}/report/{tables[0]}")
    assert answer.content == (built / "report" / tables[0]).read_bytes()
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    policy = httpx.get(f"{served}/report.html").headers["content-security-policy"]
    assert "sha256-" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
    for name in ("graph.ttl", "manifest.json", "store/CURRENT", "identity.csv"):
        assert httpx.get(f"{served}/{name}").status_code == 404
