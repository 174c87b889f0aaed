"""Screenshots of the pages of a build for the documentation.

    python -m docs.generate.screenshots EXAMPLES [LARGE]

EXAMPLES is the folder of a build of `examples/`, LARGE that of a build of many papers. Pictures with sentences of
abstracts come from EXAMPLES only. They are taken in Chromium and written to `docs/images/` as WebP, which takes a
quarter of the space of PNG. They are not part of the build of the documentation: take them again when the pages change.
"""

from __future__ import annotations

import argparse
import io
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote, urlencode

import networkx as nx
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

import kg
from kg.graph.map_export import MapOptions, export_map

IMAGES = Path(__file__).resolve().parent.parent / "images"
FLAGS = ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
QUALITY = 78
FIGURE_DPI = 170
WIDE, SMALL, PHONE = (1440, 900), (1024, 700), (390, 844)
VIEWS = ("density", "themes", "evolution", "fields")
AUTHOR, METHOD, DATASET, WORK = "Yoshua Bengio", "dropout", "MNIST", "Graph Attention Networks"
PORT = 8765
SHOW = """element => {
  for (let each = element.closest("details"); each; each = each.parentElement.closest("details")) each.open = true;
  element.scrollIntoView({ block: "center" });
}"""


def save(png: bytes, name: str) -> None:
    """Write a picture as WebP."""
    with Image.open(io.BytesIO(png)) as image:
        image.convert("RGB").save(IMAGES / f"{name}.webp", quality=QUALITY, method=6)


class Camera:
    """Browser that takes screenshots of the pages of one build."""

    def __init__(self, browser: Browser, out: Path) -> None:
        self.browser = browser
        self.out = out.resolve()
        self.graph = kg.open(self.out)

    def iri(self, pattern: str, name: str) -> str:
        """Return the first IRI `?x` that matches a graph pattern in which `?n` is this name."""
        text = name.replace("\\", "\\\\").replace('"', '\\"')
        return str(
            next(iter(self.graph.query(f'SELECT ?x WHERE {{ {pattern} FILTER(STR(?n) = "{text}") }} LIMIT 1')))[0]
        )

    def person(self, name: str) -> str:
        """Return the IRI of the author with this name."""
        return self.iri("?x a foaf:Person ; foaf:name ?n", name)

    def concept(self, name: str) -> str:
        """Return the IRI of the method or dataset with this name."""
        return self.iri("?x a skos:Concept ; skos:prefLabel ?n", name)

    @contextmanager
    def page(self, size: tuple[int, int] = WIDE, dark: bool = False) -> Iterator[Page]:
        """Open a browser page of this size; the size PHONE emulates a phone."""
        phone = size == PHONE
        context = self.browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if dark else "light",
            device_scale_factor=1.5 if phone else 1.0,
            has_touch=phone,
            is_mobile=phone,
        )
        yield context.new_page()
        context.close()

    def explorer(self, name: str, state: dict[str, str], *, size: tuple[int, int] = WIDE, dark: bool = False) -> None:
        """Take a screenshot of the explorer in the given state, which is encoded in its address."""
        with self.page(size, dark) as page:
            page.goto(f"{(self.out / 'explorer.html').as_uri()}#{urlencode(state)}", wait_until="commit")
            page.wait_for_selector("html[data-ready]", timeout=120_000)
            page.wait_for_timeout(3_000)
            save(page.screenshot(), name)

    def view(
        self, name: str, file: str, anchor: str = "", *, size: tuple[int, int] = (1280, 800), dark: bool = False
    ) -> None:
        """Take a screenshot of a page of the build, scrolled to an element."""
        with self.page(size, dark) as page:
            page.goto((self.out / file).as_uri())
            page.wait_for_timeout(500)
            if anchor:
                page.locator(anchor).first.evaluate(SHOW)
                page.wait_for_timeout(1_500)
            save(page.screenshot(), name)

    def address(self, iri: str) -> str:
        """Return the address of the page of the server about a resource."""
        return f"/thing?iri={quote(iri, safe='')}"

    def served(
        self,
        name: str,
        address: str,
        act: Callable[[Page], None] | None = None,
        *,
        size: tuple[int, int] = (1280, 860),
        dark: bool = False,
    ) -> None:
        """Take a screenshot of a page of the server, after calling `act` on it."""
        with self.page(size, dark) as page:
            page.goto(f"http://127.0.0.1:{PORT}{address}")
            page.wait_for_timeout(1_500)
            if act:
                act(page)
                page.wait_for_timeout(2_500)
            save(page.screenshot(), name)


def explorer_pictures(camera: Camera) -> None:
    """Take the screenshots of the explorer that show sentences or single authors."""
    author, method, dataset = camera.person(AUTHOR), camera.concept(METHOD), camera.concept(DATASET)
    camera.explorer("explorer-sentences", {"view": "concepts", "edge": f"{method} {dataset}"})
    camera.explorer("explorer-node", {"view": "authors", "node": author})
    camera.explorer("explorer-path", {"view": "authors", "path": f"{author} {farthest(camera, author)}"})
    camera.explorer("explorer-phone-dark", {"view": "authors", "node": author}, size=PHONE, dark=True)


def farthest(camera: Camera, author: str) -> str:
    """Return the IRI of the author at the greatest distance from the given author in the co-author network."""
    steps = nx.single_source_shortest_path_length(camera.graph.coauthors(), author)
    return max(sorted(steps), key=lambda node: steps[node])


def large_pictures(camera: Camera) -> None:
    """Take the screenshots that need many papers; they show only names, titles and numbers."""
    concepts = {"view": "concepts"}
    camera.explorer("explorer-people", {"view": "authors"})
    camera.explorer("explorer-concepts", concepts)
    camera.explorer("explorer-concepts-dark", concepts, dark=True)
    camera.explorer("explorer-concepts-small", concepts, size=SMALL)
    camera.explorer("explorer-phone", concepts, size=PHONE)
    camera.explorer("explorer-overlay", {**concepts, "colour": "meanYear"})
    for show in VIEWS:
        camera.explorer(f"explorer-{show}", {**concepts, "show": show})
    save(export_map(camera.out, "png", MapOptions("concepts", dpi=FIGURE_DPI)), "map-concepts")
    camera.view("report-change", "report.html", "#trends", size=(1280, 1000))


def report_pictures(camera: Camera) -> None:
    """Take the screenshots of the report."""
    camera.view("report", "report.html")
    camera.view("report-phone", "report.html", size=PHONE)
    camera.view("report-sentences", "report.html", "#roles mark", size=(1180, 760))
    with camera.page((1280, 800), dark=True) as page:
        page.goto((camera.out / "report.html").as_uri())
        page.locator("a.q[data-query]").first.click()
        page.wait_for_timeout(500)
        save(page.screenshot(), "report-query-dark")


def server_pictures(camera: Camera) -> None:
    """Take the screenshots of the server and its editor."""
    work = camera.iri("?x a kg:Work ; dcterms:title ?n", WORK)
    author = camera.person(AUTHOR)
    pairs = f"SELECT ?a ?b WHERE {{ ?work dcterms:creator <{author}> , ?a , ?b FILTER(STR(?a) < STR(?b)) }}"
    years = "SELECT ?title ?year WHERE { ?work dcterms:title ?title ; kg:year ?year ; a kg:Work } ORDER BY ?year ?title"
    camera.served("server-work", camera.address(work))
    camera.served("server-person", camera.address(author))
    camera.served("server-phone", camera.address(author), size=PHONE)
    camera.served("server-dataset", camera.address(camera.concept(DATASET)), dark=True)
    camera.served("server-named", f"/query?name=works_of_author&author={quote(AUTHOR)}")
    camera.served("server-editor", f"/query#query={quote(pairs)}", run_and_draw, size=(1280, 900))
    camera.served("server-editor-dark", f"/query#query={quote(years)}", run, size=(1280, 900), dark=True)


def run(page: Page) -> None:
    """Run the query in the editor."""
    page.locator(".tabPanel.active .yasqe_queryButton").click()
    page.wait_for_selector(".tabPanel.active .yasr_results table tbody tr", timeout=60_000)


def run_and_draw(page: Page) -> None:
    """Run the query in the editor, and draw its result as a graph."""
    run(page)
    page.locator(".tabPanel.active .select_graph").click()
    page.wait_for_selector(".drawing canvas")


@contextmanager
def server(out: Path) -> Iterator[None]:
    """Run `kg serve` for a build during the `with` block."""
    command = [sys.executable, "-m", "kg", "serve", "--out", str(out), "--port", str(PORT)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        try:
            wait_for_port()
            yield
        finally:
            process.terminate()


def wait_for_port() -> None:
    """Wait until the server accepts connections, for at most two minutes."""
    for _ in range(240):
        with suppress(OSError), socket.create_connection(("127.0.0.1", PORT), timeout=1):
            return
        time.sleep(0.5)
    raise SystemExit("the server does not start")


def main() -> None:
    """Take all screenshots."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("examples", type=Path, metavar="EXAMPLES")
    parser.add_argument("large", type=Path, metavar="LARGE", nargs="?")
    given = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        camera = Camera(browser, given.examples)
        explorer_pictures(camera)
        report_pictures(camera)
        with server(given.examples):
            server_pictures(camera)
        if given.large:
            large_pictures(Camera(browser, given.large))
        browser.close()


if __name__ == "__main__":
    main()
