"""Figures of maps, opened again with readers that are not ours."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from kg.model.exploration import LaidOutGraph
from kg.model.figure import MapFigure, NodeValues
from kg.model.palette import scale_colour
from kg.views.figure import draw_map
from kg.views.figure.labels import Anchor, LabelBox, place_labels, shortened
from kg.views.figure.names import DotField, NameBox, place_name
from kg.views.figure.scale import scale_of
from tests.views.explorations import EVIL, levels, plane

pytest.importorskip("matplotlib")
from PIL import Image

SVG = "{http://www.w3.org/2000/svg}"
XHTML = "{http://www.w3.org/1999/xhtml}"
LABELS = tuple(f"{first} {second}" for first in ("deep", "Bayesian", "robust", "sparse") for second in "abcdefghij")


def a_map(labels: tuple[str, ...] = LABELS) -> LaidOutGraph:
    """Return a map with nodes at pseudo-random positions and links to the next node."""
    count, random = len(labels), np.random.default_rng(1)
    made = plane("concepts", labels, ["method"] * count, [(n, n + 1, 2) for n in range(count - 1)], [3] * count)
    x, y = (tuple(random.integers(-900, 900, count).tolist()) for _ in range(2))
    return replace(made, x=x, y=y, aside=(False,) * count, levels=levels((1,) * 20 + (2,) * (count - 20), LABELS))


def figure(**changes: object) -> MapFigure:
    made = MapFigure(
        a_map(), "A field: Methods and datasets", "Source: 7 papers", "methods and datasets", 300, 180.0, 300
    )
    return replace(made, **changes)


def test_an_svg_has_its_size_and_its_texts() -> None:
    drawn = draw_map(figure(), "svg")
    root = etree.fromstring(drawn)
    assert float(root.get("width").removesuffix("pt")) == pytest.approx(180 / 25.4 * 72, abs=0.3)
    texts = ["".join(each.itertext()) for each in root.iter(f"{SVG}text")]
    assert {"A field: Methods and datasets", "Source: 7 papers", "other communities"} <= set(texts)
    assert sum(label in texts for label in LABELS) > 30
    assert drawn == draw_map(figure(), "svg")


def test_a_pdf_has_its_size_and_its_texts(tmp_path: Path) -> None:
    drawn = draw_map(figure(), "pdf")
    assert drawn.startswith(b"%PDF-")
    box = re.search(rb"/MediaBox \[ ?0 0 ([\d.]+) ([\d.]+)", drawn)
    assert box
    assert float(box[1]) == pytest.approx(180 / 25.4 * 72, abs=0.3)
    assert b"CreationDate" not in drawn
    assert drawn == draw_map(figure(), "pdf")
    if shutil.which("pdftotext"):
        (tmp_path / "map.pdf").write_bytes(drawn)
        text = subprocess.run(["pdftotext", tmp_path / "map.pdf", "-"], capture_output=True, check=True).stdout.decode()
        assert "A field: Methods and datasets" in text


@pytest.mark.parametrize("width", [60.0, 85.0, 180.0, 400.0])
def test_no_text_of_a_pdf_is_cut_or_leaves_the_page(tmp_path: Path, width: float) -> None:
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not installed")
    names = tuple(f"reinforcement learning {word}, multi-agent imitation, self-supervised policies" for word in "abc")
    laid = replace(a_map(), levels=levels((1,) * 15 + (2,) * 15 + (3,) * 10, names))
    title = "A field with a long title, which needs two lines in a narrow figure: methods and datasets"
    drawn = draw_map(figure(laid=laid, width=width, title=title), "pdf")
    (tmp_path / "map.pdf").write_bytes(drawn)
    command = ["pdftotext", "-bbox", tmp_path / "map.pdf", "-"]
    page = etree.fromstring(subprocess.run(command, capture_output=True, check=True).stdout).find(f".//{XHTML}page")
    words = page.findall(f"{XHTML}word")
    boxes = [tuple(float(word.get(side)) for side in ("xMin", "yMin", "xMax", "yMax")) for word in words]
    right, bottom = float(page.get("width")), float(page.get("height"))
    assert all(left >= 0 and top >= 0 and x <= right and y <= bottom for left, top, x, y in boxes)
    texts = [word.text for word in words]
    assert sum(text.startswith("policies") for text in texts) == 3 and "…" not in "".join(texts)
    assert " ".join(texts[:6]) == " ".join(title.split()[:6])


@pytest.mark.parametrize(("width", "dpi"), [(180.0, 300), (85.0, 600)])
def test_a_png_has_its_size_and_density(width: float, dpi: int) -> None:
    with Image.open(io.BytesIO(draw_map(figure(width=width, dpi=dpi), "png"))) as image:
        assert image.width == round(width / 25.4 * dpi)
        assert image.info["dpi"] == pytest.approx((dpi, dpi), abs=0.1)
        assert len(image.convert("RGB").resize((200, 150)).getcolors(30_000)) > 50
        edges = [image.convert("L").crop((x, 0, x + 4, image.height)) for x in (0, image.width - 4)]
        assert [edge.getextrema() for edge in edges] == [(255, 255), (255, 255)]


@pytest.mark.parametrize("form", ["svg", "pdf", "png"])
def test_any_text_is_drawn_as_text(form: str) -> None:
    hostile = (EVIL, "$\\frac{1}{2$", "line\nbreak \x00 \ud800", "\u05d0\u05d1 \u202e", "深度学习", "", "x" * 500)
    laid = a_map(tuple(f"{text}{n}" for n, text in enumerate(hostile * 6)))
    drawn = draw_map(figure(laid=laid, title=EVIL * 9, source=EVIL), form)
    if form == "svg":
        root = etree.fromstring(drawn)
        assert not list(root.iter(f"{SVG}script", f"{SVG}img", f"{SVG}image"))


def test_an_overlay_has_a_continuous_legend_and_no_names_of_communities() -> None:
    values = tuple(None if place == 3 else 2018 + place / 10 for place in range(len(LABELS)))
    drawn = draw_map(figure(overlay=NodeValues("mean year", values, digits=1)), "svg")
    texts = ["".join(each.itertext()) for each in etree.fromstring(drawn).iter(f"{SVG}text")]
    assert any(text.endswith("colour by mean year") for text in texts)
    assert {"Mean year", "2018.1", "2021.8"} <= set(texts)
    assert "other communities" not in texts
    assert scale_colour(0.0).encode() in drawn and scale_colour(1.0).encode() in drawn


@given(st.lists(st.none() | st.floats(-1e6, 1e6), max_size=40))
@example([1.0, 9.0, 1.1125369292536007e-308])
def test_a_scale_is_monotonic_and_has_its_ticks_in_order(values: list[float | None]) -> None:
    scale = scale_of(values)
    shares = [scale.share(value) for value in sorted(value for value in values if value is not None)]
    assert shares == sorted(shares) and all(0 <= share <= 1 for share in shares)
    ticks = [value for _, value in scale.ticks()]
    assert ticks == sorted(ticks)


def test_the_scale_of_skewed_values_is_logarithmic() -> None:
    scale = scale_of([1.0] * 30 + [2.0] * 30 + [100.0] * 10)
    assert scale.is_log
    assert [value for _, value in scale.ticks()] == pytest.approx([1, 10, 100])


def test_a_map_of_nothing_is_drawn() -> None:
    laid = replace(a_map(), ids=(), labels=(), x=(), y=(), aside=(), edges=(), levels=levels((1,), ("all",)))
    assert draw_map(figure(laid=replace(laid, measures={"pageRank": ()})), "svg")


boxes = st.builds(
    Anchor,
    st.floats(0, 100),
    st.floats(0, 80),
    st.floats(0.2, 4),
    st.text("ab ", min_size=1, max_size=9),
    st.floats(1, 40),
    st.floats(1, 6),
)


@given(st.lists(boxes, max_size=60))
def test_no_label_covers_another_or_leaves_the_frame(anchors: list[Anchor]) -> None:
    placed = place_labels(anchors, (100.0, 80.0))
    assert len({each.anchor for each in placed}) == len(placed)
    for place, one in enumerate(placed):
        assert 0 <= one.left < one.right <= 100
        assert 0 <= one.bottom < one.top <= 80
        for other in placed[:place]:
            wide = min(one.right, other.right) - max(one.left, other.left)
            high = min(one.top, other.top) - max(one.bottom, other.bottom)
            assert wide <= 1e-9 or high <= 1e-9


def test_the_most_important_label_is_always_placed() -> None:
    anchors = [Anchor(50, 40, 2, f"label {n}", 20, 4) for n in range(30)]
    placed = place_labels(anchors, (100.0, 80.0))
    assert placed[0].anchor == 0
    assert 4 <= len(placed) < 30


@given(
    st.lists(st.tuples(st.floats(0, 100), st.floats(0, 80), st.floats(0.2, 3)), min_size=4, max_size=60),
    st.integers(0, 3),
    st.floats(5, 40),
)
def test_the_name_of_a_community_covers_no_dot_and_no_other_name(
    places: list[tuple[float, float, float]], group: int, width: float
) -> None:
    field = DotField(np.array(places), np.arange(len(places)) % 4)
    taken = [LabelBox(40.0, 30.0, 60.0, 50.0, -1)]
    found = place_name(field, group, [NameBox(("a", "b"), 10.0, width, 8.0)], (100.0, 80.0), taken)
    if found is None:
        return
    box = found.box
    assert 0 <= box.left < box.right <= 100 and 0 <= box.bottom < box.top <= 80
    assert box.right <= 40 or box.left >= 60 or box.top <= 30 or box.bottom >= 50
    for x, y, radius in places:
        beside = box.right <= x - radius or box.left >= x + radius
        assert beside or box.top <= y - radius or box.bottom >= y + radius


def test_the_name_of_a_community_is_next_to_its_densest_part() -> None:
    dense = [(20.0 + n % 3, 20.0 + n // 3, 1.0) for n in range(9)]
    field = DotField(np.array([*dense, (80.0, 60.0, 1.0), (50.0, 20.0, 2.0)]), np.array([1] * 10 + [2]))
    forms = [NameBox(("a", "b"), 10.0, 120.0, 10.0), NameBox(("a",), 10.0, 20.0, 5.0, penalty=4.0)]
    found = place_name(field, 1, forms, (100.0, 80.0), ())
    assert found is not None and found.name.lines == ("a",)
    box = found.box
    assert abs((box.left + box.right) / 2 - 21) < 5 and abs((box.bottom + box.top) / 2 - 21) < 8


def test_a_text_is_shortened_to_a_width() -> None:
    assert shortened("reinforcement learning", 40, len) == "reinforcement learning"
    assert shortened("reinforcement learning", 15, len) == "reinforcement…"
    assert shortened("abc", 0, len) == "…"
