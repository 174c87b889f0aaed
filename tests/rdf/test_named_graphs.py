"""N-Quads: every statement is in exactly one named graph and one file."""

from __future__ import annotations

import tempfile
from itertools import pairwise
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.rdf import PARTS, nquads_lines, read_statements, split_nquads, write_ntriples, write_turtle
from kg.rdf.named_graphs import file_number
from tests.tiny import BASE, NAMES, tiny_lines

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
def test_the_part_of_a_subject_does_not_depend_on_other_statements(lines: set[bytes], more: bytes, parts: int) -> None:
    place = file_number(more.split()[0], parts)
    for graph in (lines | {more}, {more}):
        found = split(sorted(graph), parts)
        assert more in found[place]
        assert all(file_number(line.split()[0], parts) == number for number, part in enumerate(found) for line in part)


def test_the_file_number_of_a_subject_is_stable() -> None:
    assert [file_number(f"<https://example.org/kg/work/{n}>".encode(), 16) for n in range(4)] == [1, 2, 0, 5]


@pytest.fixture(scope="module")
def turtle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("graph")
    write_ntriples(tiny_lines(), folder / "graph.nt")
    write_turtle(folder / "graph.nt", folder / "graph.ttl", NAMES)
    return folder / "graph.ttl"


def nquads(turtle: Path, *parts: str) -> list[bytes]:
    return list(nquads_lines(read_statements(turtle), NAMES, parts or PARTS))


def test_the_named_graphs_hold_every_statement_once(turtle: Path) -> None:
    lines = nquads(turtle)
    assert lines == sorted(lines)
    triples = {line.rpartition(b" <")[0] + b" .\n" for line in lines}
    assert triples == {line.encode() for line in tiny_lines()}
    assert len(lines) == len(triples), "no statement is in two graphs"


def test_a_statement_is_in_the_graph_of_its_part(turtle: Path) -> None:
    quads = pyoxigraph.parse(b"".join(nquads(turtle)), format=pyoxigraph.RdfFormat.N_QUADS)
    where = {(q.predicate.value.split("#")[-1], q.graph_name.value.removeprefix(f"{BASE}graph/")) for q in quads}
    assert {("hasAuthorship", "core"), ("usesMethod", "core"), ("startOffset", "mentions")} <= where
    assert {("pageRank", "metrics"), ("lineStart", "provenance"), ("broader", "vocabulary")} <= where
    assert {("entities", "provenance"), ("subPropertyOf", "vocabulary")} <= where
    assert {graph for _, graph in where} == set(PARTS)


@pytest.mark.parametrize("part", PARTS)
def test_one_part_is_its_lines_of_the_whole(part: str, turtle: Path) -> None:
    whole = [line for line in nquads(turtle) if line.endswith(f"<{BASE}graph/{part}> .\n".encode())]
    assert nquads(turtle, part) == whole
    assert whole
