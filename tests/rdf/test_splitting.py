"""A graph in parts: nothing is lost, nothing is twice, a subject is in one place, whatever else there is."""

from __future__ import annotations

import tempfile
from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from kg.rdf import part_of, split_nquads

SUBJECTS = st.text("abc/", min_size=1, max_size=3).map(lambda name: f"<http://x/{name}>")
LINES = st.builds(lambda s, n: f'{s} <http://p> "{n} <http://x/a> ." <http://g> .\n'.encode(), SUBJECTS, st.integers(0))


def split(lines: list[bytes], parts: int) -> list[list[bytes]]:
    with tempfile.TemporaryDirectory() as folder:
        counts = split_nquads(lines, parts, Path(folder))
        found = [(Path(folder) / name).read_bytes().splitlines(keepends=True) for name in counts]
    assert [len(part) for part in found] == list(counts.values())
    return found


@given(st.sets(LINES), st.integers(1, 7))
def test_the_parts_sorted_together_are_the_graph(lines: set[bytes], parts: int) -> None:
    found = split(sorted(lines), parts)
    assert len(found) == parts
    assert sorted(line for part in found for line in part) == sorted(lines)
    assert all(one < other for part in found for one, other in pairwise(part))


@given(st.sets(LINES), LINES, st.integers(1, 7))
def test_a_subject_is_in_one_part_whatever_else_is_in_the_graph(lines: set[bytes], more: bytes, parts: int) -> None:
    place = part_of(more.split()[0], parts)
    for graph in (lines | {more}, {more}):
        found = split(sorted(graph), parts)
        assert more in found[place]
        assert all(part_of(line.split()[0], parts) == number for number, part in enumerate(found) for line in part)


def test_the_part_of_a_subject_is_the_same_for_ever() -> None:
    assert [part_of(f"<https://example.org/kg/work/{n}>".encode(), 16) for n in range(4)] == [1, 2, 0, 5]
