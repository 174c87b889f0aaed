"""Pages violate no rule of axe, in light and dark, on a wide screen and on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.tiny import BERT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

AXE = Path(__file__).parent.parent / "views" / "bundle" / "axe.js"
PATHS = (
    "/",
    "/queries",
    "/questions",
    "/ask/reviewers",
    "/ask/groups",
    f"/{BERT}",
    "/method/gatenet",
    "/person/ana-01",
    "/venue/iclr",
    "/listing/first-0000000000aa",
    "/search?q=gate",
    "/query",
    "/query?name=works",
    "/query?name=works_of_author&author=Ana",
    "/none",
)
RUN = "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html]))"

pytestmark = pytest.mark.skipif(not AXE.is_file(), reason="axe is not there (python hatch_build.py)")


@pytest.fixture(params=[("light", 1440), ("dark", 390)], ids=["light and wide", "dark on a phone"])
def themed_page(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Page]:
    scheme, width = request.param
    context = chromium.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme)
    yield context.new_page()
    context.close()


def test_no_page_violates_a_rule(themed_page: Page, address: str) -> None:
    script, found = AXE.read_text(encoding="utf-8"), {}
    for path in PATHS:
        themed_page.goto(address + path)
        themed_page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
        themed_page.evaluate(script)
        if violations := themed_page.evaluate(RUN):
            found[path] = violations
    assert found == {}
