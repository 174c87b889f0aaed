"""Time until a large network page is displayed, searched and filtered: the explorer with 50,000 nodes, pyvis pages.

    python -m benchmarks.pictures

All pages are opened from disk in headless Chromium, which renders in software. The display of a pyvis page is its first
frame with a non-empty canvas; the explorer reports when it is drawn.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import networkx as nx
from playwright.sync_api import Browser, Page, TimeoutError, sync_playwright
from pyvis.network import Network

from kg.views import write_explorer
from tests.conftest import CHROMIUM_FLAGS
from tests.views.explorations import large

NODES, LINKS = 1_500, 6_000
TIMEOUT = 60
"""Seconds after which a page counts as not displayed."""

WATCH = """
const look = () => {
  const canvas = document.querySelector("canvas");
  if (canvas && canvas.width && canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height)
      .data.some((value) => value)) window.seen = performance.now();
  else requestAnimationFrame(look);
};
look();
"""


def pyvis_page(path: Path, physics: bool) -> Path:
    """Write pyvis's page of a random graph, with its default physics or without, and return its path."""
    page = Network(cdn_resources="in_line")
    page.from_nx(nx.relabel_nodes(nx.gnm_random_graph(NODES, LINKS, seed=0), str))
    page.toggle_physics(physics)
    path.write_text(page.generate_html(), encoding="utf-8")
    return path


def pyvis_seen(browser: Browser, path: Path) -> str:
    page = browser.new_page()
    page.add_init_script(WATCH)
    page.goto(path.as_uri(), wait_until="commit")
    try:
        page.wait_for_function("window.seen", timeout=TIMEOUT * 1000)
        said = f"{page.evaluate('window.seen') / 1000:.1f} s"
    except TimeoutError:
        said = f"more than {TIMEOUT} s"
    page.close()
    return said


def explorer_took(page: Page) -> dict[str, float]:
    """Return the milliseconds that the explorer in `page` takes to display, search, filter and draw."""
    page.wait_for_selector("html[data-ready]", timeout=TIMEOUT * 1000)
    page.screenshot()  # waits until the first frame is on the screen
    page.evaluate("performance.measure('seen')")
    page.fill("#search", "muller 4567")
    page.wait_for_selector("#found [role=option]")
    page.select_option("#from", "2018")
    for _ in range(20 * TIMEOUT):  # wait_for_function evaluates a text, which the policy of the page forbids
        if page.evaluate("performance.getEntriesByName('draw').length") > 1:
            break
        page.wait_for_timeout(50)
    else:
        raise TimeoutError(f"the picture of what is left was not drawn within {TIMEOUT} s")
    marks = ("first-picture", "seen", "search", "filter", "draw")
    took = {mark: page.evaluate(f"performance.getEntriesByName('{mark}')").pop() for mark in marks}
    return {mark: entry["duration"] or entry["startTime"] for mark, entry in took.items()}


def show_explorer(browser: Browser, path: Path) -> None:
    write_explorer(large(), path)
    page = browser.new_page()
    page.goto(path.as_uri(), wait_until="commit")
    took = explorer_took(page)
    page.close()
    print(f"  explorer, 50,000 people and 200,000 links        {took['first-picture'] / 1000:.1f} s   bar 3")
    print(f"  a search, a filter there                         {took['search']:.0f}, {took['filter']:.0f} ms   bar 200")
    print(f"  the picture of what is left, after that          {took['draw']:.0f} ms")


def show_pictures(folder: Path) -> None:
    """Print the times."""
    print("\nfirst picture in headless Chromium, on the wall:")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM_FLAGS)
        show_explorer(browser, folder / "explorer.html")
        for physics in (False, True):
            said = pyvis_seen(browser, pyvis_page(folder / "pyvis.html", physics))
            laid = "laying itself out" if physics else "without physics"
            print(f"  {f'pyvis {laid}, {NODES:,} and {LINKS:,}':<49}{said}", flush=True)
        browser.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        show_pictures(Path(name))
