"""An output folder with damaged files is an error of one line that names the file."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

import kg
from kg.graph.export import export
from kg.graph.identity import explain
from kg.rdf import write_ntriples, write_turtle
from kg.server.fork_server import _in_memory
from kg.store import new_store, open_store
from tests.tiny import ANA, NAMES, tiny_lines, tiny_quads

Use = Callable[[Path], object]
HEAD = "kind,left,right,left_name,right_name,verdict,score,reasons"
GRAPHML = (
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    '<key id="d" for="node" attr.name="degree" attr.type="long"/>'
    '<graph edgedefault="undirected"><node id="n"><data key="d">many</data></node></graph></graphml>'
)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    new_store(tmp_path / "store", tiny_quads()).flush()
    write_ntriples(tiny_lines(), tmp_path / "graph.nt")
    write_turtle(tmp_path / "graph.nt", tmp_path / "graph.ttl", NAMES)
    return tmp_path


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def scribble(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[20:220] = random.Random(1).randbytes(200)
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("pattern", "damage"),
    [("CURRENT", cut), ("CURRENT", scribble), ("MANIFEST*", scribble), ("*.sst", cut), ("*.sst", scribble)],
)
def test_a_damaged_store(out: Path, pattern: str, damage: Callable[[Path], None]) -> None:
    files = list((out / "store").glob(pattern))
    assert files
    for path in files:
        damage(path)
    with pytest.raises(kg.OutputError, match=r"store: the store cannot be read .*build the graph again") as caught:
        kg.open(out)
    assert "\n" not in str(caught.value)


USES: dict[str, tuple[str, str, Use]] = {
    "N-Quads": ("graph.ttl", "a b", lambda out: list(export(out, "graph", "nquads"))),
    "JSON-LD": ("graph.ttl", "<a> <b> .", lambda out: list(export(out, "graph", "jsonld"))),
    "no XML": ("coauthors.graphml", "<graphml", lambda out: list(export(out, "coauthors", "pajek"))),
    "no nodes": ("coauthors.graphml", "<graphml/>", lambda out: list(export(out, "coauthors", "gexf"))),
    "no numbers": ("coauthors.graphml", GRAPHML, lambda out: list(export(out, "coauthors", "gexf"))),
    "no columns": (
        "identity.csv",
        "kind\nperson\n",
        lambda out: explain(open_store(out / "store"), out / "identity.csv", ANA),
    ),
    "half a row": (
        "identity.csv",
        f"{HEAD}\nperson,{ANA},x\n",
        lambda out: explain(open_store(out / "store"), out / "identity.csv", ANA),
    ),
}


@pytest.mark.parametrize("name", USES)
def test_another_damaged_file(out: Path, name: str) -> None:
    file, content, use = USES[name]
    (out / file).write_text(content, encoding="utf-8")
    with pytest.raises(kg.OutputError, match=rf"{file}: .* again|{file}: .*build it again") as caught:
        use(out)
    assert "\n" not in str(caught.value)


def test_the_server_reads_the_store_if_the_turtle_file_is_damaged(
    out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _in_memory(str(out / "graph.ttl")) is not None
    cut(out / "graph.ttl")
    assert _in_memory(str(out / "graph.ttl")) is None
    assert capsys.readouterr().err.count("\n") == 1
