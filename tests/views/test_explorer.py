"""Use of the explorer in a browser."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import networkx as nx
import pytest
from playwright.sync_api import expect

from benchmarks.pictures import NODES, WATCH, explorer_took, pyvis_page
from kg.model.exploration import CommunityLevel, Exploration
from kg.views import write_explorer
from kg.views.explorer import bundle
from tests.views.explorations import EVIL, WHOLE, hostile, large, small, star
from tests.views.exploring import address, counts, details, download, open_section, opened, reopened, search, values_in

if TYPE_CHECKING:
    from playwright.sync_api import Page

SHOWS = ("network", "overlay", "density", "themes", "evolution", "fields")


@pytest.fixture
def asked(page: Page) -> list[str]:
    """Return the list of the addresses that the page requests, except its own."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    return asked


@pytest.fixture
def explorer(page: Page, tmp_path: Path) -> Page:
    return opened(page, small(), tmp_path / "explorer.html")


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
    papers = values_in((tmp_path / "explorer.html").read_text(encoding="utf-8"), "texts")
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
    expect(told).to_have_count(2)
    assert told.all_inner_texts() == ["We study gates 𝒢 in nets, e.g. with dropout.", "GateNet beats all on ImageNet!"]
    assert explorer.locator(".sentence mark").all_inner_texts() == ["dropout", "ImageNet"]


def test_an_edge_is_picked_by_a_click_on_its_line(explorer: Page) -> None:
    explorer.wait_for_timeout(300)
    box = explorer.locator("#stage").bounding_box()
    assert box
    # Four nodes from left to right, up and down by turns: the first link's middle is a sixth of the way, half high.
    # The middle of a curved link lies beside the line, by 6.5 % of its length.
    step = (box["width"] - 140) / 3
    rise = step * 60 / 100
    explorer.mouse.click(box["x"] + 70 + step / 2 - 0.065 * rise, box["y"] + box["height"] / 2 - 0.065 * step)
    explorer.wait_for_selector("#details h2.pair")
    assert "Ana Núñez – Bo Li" in details(explorer)
    assert "Gates at work" in details(explorer)


def test_years_and_venues_filter_what_is_shown(explorer: Page) -> None:
    assert explorer.inner_text("#counts") == WHOLE
    open_section(explorer, "Filters")
    explorer.select_option("#from", "2022")
    assert explorer.inner_text("#counts") == "3 authors, 2 links"
    explorer.select_option("#venue", "ICLR")
    assert explorer.inner_text("#counts") == "0 authors, 0 links"
    explorer.click("#clear")
    assert explorer.inner_text("#counts") == WHOLE


def test_roles_and_kinds_filter_concepts(explorer: Page) -> None:
    explorer.click("#view-concepts")
    assert explorer.inner_text("#counts") == "3 methods and datasets, 3 links"
    open_section(explorer, "Filters")
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
    names = explorer.locator(".path > li:not(.step) > .link").all_inner_texts()
    assert names == ["Ana Núñez", "Bo Li", "Chloé Roux", "Dan Ek"]


def test_a_missing_path_is_reported(explorer: Page) -> None:
    search(explorer, "ana")
    explorer.click("text=Find a path from here")
    search(explorer, "lukasz")
    assert "no path connects these two" in details(explorer)


def test_the_address_opens_the_same_again(explorer: Page) -> None:
    explorer.click("#view-concepts")
    explorer.select_option("#colour", "betweenness")
    search(explorer, "gatenet")
    reopened(explorer, address(explorer))
    assert "GateNet" in details(explorer)
    assert explorer.input_value("#colour") == "betweenness"
    assert explorer.get_attribute("#view-concepts", "aria-pressed") == "true"


def test_a_walk_from_a_name_to_a_file(explorer: Page) -> None:
    search(explorer, "chloe")
    explorer.click(".why >> nth=0")
    assert "Rows of nothing" in details(explorer)
    explorer.locator("#details h2.pair").wait_for()
    open_section(explorer, "Filters")
    explorer.select_option("#from", "2022")
    explorer.select_option("#to", "2022")
    assert explorer.inner_text("#counts") == "2 authors, 1 link"
    reopened(explorer, address(explorer))
    assert explorer.inner_text("#counts") == "2 authors, 1 link"
    assert (explorer.input_value("#from"), explorer.input_value("#to")) == ("2022", "2022")
    assert "Rows of nothing" in details(explorer)
    graph = nx.parse_graphml(download(explorer, "graphml").decode())
    assert sorted(label for _, label in graph.nodes(data="label")) == ["Bo Li", "Chloé Roux"]


def test_links_of_few_papers_are_left_out_and_one_community_is_shown(page: Page, tmp_path: Path) -> None:
    first = small()
    people = replace(first.people, edges=((0, 1, 2), (1, 2, 1), (2, 3, 1)))
    opened(page, replace(first, people=people), tmp_path / "explorer.html")
    assert "Links of at least 1 paper" in page.inner_text("#drawn")
    page.locator("#weight").fill("2")
    assert counts(page) == "4 of 5 authors, 1 link; 1 in separate components"
    assert "Links of at least 2 papers" in page.inner_text("#drawn")
    page.locator("#weight").fill("1")
    reopened(page, f"{address(page)}&community=1")
    assert counts(page) == "3 authors, 2 links"


def test_a_table_exported_holds_no_formula(page: Page, tmp_path: Path) -> None:
    first = small()
    people = replace(first.people, labels=("=cmd", "+1", "-2", "@x", "\t=y"))
    opened(page, replace(first, people=people), tmp_path / "explorer.html")
    rows = list(csv.DictReader(io.StringIO(download(page, "csv").decode())))
    assert all(row["label"].startswith("'") for row in rows)


def test_a_list_of_many_neighbours_is_shown_in_pieces(page: Page, tmp_path: Path) -> None:
    opened(page, star(130), tmp_path / "explorer.html")
    search(page, "middle")
    page.click("text=Show 100 more of 122")
    page.click("text=Show 22 more")
    expect(page.locator("#details .neighbours").first.locator("li")).to_have_count(130)


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
    for _ in ("close", "community", "path", "neighbour"):
        explorer.keyboard.press("Tab")
    explorer.keyboard.press("Enter")
    assert "Ana Núñez" in details(explorer)
    explorer.keyboard.press("Escape")
    assert explorer.is_hidden("#details")


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
    open_section(explorer, "Filters")
    explorer.select_option("#to", "2022")
    graph = nx.parse_graphml(download(explorer, "graphml").decode())
    assert sorted(label for _, label in graph.nodes(data="label")) == ["Ana Núñez", "Bo Li", "Chloé Roux"]
    assert [weight for _, _, weight in graph.edges(data="weight")] == [1.0, 1.0]
    rows = list(csv.DictReader(io.StringIO(download(explorer, "csv").decode())))
    assert {row["label"] for row in rows} == {"Ana Núñez", "Bo Li", "Chloé Roux"}
    assert len(list(csv.reader(io.StringIO(download(explorer, "links").decode())))) == 3


def test_texts_of_a_listing_are_never_run_and_nothing_is_asked_for(
    page: Page, tmp_path: Path, asked: list[str]
) -> None:
    opened(page, hostile(), tmp_path / "explorer.html")
    for view in ("#view-authors", "#view-concepts"):
        page.click(view)
        search(page, "script")
        page.click(".why >> nth=0")
        page.click("#details details summary >> text=Authors >> nth=0")
        for show in SHOWS:
            page.click(f"#show-{show}")
            page.mouse.move(640, 400)
            ElementTree.fromstring(download(page, "svg"))
            assert download(page, "png").startswith(b"\x89PNG")
    page.click("#show-network")
    open_section(page, "List of nodes")
    open_section(page, "Filters")
    for form in ("csv", "links", "graphml"):
        download(page, form)
    ElementTree.fromstring(download(page, "graphml"))
    assert EVIL in details(page)
    assert page.evaluate("window.ran") is None
    assert page.locator("#details a").count() == 0
    assert [url for url in asked if not url.startswith(("file:", "blob:", "about:", "data:"))] == []


def test_a_page_with_nothing_in_it_opens(page: Page, tmp_path: Path) -> None:
    first = small()
    columns = dict.fromkeys(("ids", "labels", "kinds", "x", "y", "aside", "edges", "communities"), ())
    levels = tuple(CommunityLevel(name, (), ()) for name in ("coarse", "default", "fine"))
    measures = dict.fromkeys(first.people.measures, ())
    empty = replace(first.people, **columns, levels=levels, measures=measures, all_nodes=0, all_edges=0)
    opened(page, Exploration("Nothing", empty, empty, (), {}), tmp_path / "explorer.html")
    assert page.inner_text("#counts") == "0 authors, 0 links"


def test_fifty_thousand_people_are_shown_and_searched_and_filtered(
    page: Page, tmp_path: Path, record_testsuite_property: Callable[[str, object], None]
) -> None:
    """`python -m benchmarks.pictures` measures the times and compares them with the targets."""
    opened(page, large(), tmp_path / "explorer.html")
    everybody = page.inner_text("#counts")
    took = explorer_took(page)
    for name, (elapsed, _) in took.items():
        record_testsuite_property(f"{name}_ms", round(elapsed))
    assert everybody.startswith("300 of 50,000 authors")
    assert "4567" in page.inner_text("#found")
    assert page.inner_text("#counts") != everybody


def test_a_page_of_pyvis_with_fewer_nodes_is_measured_beside_it(
    page: Page, tmp_path: Path, record_testsuite_property: Callable[[str, object], None]
) -> None:
    """The physics of pyvis is off, because it takes minutes; `python -m benchmarks.pictures` measures both."""
    page.add_init_script(WATCH)
    page.goto(pyvis_page(tmp_path / "pyvis.html", physics=False).as_uri(), wait_until="commit")
    page.wait_for_function("window.seen", timeout=300_000)
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
    for library in ("d3-sankey", "graphology", "Permission is hereby granted"):
        assert library in bundle.program()
