"""Rows of plain names are read as they would be without the short cut for them."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.parsers import author_column, author_style, name_shape, placeholders
from kg.parsers.author_column import read_row, style_of, written_in
from kg.parsers.block import AuthorCell
from kg.parsers.plain_names import are_plain

_PARTS = (
    "Ada Grace Émile Łukasz Mc McAuley Anne-Marie J. J.-P. Example Sample Smith-Jones Team De Van van der Ben La Al Jr"
    " Junior III Iv Anonymous Authors No Et Al Others Li X EXAMPLE Example1 Nature Learning Consortium Prof First Last"
).split()
_NAMES = st.lists(st.sampled_from(_PARTS), min_size=1, max_size=4).map(" ".join)
_ROWS = st.one_of(
    st.lists(_NAMES, min_size=1, max_size=5).map(", ".join),
    st.lists(_NAMES, min_size=1, max_size=5).map("; ".join),
    st.lists(_NAMES, min_size=1, max_size=4).map(" and ".join),
    st.lists(_NAMES, min_size=1, max_size=4).map(tuple),
)


def _read(cells: list[AuthorCell]) -> list[object]:
    written = list(map(written_in, cells))
    style = style_of(written)
    return [style, *(read_row(cell, row, style) for cell, row in zip(cells, written, strict=True))]


def _never(_: str) -> bool:
    return False


@given(st.lists(_ROWS, min_size=1, max_size=8))
def test_a_column_is_read_as_without_the_short_cut(rows: list[str | tuple[str, ...]]) -> None:
    cells = list(map(AuthorCell, rows))
    short = _read(cells)
    with patch.object(author_column, "are_plain", _never), patch.object(author_style, "are_plain", _never):
        assert short == _read(cells)


@given(_ROWS.filter(lambda row: isinstance(row, str)))
def test_rows_of_plain_names_have_the_shape_of_names(row: str) -> None:
    short = name_shape.are_names.__wrapped__(row)
    with patch.object(name_shape, "are_plain_names", _never):
        assert short == name_shape.are_names.__wrapped__(row)


@pytest.mark.parametrize("row", ["Ada Example", "A. Example, J.-P. McSample", "Łukasz Anne-Marie Šimek, Bo Li"])
def test_plain_rows(row: str) -> None:
    assert are_plain(row)


@pytest.mark.parametrize(
    "row", ["", "Ada", "Ada Example,", "Ada EXAMPLE", "Ada Example1", "Ada Example, et al.", "Ada A"]
)
def test_other_rows(row: str) -> None:
    assert not are_plain(row)


def test_no_placeholder_is_plain() -> None:
    for words in (placeholders._CUT, placeholders._ANONYMOUS, placeholders._EMPTY):
        assert not [text for text in words if are_plain(text.title())]
