"""Time until large network pages are displayed, searched and filtered: the explorer with 50,000 nodes, and pyvis pages.

    python -m benchmarks.pictures

All pages are opened from disk in headless Chromium, which renders in software. A pyvis page is displayed at its first
frame with a non-empty canvas; the explorer records when it has been drawn. The second time of a change is the processor
time of the page's main thread, which hardly depends on the load of the machine.
"""

from __future__ import annotations

import math
import shutil
import tempfile
from collections.abc import Callable
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
    """Write a pyvis page of a random graph, with the default physics or without, and return its path."""
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
        time = f"{page.evaluate('window.seen') / 1000:.1f} s"
    except TimeoutError:
        time = f"more than {TIMEOUT} s"
    page.close()
    return time


DRAWN = """async ([selector, value, event]) => {
  const field = document.querySelector(selector);
  const begun = performance.now();
  field.value = value;
  field.dispatchEvent(new Event(event, { bubbles: true }));
  await new Promise(requestAnimationFrame);
  document.querySelector(".picture").getContext("2d").getImageData(0, 0, 1, 1); // waits until the frame is drawn
  return performance.now() - begun;
}"""
"""Script that changes a field and returns the milliseconds until the frame that shows the change is drawn."""


def thread_clock(page: Page) -> Callable[[], float]:
    """Return a clock of the processor time of the main thread of a page, in milliseconds."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    return lambda: next(
        1_000 * each["value"]
        for each in session.send("Performance.getMetrics")["metrics"]
        if each["name"] == "TaskDuration"
    )


def explorer_took(page: Page) -> dict[str, tuple[float, float]]:
    """Return the milliseconds that the explorer in `page` takes to display, search, filter and redraw the network.

    Each entry is a pair of elapsed time and processor time of the main thread; the latter is NaN where not measured.

    The filter of years, the slider of years and the number of nodes are changed with the first 300 nodes in the
    picture; "all" draws all nodes, and "all filtered" filters them.
    """
    page.wait_for_selector("html[data-ready]", timeout=TIMEOUT * 1000)
    page.screenshot()  # waits until the first frame is on the screen
    page.evaluate("performance.measure('seen')")
    took = {mark: page.evaluate(f"performance.getEntriesByName('{mark}')").pop() for mark in ("first-picture", "seen")}
    times = {mark: (entry["duration"] or entry["startTime"], math.nan) for mark, entry in took.items()}
    steps = {
        "search": ("#search", "muller 4567", "input"),
        "filter": ("#from", "2018", "change"),
        "time": ("#year", "6", "input"),
        "slider": ("#limit", "9", "input"),
        "all": ("#limit", page.get_attribute("#limit", "max"), "input"),
        "all filtered": ("#from", "2016", "change"),
    }
    clock = thread_clock(page)
    for name, step in steps.items():
        begin = clock()
        times[name] = page.evaluate(DRAWN, list(step)), clock() - begin
        page.wait_for_timeout(400)
    return times


def show_explorer(browser: Browser, path: Path) -> None:
    write_explorer(large(), path)
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(path.as_uri(), wait_until="commit")
    took = explorer_took(page)
    page.close()
    print(f"  explorer, 50,000 people and 200,000 links        {took['first-picture'][0] / 1000:.1f} s   target 2")
    for name in ("search", "filter", "time", "slider"):
        print(f"  {name + ', drawn':<49}{took[name][0]:.0f} ms   {took[name][1]:.0f} ms   target 150")
    for name in ("all", "all filtered"):
        print(f"  {name + ': 50,000 nodes, drawn':<49}{took[name][0]:.0f} ms   {took[name][1]:.0f} ms")


def show_pictures(folder: Path) -> None:
    """Print the times of the explorer and of pyvis pages."""
    print("\nwall-clock time until the network is displayed in headless Chromium:")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM_FLAGS)
        show_explorer(browser, folder / "explorer.html")
        for physics in (False, True):
            time = pyvis_seen(browser, pyvis_page(folder / "pyvis.html", physics))
            mode = "with physics" if physics else "without physics"
            print(f"  {f'pyvis {mode}, {NODES:,} nodes, {LINKS:,} links':<49}{time}", flush=True)
        browser.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        show_pictures(Path(name))
