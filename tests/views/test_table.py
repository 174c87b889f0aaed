"""CSV tables contain no formulas."""

from __future__ import annotations

import csv
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.views import write_csv


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_text_that_would_be_a_formula_is_guarded(start: str, tmp_path: Path) -> None:
    write_csv(tmp_path / "t.csv", ["name"], [[f"{start}cmd|' /C calc'!A0"]])
    with (tmp_path / "t.csv").open(newline="", encoding="utf-8") as file:
        assert list(csv.reader(file))[1] == [f"'{start}cmd|' /C calc'!A0".replace("\r", "\n")]


def test_numbers_stay_numbers(tmp_path: Path) -> None:
    write_csv(tmp_path / "t.csv", ["name", "a", "b", "c"], [["Zoë", -1.5, 0, None]])
    assert (tmp_path / "t.csv").read_bytes() == "name,a,b,c\nZoë,-1.5,0,\n".encode()


@given(st.lists(st.text(max_size=20), min_size=2, max_size=2))
def test_text_comes_back(cells: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "t.csv"
        write_csv(path, ["a", "b"], [cells])
        with path.open(newline="", encoding="utf-8") as file:
            found = list(csv.reader(file))[1]
    written = [cell.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace").decode() for cell in cells]
    assert [text.removeprefix("'") for text in found] == [text.removeprefix("'") for text in written]
    assert not any(text.startswith(("=", "+", "-", "@", "\t", "\r")) for text in found)
