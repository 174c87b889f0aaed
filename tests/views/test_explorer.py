"""Use of the explorer in a browser."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import itertools
import json
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import networkx as nx
import pytest

from benchmarks.pictures import NODES, WATCH, explorer_took, pyvis_page
from kg.model.exploration import Exploration
from kg.views import write_explorer
from kg.views.explorer import bundle
from tests.views.explorations import EVIL, hostile, large, small, star

if TYPE_CHECKING:
    from playwright.sync_api import Download, Page

READY = "html[data-ready]"
WRITTEN = """
window.written = [];
const { clearRect, fillText } = CanvasRenderingContext2D.prototype;
CanvasRenderingContext2D.prototype.clearRect = function (...box) {
  if (this.canvas.classList.contains("sigma-labels")) window.written = [];
  return clearRect.apply(this, box);
};
CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
  if (this.canvas.classList.contains("sigma-labels")) window.written.push([x, x + this.measureText(text).width, y]);
  return fillText.call(this, text, x, y);
};
"""
"""Keeps where the names of the last frame are: left, right and baseline of each."""


@pytest.fixture
def asked(page: Page) -> list[str]:
    """Return the list of the addresses that the page requests, except its own."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    return asked


def opened(page: Page, exploration: Exploration, path: Path, hash_: str = "") -> Page:
    write_explorer(exploration, path)
    page.goto(path.as_uri() + hash_, wait_until="commit")
    page.wait_for_selector(READY)
    return page


@pytest.fixture
def explorer(page: Page, tmp_path: Path) -> Page:
    return opened(page, small(), tmp_path / "explorer.html")


def search(page: Page, text: str) -> None:
    page.fill("#search", text)
    page.press("#search", "Enter")


def until(page: Page, condition: str) -> None:
    """Wait until a JavaScript expression is true; the policy of the page forbids Playwright's own function."""
    for _ in range(600):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"{condition} has not come true")


def details(page: Page) -> str:
    return page.inner_text("#details")


def values_in(html: str) -> dict[str, object]:
    packed = re.search(r'id="values">([^<]*)<', html)
    assert packed
    return json.loads(zlib.decompress(base64.b64decode(packed[1]), -zlib.MAX_WBITS))


def test_the_page_holds_all_values_and_the_same_values_give_the_same_bytes(tmp_path: Path) -> None:
    write_explorer(small(), tmp_path / "one.html")
    write_explorer(small(), tmp_path / "other.html")
    html = (tmp_path / "one.html").read_bytes()
    assert html == (tmp_path / "other.html").read_bytes()
    values = values_in(html.decode())
    assert values["networks"]["authors"]["labels"] == list(small().people.labels)
    assert values["papers"]["titles"] == [paper.title for paper in small().papers]


def test_offsets_are_in_the_units_of_the_browser(tmp_path: Path) -> None:
    write_explorer(small(), tmp_path / "explorer.html")
    papers = values_in((tmp_path / "explorer.html").read_text(encoding="utf-8"))["papers"]
    abstract = small().papers[0].abstract.encode("utf-16-le")
    rows = papers["mentions"][0]
    named = [
        abstract[2 * start : 2 * end].decode("utf-16-le") for start, end in zip(rows[1::3], rows[2::3], strict=True)
    ]
    assert named == ["dropout", "GateNet", "ImageNet"]


def test_a_missing_accent_finds_the_name_and_its_papers(explorer: Page) -> None:
    search(explorer, "ana nunez")
    assert "Ana Núñez" in details(explorer)
    assert "Gates at work" in details(explorer)
    assert "1 co-author" in details(explorer)


def test_letters_that_no_accent_makes_are_found_too(explorer: Page) -> None:
    search(explorer, "lukasz ore")
    assert "Łukasz Øre" in details(explorer)


def test_an_edge_between_concepts_shows_the_sentences_with_both_marked(explorer: Page) -> None:
    explorer.click("#view-concepts")
    search(explorer, "dropout")
    explorer.click(".why >> text=with ImageNet")
    told = explorer.locator(".sentence")
    assert told.all_inner_texts() == ["We study gates 𝒢 in nets, e.g. with dropout.", "GateNet beats all on ImageNet!"]
    assert explorer.locator(".sentence mark").all_inner_texts() == ["dropout", "ImageNet"]


def test_an_edge_is_picked_by_a_click_on_its_line(explorer: Page) -> None:
    explorer.wait_for_timeout(300)
    box = explorer.locator("#stage").bounding_box()
    assert box
    # Five nodes from left to right, up and down by turns: the first link's middle is an eighth of the way, half high.
    margin = 24
    explorer.mouse.click(box["x"] + margin + (box["width"] - 2 * margin) / 8, box["y"] + box["height"] / 2)
    explorer.wait_for_selector("#details h2.pair")
    assert "Ana Núñez – Bo Li" in details(explorer)
    assert "Gates at work" in details(explorer)


def test_years_and_venues_filter_what_is_shown(explorer: Page) -> None:
    assert explorer.inner_text("#counts") == "5 authors, 3 links"
    explorer.select_option("#from", "2022")
    assert explorer.inner_text("#counts") == "3 authors, 2 links"
    explorer.select_option("#venue", "ICLR")
    assert explorer.inner_text("#counts") == "0 authors, 0 links"
    explorer.click("#clear")
    assert explorer.inner_text("#counts") == "5 authors, 3 links"


def test_roles_and_kinds_filter_concepts(explorer: Page) -> None:
    explorer.click("#view-concepts")
    assert explorer.inner_text("#counts") == "3 methods and datasets, 3 links"
    explorer.check("[name=role][value=uses]")
    explorer.check("[name=role][value=evaluates]")
    assert explorer.inner_text("#counts") == "2 methods and datasets, 1 link"
    explorer.select_option("#kind", "dataset")
    assert explorer.inner_text("#counts") == "1 method or dataset, 0 links"


def test_a_path_between_two_people(explorer: Page) -> None:
    search(explorer, "ana")
    explorer.click("text=Find a path from here")
    search(explorer, "dan")
    assert "Shortest path: 3 steps." in details(explorer)
    assert explorer.locator(".path .link").all_inner_texts() == ["Ana Núñez", "Bo Li", "Chloé Roux", "Dan Ek"]


def test_a_missing_path_is_reported(explorer: Page) -> None:
    search(explorer, "ana")
    explorer.click("text=Find a path from here")
    search(explorer, "lukasz")
    assert "no path connects these two" in details(explorer)


def test_the_address_opens_the_same_again(explorer: Page) -> None:
    explorer.click("#view-concepts")
    explorer.select_option("#colour", "betweenness")
    search(explorer, "gatenet")
    address = explorer.url
    explorer.goto("about:blank")
    explorer.goto(address, wait_until="commit")
    explorer.wait_for_selector(READY)
    assert "GateNet" in details(explorer)
    assert explorer.input_value("#colour") == "betweenness"
    assert explorer.get_attribute("#view-concepts", "aria-pressed") == "true"


def test_a_walk_from_a_name_to_a_file(explorer: Page) -> None:
    search(explorer, "chloe")
    explorer.click(".why >> nth=0")
    assert "Rows of nothing" in details(explorer)
    explorer.locator("#details h2.pair").wait_for()
    explorer.select_option("#from", "2022")
    explorer.select_option("#to", "2022")
    assert explorer.inner_text("#counts") == "2 authors, 1 link"
    address = explorer.url
    explorer.goto("about:blank")
    explorer.goto(address, wait_until="commit")
    explorer.wait_for_selector(READY)
    assert explorer.inner_text("#counts") == "2 authors, 1 link"
    assert (explorer.input_value("#from"), explorer.input_value("#to")) == ("2022", "2022")
    assert "Rows of nothing" in details(explorer)
    graph = nx.parse_graphml(download(explorer, "graphml"))
    assert sorted(label for _, label in graph.nodes(data="label")) == ["Bo Li", "Chloé Roux"]


def test_links_of_few_papers_and_one_community_are_left_out(page: Page, tmp_path: Path) -> None:
    first = small()
    people = replace(first.people, edges=((0, 1, 2), (1, 2, 1), (2, 3, 1)))
    opened(page, replace(first, people=people), tmp_path / "explorer.html")
    assert "Links with at least 1 paper" in page.inner_text("#filters")
    page.locator("#weight").fill("2")
    assert page.inner_text("#counts") == "2 authors, 1 link"
    assert "Links with at least 2 papers" in page.inner_text("#filters")
    page.click("#clear")
    page.click("#legend button >> nth=0")
    assert page.inner_text("#counts") == "3 authors, 2 links"


@pytest.mark.parametrize(
    "hash_", ["#pick=node&nodes=99999", "#view=%3Cscript%3E&colour=__proto__&weight=-1e9", "#%E0%A4%A"]
)
def test_an_address_of_nonsense_opens_the_whole(page: Page, tmp_path: Path, hash_: str) -> None:
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    opened(page, small(), tmp_path / "explorer.html", hash_)
    assert page.inner_text("#counts") == "5 authors, 3 links"
    assert complaints == []


def test_a_table_exported_holds_no_formula(page: Page, tmp_path: Path) -> None:
    first = small()
    people = replace(first.people, labels=("=cmd", "+1", "-2", "@x", "\t=y"))
    opened(page, replace(first, people=people), tmp_path / "explorer.html")
    rows = list(csv.DictReader(io.StringIO(download(page, "csv"))))
    assert all(row["label"].startswith("'") for row in rows)


def test_a_list_of_many_neighbours_is_shown_in_pieces(page: Page, tmp_path: Path) -> None:
    opened(page, star(130), tmp_path / "explorer.html")
    search(page, "middle")
    page.click("text=Show 100 more of 118")
    page.click("text=Show 18 more")
    assert page.locator("#details .neighbours > li").count() == 130


def test_no_name_is_written_over_another_or_out_of_the_picture(page: Page, tmp_path: Path) -> None:
    page.add_init_script(WRITTEN)
    opened(page, star(130), tmp_path / "explorer.html")
    until(page, "window.written.length > 5")
    written = page.evaluate("window.written")
    width = page.evaluate("document.querySelector('#stage').clientWidth")
    assert all(left >= 0 and right <= width for left, right, _ in written)
    for (left, right, line), (other_left, other_right, other_line) in itertools.combinations(written, 2):
        assert right <= other_left or other_right <= left or abs(line - other_line) >= 13


def test_back_returns_to_what_was_picked_before(explorer: Page) -> None:
    search(explorer, "ana")
    search(explorer, "bo li")
    explorer.locator("#details h2", has_text="Bo Li").wait_for()
    explorer.go_back()
    explorer.locator("#details h2", has_text="Ana Núñez").wait_for()


def test_all_can_be_done_with_the_keyboard(explorer: Page) -> None:
    explorer.keyboard.press("/")
    explorer.keyboard.type("bo")
    explorer.keyboard.press("ArrowDown")
    explorer.keyboard.press("Enter")
    assert "Bo Li" in details(explorer)
    explorer.keyboard.press("Tab")
    explorer.keyboard.press("Tab")
    explorer.keyboard.press("Tab")
    explorer.keyboard.press("Enter")
    assert "Ana Núñez" in details(explorer)
    explorer.keyboard.press("Escape")
    assert explorer.is_hidden("#details")


def download(page: Page, form: str) -> str:
    if not page.is_visible("#export-png"):
        page.click("text=Export")
    with page.expect_download() as waiting:
        page.click(f"#export-{form}")
    saved: Download = waiting.value
    return Path(saved.path()).read_bytes().decode("latin-1" if form == "png" else "utf-8")


def test_another_view_is_seen_whole_wherever_one_looked_before(explorer: Page) -> None:
    explorer.click("#view-concepts")
    explorer.wait_for_timeout(400)
    whole = explorer.locator("#stage").screenshot()
    explorer.click("#view-authors")
    search(explorer, "nunez")
    assert "Ana" in details(explorer)
    explorer.click("#view-concepts")
    explorer.mouse.move(0, 0)
    explorer.wait_for_timeout(400)
    assert explorer.locator("#stage").screenshot() == whole


def test_what_is_shown_is_exported_for_other_programs(explorer: Page) -> None:
    explorer.select_option("#to", "2022")
    graph = nx.parse_graphml(download(explorer, "graphml"))
    assert sorted(label for _, label in graph.nodes(data="label")) == ["Ana Núñez", "Bo Li", "Chloé Roux"]
    assert [weight for _, _, weight in graph.edges(data="weight")] == [1.0, 1.0]
    rows = list(csv.DictReader(io.StringIO(download(explorer, "csv"))))
    assert [row["label"] for row in rows] == ["Ana Núñez", "Bo Li", "Chloé Roux"]
    assert len(list(csv.reader(io.StringIO(download(explorer, "links"))))) == 3
    svg = ElementTree.fromstring(download(explorer, "svg"))
    assert len(svg.findall(".//{*}circle")) == 3
    assert download(explorer, "png").startswith("\x89PNG")


def test_texts_of_a_listing_are_never_run_and_nothing_is_asked_for(
    page: Page, tmp_path: Path, asked: list[str]
) -> None:
    opened(page, hostile(), tmp_path / "explorer.html")
    for view in ("#view-authors", "#view-concepts"):
        page.click(view)
        search(page, "script")
        page.click(".why >> nth=0")
        page.click("details summary >> text=Authors >> nth=0")
    for form in ("csv", "links", "graphml", "svg"):
        text = download(page, form)
        if form in ("graphml", "svg"):
            ElementTree.fromstring(text)
    assert EVIL in details(page)
    assert page.evaluate("window.ran") is None
    assert page.locator("#details a").count() == 0
    assert [url for url in asked if not url.startswith(("file:", "blob:"))] == []


def test_a_page_with_nothing_in_it_opens(page: Page, tmp_path: Path) -> None:
    first = small()
    empty = type(first.people)("coauthors", (), (), (), (), (), dict.fromkeys(first.people.measures, ()), (), (), 0, 0)
    opened(page, Exploration("Nothing", empty, empty, (), {}), tmp_path / "explorer.html")
    assert page.inner_text("#counts") == "0 authors, 0 links"


def test_fifty_thousand_people_are_shown_and_searched_and_filtered(
    page: Page, tmp_path: Path, record_testsuite_property: Callable[[str, object], None]
) -> None:
    """`python -m benchmarks.pictures` measures the times and compares them with the targets."""
    opened(page, large(), tmp_path / "explorer.html")
    everybody = page.inner_text("#counts")
    took = explorer_took(page)
    for name, value in took.items():
        record_testsuite_property(f"{name}_ms", round(value))
    assert everybody.startswith("50,000 authors")
    assert "4567" in page.inner_text("#found")
    assert page.inner_text("#counts") != everybody


def test_a_page_of_pyvis_with_fewer_nodes_is_measured_beside_it(
    page: Page, tmp_path: Path, record_testsuite_property: Callable[[str, object], None]
) -> None:
    """The physics of pyvis is off, because it takes minutes; `python -m benchmarks.pictures` measures both."""
    page.add_init_script(WATCH)
    page.goto(pyvis_page(tmp_path / "pyvis.html", physics=False).as_uri(), wait_until="commit")
    page.wait_for_function("window.seen")
    record_testsuite_property(f"pyvis_{NODES}_nodes_seen_ms", round(page.evaluate("window.seen")))


@pytest.fixture
def foreign_bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(bundle, "BUNDLE", tmp_path)
    bundle.program.cache_clear()
    yield tmp_path
    bundle.program.cache_clear()


def test_a_missing_program_is_an_error_with_its_remedy(foreign_bundle: Path) -> None:
    with pytest.raises(bundle.BundleError, match=r"is not built; run `python hatch_build\.py`"):
        bundle.program()


def test_a_program_that_was_changed_is_an_error(foreign_bundle: Path) -> None:
    manifest = {"program": "explorer.js", "sha256": hashlib.sha256(b"1").hexdigest(), "source_sha256": ""}
    (foreign_bundle / "manifest.json").write_text(json.dumps(manifest))
    (foreign_bundle / "explorer.js").write_text("2")
    with pytest.raises(bundle.BundleError, match="was changed after the build"):
        bundle.program()


def test_the_program_says_whose_libraries_are_in_it() -> None:
    for library in ("sigma", "graphology", "Permission is hereby granted"):
        assert library in bundle.program()
