"""The map of the home page shows the communities of the explorer."""

from __future__ import annotations

import base64
import json
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.server.field_map import FieldMap, _drawn, read_map
from kg.views import write_explorer
from kg.views.explorer.bundle import BundleError
from tests.views.explorations import small

NODE = st.tuples(st.integers(-9_000, 9_000), st.integers(-9_000, 9_000), st.integers(1, 14), st.floats(0, 1))


def network(nodes: list[tuple[int, int, int, float]]) -> dict[str, object]:
    numbers = sorted({community for _, _, community, _ in nodes})
    return {
        "ids": [str(place) for place in range(len(nodes))],
        "x": [x for x, _, _, _ in nodes],
        "y": [y for _, y, _, _ in nodes],
        "aside": [0] * len(nodes),
        "measures": {"pageRank": [rank for _, _, _, rank in nodes]},
        "levels": [
            {
                "name": "default",
                "of": [community for _, _, community, _ in nodes],
                "communities": [[n, 1, f"community {n}, others", n - 1, 0] for n in numbers],
            }
        ],
    }


def page(values: object) -> str:
    deflate = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    packed = base64.b64encode(deflate.compress(json.dumps(values).encode()) + deflate.flush()).decode()
    return f'<script type="text/plain" id="values">{packed}</script>'


@given(st.lists(NODE, min_size=2, max_size=60))
def test_dots_and_labels_lie_within_the_picture(nodes: list[tuple[int, int, int, float]]) -> None:
    drawn: FieldMap = _drawn(network(nodes))
    assert drawn.dots
    for dot in drawn.dots:
        assert 0 <= dot.x <= drawn.width and 0 <= dot.y <= drawn.height and dot.radius > 0
    for label in drawn.labels:
        assert 0 <= label.x <= drawn.width and 0 <= label.y <= drawn.height and "," not in label.text
    assert {dot.colour for dot in drawn.dots} == {f"colour-{community - 1}" for _, _, community, _ in nodes}


def test_the_names_lead_to_their_communities(tmp_path: Path) -> None:
    nodes = [(0, 0, 1, 0.5), (10, 10, 1, 0.2), (900, 900, 2, 0.1), (901, 905, 2, 0.1)]
    (tmp_path / "e.html").write_text(page({"networks": {"concepts": network(nodes)}}), encoding="utf-8")
    drawn = read_map(tmp_path / "e.html")
    assert drawn is not None and len(drawn.dots) == 4
    assert [(each.text, each.address) for each in drawn.labels] == [
        ("community 1", "/explorer.html#view=concepts&community=1"),
        ("community 2", "/explorer.html#view=concepts&community=2"),
    ]


def test_the_map_is_read_from_the_page_of_the_explorer(tmp_path: Path) -> None:
    try:
        write_explorer(small(), tmp_path / "explorer.html")
    except BundleError as error:
        pytest.skip(str(error))
    drawn = read_map(tmp_path / "explorer.html")
    assert drawn is not None and len(drawn.dots) == 3


@pytest.mark.parametrize(
    "text",
    ["", "<p>no explorer</p>", '<script type="text/plain" id="values">AAAA</script>', page({}), page([])],
)
def test_a_page_without_values_has_no_map(tmp_path: Path, text: str) -> None:
    (tmp_path / "e.html").write_text(text, encoding="utf-8")
    assert read_map(tmp_path / "e.html") is None
    assert read_map(tmp_path / "none.html") is None
