"""How soon a large picture is seen: a page of pyvis with 1,500 nodes beside the explorer with 50,000.

    python -m benchmarks.pictures

Both are opened from disk in headless Chromium, which draws on the processor. The first picture of pyvis is the first
frame in which its canvas holds anything; the explorer says itself when it has drawn.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import networkx as nx
from playwright.sync_api import Browser, TimeoutError, sync_playwright
from pyvis.network import Network

from kg.views import write_explorer
from tests.conftest import CHROMIUM_FLAGS
from tests.views.explorations import large

NODES, LINKS = 1_500, 6_000
PATIENCE = 60
"""Seconds after which nobody waits for a picture any more."""

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
    """A page as pyvis makes it of a random graph, with the physics it comes with or without."""
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
        page.wait_for_function("window.seen", timeout=PATIENCE * 1000)
        said = f"{page.evaluate('window.seen') / 1000:.1f} s"
    except TimeoutError:
        said = f"more than {PATIENCE} s"
    page.close()
    return said


def explorer_seen(browser: Browser, path: Path) -> str:
    write_explorer(large(), path)
    page = browser.new_page()
    page.goto(path.as_uri(), wait_until="commit")
    page.wait_for_selector("html[data-ready]", timeout=PATIENCE * 1000)
    page.screenshot()
    (mark,) = page.evaluate("performance.getEntriesByName('first-picture').map(e => e.duration || e.startTime)")
    page.close()
    return f"{mark / 1000:.1f} s"


def show_pictures(folder: Path) -> None:
    """Print how soon each is seen."""
    print("\nfirst picture in headless Chromium, on the wall:")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM_FLAGS)
        print(f"  explorer, 50,000 people and 200,000 links        {explorer_seen(browser, folder / 'explorer.html')}")
        for physics in (False, True):
            said = pyvis_seen(browser, pyvis_page(folder / "pyvis.html", physics))
            laid = "that lays itself out" if physics else "without physics     "
            print(f"  pyvis {laid}, {NODES:,} and {LINKS:,}  {said}", flush=True)
        browser.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        show_pictures(Path(name))
