"""Tables of text are aligned, fit into the width of a terminal, and contain no control characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from kg.cli.tables import block_lines, cell_text, fitted_widths, full_widths, make_table, table_lines

WORDS = st.text(st.characters(codec="utf-8"), max_size=40)
TABLES = st.integers(1, 6).flatmap(
    lambda columns: st.tuples(
        st.lists(WORDS.filter(bool), min_size=columns, max_size=columns),
        st.lists(st.lists(WORDS | st.integers() | st.none(), min_size=columns, max_size=columns), max_size=5),
    )
)


def test_text_is_cut_with_an_ellipsis_and_numbers_are_not() -> None:
    table = make_table(["title", "year"], [["A title that is far too long for this terminal", 2021], ["Short", None]])
    widths = fitted_widths(table, 24)
    assert widths is not None
    assert list(table_lines(table, widths)) == [
        "title               year",
        "A title that is f…  2021",
        "Short",
    ]


def test_wide_columns_are_cut_before_narrow_ones() -> None:
    table = make_table(["title", "venue", "decision"], [["x" * 80, "NeurIPS", "accepted"], ["y", "ICLR", "rejected"]])
    assert fitted_widths(table, 60) == [60 - 7 - 8 - 4, 7, 8]
    assert fitted_widths(table, 200) == full_widths(table) == [80, 7, 8]


def test_a_table_that_would_be_unreadable_becomes_blocks() -> None:
    table = make_table(["name", "betweenness", "closeness"], [["Ada Example", 0.00012345, 0.1], ["Bo", 1.5, None]])
    assert fitted_widths(table, 20) is None
    assert list(block_lines(table, 20)) == [
        "name         Ada Ex…",
        "betweenness  0.0001…",
        "closeness    0.1",
        "",
        "name         Bo",
        "betweenness  1.5",
    ]


def test_columns_of_wide_characters_are_aligned() -> None:
    table = make_table(["name", "papers"], [["王伟", 3], ["Ada", 12]])
    assert list(table_lines(table)) == ["name  papers", "王伟       3", "Ada       12"]
    assert list(table_lines(table, [3, 6])) == ["na…  papers", "王…       3", "Ada      12"]


@pytest.mark.parametrize("text", ["a\x1b[2Jb", "a\u202eb", "a\nb", "a\u0085b"])
def test_text_of_a_listing_moves_no_cursor_and_reverses_no_line(text: str) -> None:
    assert cell_text(text).isprintable() and cell_text(text).startswith("a ")


@given(TABLES, st.integers(10, 120))
def test_no_line_is_wider_than_the_terminal(content: tuple[list[str], list[list[object]]], width: int) -> None:
    columns, rows = content
    table = make_table([cell_text(name) for name in columns], rows)
    widths = fitted_widths(table, width)
    lines = list(block_lines(table, width) if widths is None else table_lines(table, widths))
    assert all(cell_len(line) <= width for line in lines)
    if widths is not None:
        assert len(lines) == len(rows) + 1


@given(TABLES)
def test_elsewhere_every_cell_is_whole(content: tuple[list[str], list[list[object]]]) -> None:
    columns, rows = content
    lines = list(table_lines(make_table(columns, rows)))
    for row, line in zip(rows, lines[1:], strict=True):
        assert all(cell_text(cell).rstrip() in line for cell in row)
