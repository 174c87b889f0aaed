"""Written files contain all statements exactly, with reproducible bytes, for any text."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, RdfFormat, parse, serialize

from kg.rdf import Namespaces, SortedRuns, sorted_runs, turtle, write_ntriples, write_turtle
from kg.rdf.describe import state
from kg.rdf.terms import KG, Term, address_of, number, text
from tests.tiny import NAMES, quads_of, tiny_lines, tiny_quads
from tests.waiting import WAIT_LIMIT

HOSTILE = st.text(st.characters(exclude_categories=[])) | st.sampled_from(
    [
        '"""',
        "\\",
        "\\u0041",
        "'''\n\"",
        "<script>alert(1)</script>",
        "a\r\nb",
        "\x00",
        "\ud800",
        "\u202e",
        "\ufeff",
        "]]>",
        "@prefix x: <y> .",
    ]
)
RUNS = st.integers(1, 20)


def value_of(term: Term) -> str:
    """Return the text that pyoxigraph reads from a literal."""
    (quad,) = quads_of([state(KG.exact, KG.exact, term)])
    assert isinstance(quad.object, Literal)
    return quad.object.value


IDS = st.text(st.characters(exclude_categories=[]), min_size=1, max_size=8)


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60, deadline=None)
@given(st.lists(st.tuples(IDS, IDS, HOSTILE), min_size=1, max_size=6))
def test_any_text_comes_back_from_both_files(said: list[tuple[str, str, str]]) -> None:
    names = Namespaces("https://example.org/kg/")
    lines = [state(names.iri(f"work/{s}"), names.iri(f"p/{p}"), text(value)) for s, p, value in said]
    quads = set(quads_of(lines))
    with tempfile.TemporaryDirectory() as folder:
        ntriples, turtle = Path(folder, "graph.nt"), Path(folder, "graph.ttl")
        assert write_ntriples(lines, ntriples) == len(quads)
        assert set(parse(path=ntriples, format=RdfFormat.N_TRIPLES)) == quads
        write_turtle(ntriples, turtle, names)
        found = rdflib.Graph().parse(turtle)
    expected = {
        (
            address_of(names.iri(f"work/{s}")),
            address_of(names.iri(f"p/{p}")),
            value if value.isprintable() else value_of(text(value)),
        )
        for s, p, value in said
    }
    assert {(str(s), str(p), str(o)) for s, p, o in found} == expected


@given(HOSTILE, st.floats(allow_nan=False, allow_infinity=False))
def test_statements_equal_those_of_another_writer(value: str, measure: float) -> None:
    lines = [state(NAMES.iri(value), KG.exact, term) for term in (text(value), number(measure))]
    assert "".join(lines).encode() == serialize(quads_of(lines), format=RdfFormat.N_TRIPLES)


@given(HOSTILE)
def test_a_literal_keeps_its_length_so_that_offsets_stay_true(value: str) -> None:
    written = value_of(text(value))
    assert len(written) == len(value)
    assert all(ours == theirs for ours, theirs in zip(written, value, strict=True) if theirs.isprintable())


def test_forbidden_characters_are_replaced_visibly() -> None:
    assert value_of(text("a\x00b\ud800c\x7f")) == "a\u2400b\ufffdc\u2421"


def test_numbers_are_written_to_ten_digits() -> None:
    assert tuple(map(value_of, map(number, (1 / 3, 7, 1e-12)))) == ("0.3333333333", "7", "0.000000000001")


def test_statements_are_sorted_without_repeats_whatever_the_order(tmp_path: Path) -> None:
    said = list(tiny_lines()) * 2
    write_ntriples(tiny_lines(), tmp_path / "a.nt")
    random.Random(0).shuffle(said)
    assert write_ntriples(said, tmp_path / "b.nt") == len(set(said))
    lines = (tmp_path / "a.nt").read_bytes().splitlines()
    assert lines == sorted(set(lines))
    assert (tmp_path / "a.nt").read_bytes() == (tmp_path / "b.nt").read_bytes()


def test_runs_on_disk_merge_to_the_same_bytes(tmp_path: Path) -> None:
    write_ntriples(tiny_lines(), tmp_path / "whole.nt")
    for run in (1, 100, len(tiny_lines())):
        write_ntriples([*tiny_lines(), *tiny_lines()], tmp_path / "merged.nt", run=run * 2)
        assert (tmp_path / "merged.nt").read_bytes() == (tmp_path / "whole.nt").read_bytes()


@pytest.mark.parametrize("held", [1, 7, 50, 1_000_000])
@given(said=st.lists(st.tuples(st.integers(0, 30), st.sampled_from(["", "é", "x" * 90])), max_size=60), run=RUNS)
def test_runs_merge_for_any_buffer_size(held: int, said: list[tuple[int, str]], run: int) -> None:
    lines = [state(NAMES.iri(f"work/{number}"), KG.exact, text(word)) for number, word in said]
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(sorted_runs, "_MERGE_BYTES", held)
        patch.setattr(sorted_runs, "_LEAST_BYTES", 1)
        assert write_ntriples(lines, Path(folder, "graph.nt"), run) == len(set(lines))
        assert Path(folder, "graph.nt").read_bytes() == b"".join(sorted({line.encode() for line in lines}))


def test_a_file_that_is_taken_over_becomes_one_of_the_runs(tmp_path: Path) -> None:
    lines = list(tiny_lines())
    write_ntriples(lines, tmp_path / "whole.nt")
    write_ntriples(lines[::2], tmp_path / "part.nt")
    with SortedRuns(tmp_path, run=100) as runs:
        for _ in runs.add(lines[1::4]):
            pass
        runs.add_file(tmp_path / "part.nt")
        assert not (tmp_path / "part.nt").exists()
        for _ in runs.add(lines[3::4]):
            pass
        runs.write(tmp_path / "merged.nt")
    assert (tmp_path / "merged.nt").read_bytes() == (tmp_path / "whole.nt").read_bytes()


def test_turtle_holds_every_statement(tmp_path: Path) -> None:
    write_ntriples(tiny_lines(), tmp_path / "graph.nt")
    write_turtle(tmp_path / "graph.nt", tmp_path / "graph.ttl", NAMES)
    triples = {quad.triple for quad in tiny_quads()}
    assert len(rdflib.Graph().parse(tmp_path / "graph.ttl")) == len(triples)


@pytest.mark.parametrize("count", [1, 2, 3, 7, 500])
def test_turtle_is_the_same_however_many_subjects_are_written_at_a_time(
    count: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ntriples = tmp_path / "graph.nt"
    write_ntriples(tiny_lines(), ntriples)
    write_turtle(ntriples, tmp_path / "whole.ttl", NAMES)
    monkeypatch.setattr(turtle, "_SUBJECTS", count)
    write_turtle(ntriples, tmp_path / "cut.ttl", NAMES)
    assert (tmp_path / "cut.ttl").read_bytes() == (tmp_path / "whole.ttl").read_bytes()


def test_turtle_is_readable(tmp_path: Path) -> None:
    write_ntriples(tiny_lines(), tmp_path / "graph.nt")
    write_turtle(tmp_path / "graph.nt", tmp_path / "graph.ttl", NAMES)
    lines = (tmp_path / "graph.ttl").read_text(encoding="utf-8").split("\n")
    header = [line for line in lines if line.startswith("@prefix")]
    assert header == sorted(header) == lines[: len(header)]
    subjects = [line.split(" ")[0] for line in lines if line[:1] not in ("", "\t", "@")]
    assert len(subjects) == len(set(subjects)), "each subject has one paragraph"
    assert any(line.startswith("work:bert-00000001 a ") for line in lines)


def test_turtle_is_the_same_in_every_process(tmp_path: Path) -> None:
    script = (
        "from pathlib import Path; from tests.tiny import NAMES, tiny_lines; from kg.rdf import *\n"
        "import sys; out = Path(sys.argv[1]); write_ntriples(tiny_lines(), out / 'g.nt')\n"
        "write_turtle(out / 'g.nt', out / 'g.ttl', NAMES)"
    )
    seen = set()
    for seed in ("0", "1", "2"):
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[2])}
        subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=True, env=environment, timeout=WAIT_LIMIT)
        seen.add(((tmp_path / "g.nt").read_bytes(), (tmp_path / "g.ttl").read_bytes()))
    assert len(seen) == 1


def test_an_empty_graph_is_an_empty_file(tmp_path: Path) -> None:
    assert write_ntriples([], tmp_path / "graph.nt") == 0
    assert (tmp_path / "graph.nt").read_bytes() == b""
    write_turtle(tmp_path / "graph.nt", tmp_path / "graph.ttl", NAMES)
    assert rdflib.Graph().parse(tmp_path / "graph.ttl").serialize(format="nt") == ""


def test_a_literal_and_a_language_stay_apart(tmp_path: Path) -> None:
    subject = NAMES.iri("a")
    lines = [state(subject, subject, str(Literal("x", language=language))) for language in ("en", None)]
    assert write_ntriples(lines, tmp_path / "graph.nt") == 2
