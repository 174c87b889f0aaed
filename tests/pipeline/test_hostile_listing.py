"""Listings with attacks in every field: no page of the build executes or requests anything."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import kg
from kg.settings import read_settings

if TYPE_CHECKING:
    from playwright.sync_api import Page

ATTACK = """</script><script>window.ran=1</script><img src=https://example.org/x onerror='window.ran=1'>"'&=cmd"""
NAME_ATTACK = """"'&=cmd <img src=https://example.org/x onerror=window.ran=1 x="""
"""Attack in a name, without the end of its tag: readers remove complete tags from names."""
PAGES = ("report.html", "explorer.html", "coauthors.html", "concepts.html")


def attacking(number: int) -> str:
    """Return a record with an attack in each field, and with names and terms that a page finds."""
    people = [
        {"name": f"{name} {NAME_ATTACK}", "id": f"~{ATTACK}{place}"} for place, name in enumerate(("Ana", "Bo", "Cy"))
    ]
    abstract = f"We propose {ATTACK}Net, compare dropout with BERT{ATTACK} and test both on MNIST. {ATTACK}"
    outcome = {"decision": f"Accept ({ATTACK})", "presentation": ATTACK, "award": ATTACK}
    address = f"javascript:window.ran=1//{ATTACK}"
    said = {"title": f"Work {number} {ATTACK}", "authors": people, "abstract": abstract, "venue": f"V {ATTACK}"}
    return json.dumps(said | outcome | {"year": 2020 + number, "url": address, ATTACK: ATTACK})


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of a build of such records."""
    folder = tmp_path_factory.mktemp("hostile")
    lines = [*map(attacking, range(3)), ATTACK]
    (folder / "listing.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "kg.toml").write_text("", encoding="utf-8")
    kg.build([folder / "listing.jsonl"], folder / "out", read_settings(folder / "kg.toml", jobs=1))
    return folder / "out"


@pytest.mark.parametrize("name", PAGES)
def test_no_field_of_a_listing_runs_or_requests_anything(page: Page, built: Path, name: str) -> None:
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto((built / name).as_uri())
    page.wait_for_timeout(500)
    for target in page.locator("summary, a.q, #found button").all()[:60]:
        target.dispatch_event("click")
    if name == "explorer.html":
        page.fill("#search", "ana img")
        page.press("#search", "Enter")
        page.click(".why >> nth=0")
        assert "window.ran=1" in page.inner_text("#details")
    page.wait_for_timeout(300)
    assert page.evaluate("window.ran") is None
    assert [url.split("#")[0] for url in asked if not url.startswith("blob:")] == [(built / name).as_uri()]
    assert complaints == []
    assert page.locator("img, iframe, object, embed, base, a[href^=javascript], [onerror]").count() == 0
