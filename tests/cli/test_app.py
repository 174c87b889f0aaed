"""Commands of the command line: their output, errors and exit codes."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.waiting import WAIT_LIMIT

ROOT = Path(__file__).resolve().parents[2]
KEYS = ["id", "title", "authors", "venue", "year", "decision", "presentation", "award", "abstract", "url", "doi"]
KEYS += ["identifiers", "keywords", "language", "kind", "sources", "methods", "datasets"]


COMMANDS = ["build", "formats", "cache", "query", "report", "compare", "view", "serve", "export", "validate"]
COMMANDS += ["identity explain", "train", "evaluate", "evaluate-identity"]


def kg(*words: object, cwd: Path | None = None, width: int = 120, **variables: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kg", *map(str, words)]
    env = os.environ | {"PYTHONPATH": str(ROOT), "COLUMNS": str(width), "TERM": "dumb"} | variables
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd or ROOT,
        env=env,
        timeout=WAIT_LIMIT,
        check=False,
    )


def test_help_imports_no_library_that_computes_graphs() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "kg", "--help"],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        check=True,
    )
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "typer" in imported
    assert imported.isdisjoint({"networkx", "numpy", "scipy", "spacy", "rdflib", "kg.pipeline.build"})


@pytest.mark.parametrize(
    ("command", "arguments"),
    [("build", "LISTING..."), ("query", "[QUERY] [VALUE]..."), ("view", "KIND NAME [VALUE]..."), ("export", "EXPORT")],
)
def test_a_usage_line_has_arguments_in_capitals(command: str, arguments: str) -> None:
    lines = [line.strip() for line in kg(command, "--help").stdout.splitlines()]
    assert f"Usage: kg {command} [OPTIONS] {arguments}" in lines


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    out = tmp_path_factory.mktemp("cli") / "out"
    done = kg("build", "examples", "--out", out)
    assert done.returncode == 0, done.stderr
    return out, done


def tree(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_a_build_ends_with_its_counts_its_notices_and_next_steps(
    built: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    _, done = built
    for listing in (ROOT / "examples").glob("*.txt"):
        assert listing.name in done.stdout
    for said in ("88 records", "86 papers", "announces 53 papers", "most central authors", "report.html", "kg query"):
        assert said in done.stdout
    assert "Traceback" not in done.stderr


def test_all_files_of_the_manifest_are_written(built: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    out, _ = built
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert {path.name for path in out.iterdir()} == set(manifest["artefacts"])
    assert manifest["title"] == "Well-known papers"
    assert "<h1>Well-known papers</h1>" in (out / "report.html").read_text(encoding="utf-8")
    assert manifest["counts"]["records"] == 88
    assert {given["name"] for given in manifest["inputs"]} >= {"poster-session.txt", "accepted-papers.md"}
    assert all(seconds >= 0 for seconds in manifest["seconds"].values())


def test_every_line_is_in_the_ledger_once(built: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    out, _ = built
    for listing in json.loads((out / "ledger.json").read_text(encoding="utf-8")):
        lines = [line for entry in listing["entries"] for line in range(entry["lines"][0], entry["lines"][1] + 1)]
        assert lines == list(range(1, listing["lines"] + 1))


def test_papers_are_exported_one_a_line_sorted_with_sources_and_exact_offsets(
    built: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    out, _ = built
    done = kg("export", "papers", "--format", "jsonl", "--out", out)
    papers = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(papers) == 86
    assert [paper["id"] for paper in papers] == sorted(paper["id"] for paper in papers)
    assert sum(len(paper["sources"]) for paper in papers) == 88
    assert all(list(paper) == KEYS for paper in papers)
    spans = [(p, m) for p in papers for c in p["methods"] + p["datasets"] for m in c["mentions"]]
    assert spans
    assert all(paper["abstract"][m["start"] : m["end"]] == m["text"] for paper, m in spans)
    attention = next(paper for paper in papers if paper["title"] == "Attention is All you Need")
    assert [author["name"] for author in attention["authors"]][:2] == ["Ashish Vaswani", "Noam Shazeer"]


def test_an_export_can_be_compressed(built: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    out, _ = built
    call = [sys.executable, "-m", "kg", "export", "graph", "--format", "nquads", "--part", "core", "--out", str(out)]
    plain, once, again = (
        subprocess.run([*call, *options], capture_output=True, check=True, cwd=ROOT).stdout
        for options in ([], ["--gzip"], ["--gzip"])
    )
    assert gzip.decompress(once) == plain
    assert once == again and len(once) < len(plain) / 4


def test_the_graph_is_exported_in_parts_which_together_are_the_graph(
    built: tuple[Path, subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    out, _ = built
    done = kg("export", "graph", "--format", "nquads", "--parts", 4, "--into", tmp_path / "parts", "--out", out)
    parts = [path.read_bytes() for path in sorted((tmp_path / "parts").glob("*.nq"))]
    whole = kg("export", "graph", "--format", "nquads", "--out", out).stdout.encode()
    assert b"".join(sorted(b"".join(parts).splitlines(keepends=True))) == whole
    assert all(len(part) < len(whole) / 2 for part in parts)
    assert f"{len(whole.splitlines()):,} statements in 4 files" in done.stdout


def test_a_query_by_name_by_file_and_by_text(
    built: tuple[Path, subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    out, _ = built
    by_name = kg("query", "works_of_author", "--param", "author=yoshua bengio", "--format", "csv", "--out", out)
    in_order = kg("query", "works_of_author", "yoshua bengio", "--format", "csv", "--out", out)
    assert in_order.stdout == by_name.stdout
    titles = [row["title"] for row in csv.DictReader(io.StringIO(by_name.stdout))]
    assert "Generative Adversarial Nets" in titles
    text = 'SELECT ?t WHERE { ?w dcterms:creator/foaf:name "Yoshua Bengio" ; dcterms:title ?t }'
    (tmp_path / "mine.rq").write_text(text, encoding="utf-8")
    for question in (text, tmp_path / "mine.rq"):
        answer = json.loads(kg("query", question, "--format", "json", "--out", out).stdout)
        assert sorted(row["t"]["value"] for row in answer["results"]["bindings"]) == sorted(titles)


def test_every_query_is_listed_with_its_question() -> None:
    listed = kg("query", "--list").stdout
    for path in (ROOT / "ontology" / "queries").glob("*.rq"):
        assert path.stem in listed
    assert kg("query", "works_of_author", "--explain").stdout.startswith("# title:")


def test_the_graph_of_the_examples_conforms(built: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    out, _ = built
    done = kg("validate", "--out", out)
    assert (done.returncode, "conforms" in done.stdout) == (0, True)


def test_formats_are_listed() -> None:
    shown = kg("formats").stdout
    for name in ("poster-session", "dataset-viewer", "papers-cool", "labelled-markdown", "accepted-markdown"):
        assert name in shown


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_examples_and_fits_60_columns(command: str) -> None:
    done = kg(*command.split(), "--help", width=60)
    assert done.returncode == 0
    assert "Example" in done.stdout and f"kg {command}" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 60
    words = " ".join(done.stdout.replace("│", " ").split())
    assert command != "query" or "[default: 50 on a terminal]" in words


def build_listings(out: Path, jobs: int, order: int) -> dict[str, bytes]:
    """Return the files of a build of the example listings, given in ascending or descending order."""
    found = sorted((ROOT / "examples").iterdir(), reverse=order < 0)
    listings = [path for path in found if path.name not in ("README.md", "kg.toml")]
    done = kg("build", *listings, "--config", "examples/kg.toml", "--jobs", jobs, "--out", out)
    assert done.returncode == 0, done.stderr
    return tree(out)


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    # Not a build of the folder, whose ledger and report also name the file that is not read.
    return build_listings(tmp_path_factory.mktemp("listed") / "out", 1, 1)


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize("jobs", [1, 2])
def test_the_same_listings_give_the_same_bytes(listed: dict[str, bytes], tmp_path: Path, jobs: int, order: int) -> None:
    first, second = listed, build_listings(tmp_path / "out", jobs, order)
    assert sorted(name for name in first if not name.startswith("store/")) == sorted(
        name for name in second if not name.startswith("store/")
    )
    for name in first:
        if not name.startswith("store/") and name != "manifest.json":
            assert first[name] == second[name], name


def bad(tmp_path: Path, name: str, content: bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.txt", b""),
        ("blank.txt", b"\n \n\n"),
        ("binary.txt", bytes(range(256)) * 20),
        ("unknown.txt", b"Dear diary,\n\ntoday I read a paper.\n"),
    ],
)
def test_a_listing_that_cannot_be_read_changes_nothing(
    built: tuple[Path, subprocess.CompletedProcess[str]], tmp_path: Path, name: str, content: bytes
) -> None:
    out = tmp_path / "out"
    shutil.copytree(built[0], out)
    before = tree(out)
    done = kg("build", bad(tmp_path, name, content), "--out", out)
    assert done.returncode == 2
    said = [line for line in done.stderr.splitlines() if line.startswith("kg: ")]
    assert len(said) == 1
    assert name in said[0]
    assert "Traceback" not in done.stderr
    assert tree(out) == before


def test_with_keep_going_the_rest_is_built(tmp_path: Path) -> None:
    listings = ("examples/papers-cool.txt", bad(tmp_path, "empty.txt", b""))
    done = kg("build", *listings, "--keep-going", "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert "empty.txt" in done.stdout
    assert "11 records" in done.stdout


def test_a_listing_cut_in_the_middle_loses_nothing_and_is_an_error_when_strict(tmp_path: Path) -> None:
    whole = (ROOT / "examples" / "dataset-viewer.txt").read_text(encoding="utf-8")
    cut = bad(tmp_path, "cut.txt", "\n".join(whole.splitlines()[:-3]).encode())
    done = kg("build", cut, "--strict", "--out", tmp_path / "out")
    assert done.returncode == 1, done.stderr
    rejected = [json.loads(line) for line in (tmp_path / "out" / "rejected.jsonl").read_text("utf-8").splitlines()]
    assert rejected
    kept = cut.read_text(encoding="utf-8").splitlines()
    for row in rejected:
        assert row["text"].splitlines() == kept[row["line_start"] - 1 : row["line_end"]]
        assert row["reason"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["build", "no-such-folder"], "no-such-folder"),
        (["build", "examples", "--config", "no.toml"], "no such configuration file"),
        (["query", "works"], "no store in this folder"),
        (["query", "wrks", "--out", "OUT"], "works"),
        (["query", "SELECT ?x WHERE { ?x ", "--out", "OUT"], "line 1"),
        (["query", "works_of_author", "--out", "OUT"], "author"),
        (["query", "works_of_author", "--param", "author=Yoshua Benjo", "--out", "OUT"], "Yoshua Bengio"),
        (["query", "works_of_author", "--param", "author", "--out", "OUT"], "NAME=VALUE"),
        (["query", "SELECT * WHERE { SERVICE <http://localhost/> { ?s ?p ?o } }", "--out", "OUT"], "SERVICE"),
        (["query", "nothing.rq", "--out", "OUT"], "nothing.rq"),
        (["query", "works", "--format", "ttl", "--out", "OUT"], "CONSTRUCT"),
        (["export", "everything", "--out", "OUT"], "papers"),
        (["export", "papers", "--format", "graphml", "--out", "OUT"], "jsonl"),
        (["export", "papers", "--parts", "4", "--out", "OUT"], "kg export graph --format nquads"),
        (
            ["export", "graph", "--format", "nquads", "--parts", "4", "--into", "OUT", "--out", "OUT"],
            "contains a build",
        ),
        (["validate"], "no store in this folder"),
        (["query", "related_works", "a", "b", "--out", "OUT"], "1 parameter (work)"),
        (["query", "works_of_author", "a", "--param", "author=b", "--out", "OUT"], "two values"),
        (["query", "--list", "nothing"], "unknown theme 'nothing'; choose one of"),
        (["query", "works", "--limit", "-1", "--out", "OUT"], "--limit"),
        (["query", "works", "--ouut", "OUT"], "Possible options: --out); see `kg query --help`"),
        (["nothing"], "No such command 'nothing'; see `kg --help`"),
        (["build"], "Missing argument 'LISTING'; see `kg build --help`"),
        (
            ["report", "--venue", "ICLR", "--year", "1900", "--out", "OUT"],
            "no papers in ICLR 1900; ICLR has papers of 20",
        ),
        (["compare", "ICLR", "ICLR 1900", "--out", "OUT"], "no papers in 'ICLR 1900'"),
        (["view", "network", "friends", "--out", "OUT"], "no network 'friends'; choose one of"),
        (["identity", "explain", "Nobody At All", "--out", "OUT"], "no comparison involves"),
        (["identity", "explain", "Jef Dean", "--out", "OUT"], "did you mean Jeff Dean"),
    ],
)
def test_a_mistake_is_one_clear_line_and_exit_code_2(
    built: tuple[Path, subprocess.CompletedProcess[str]], tmp_path: Path, words: list[str], said: str
) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    done = kg(*(str(built[0]) if word == "OUT" else word for word in words), cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stderr.startswith("kg: ")
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_config_with_an_unknown_key_is_named(tmp_path: Path) -> None:
    config = bad(tmp_path, "kg.toml", b'venu = "ICML"\n')
    done = kg("build", "examples", "--config", config, "--out", tmp_path / "out")
    assert done.returncode == 2
    assert "venu" in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_folder_without_listings_is_named(tmp_path: Path) -> None:
    done = kg("build", tmp_path, "--out", tmp_path / "out")
    assert done.returncode == 2
    assert str(tmp_path) in done.stderr


def test_a_folder_of_someone_else_is_not_written(tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("mine")
    done = kg("build", "examples", "--out", tmp_path)
    assert done.returncode == 2
    assert "did not write" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.tex"]


def test_progress_is_a_line_of_json_a_step_when_asked(tmp_path: Path) -> None:
    done = kg("build", "examples", "--config", "examples/kg.toml", "--out", tmp_path / "out", "--log", "json")
    said = [json.loads(line) for line in done.stderr.splitlines()]
    begun = [each["stage"] for each in said if each["event"] == "begin"]
    assert begun[:3] == ["parse", "resolve", "extract"]
    assert begun == [each["stage"] for each in said if each["event"] == "end"]


def test_a_second_build_takes_from_the_cache_what_the_first_found_and_gives_the_same_bytes(tmp_path: Path) -> None:
    manifests = []
    for place, options in enumerate(([], [], ["--no-cache"])):
        where = ["--out", tmp_path / str(place), "--cache-dir", tmp_path / "cache", *options]
        assert kg("build", "examples", "--config", "examples/kg.toml", *where).returncode == 0
        manifests.append(json.loads((tmp_path / str(place) / "manifest.json").read_text()))
    assert [manifest["from_cache"] for manifest in manifests] == [0, manifests[0]["steps"]["extract"], 0]
    assert len({(tmp_path / str(place) / "graph.ttl").read_bytes() for place in range(3)}) == 1
    shown = kg("cache", "--cache-dir", tmp_path / "cache")
    assert f"{manifests[0]['steps']['extract']} abstracts" in shown.stdout
    assert kg("cache", "clear", "--cache-dir", tmp_path / "cache").returncode == 0
    assert ": 0 abstracts" in kg("cache", "show", "--cache-dir", tmp_path / "cache").stdout


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("kg que", {"query"}),
        ("kg query works_of_a", {"works_of_author"}),
        ("kg export methods", {"methods-datasets"}),
        ("kg view aut", {"author"}),
        ("kg query --format j", {"json", "jsonld"}),
    ],
)
def test_a_shell_completes_commands_queries_exports_and_formats(words: str, found: set[str]) -> None:
    done = kg(_KG_COMPLETE="complete_bash", COMP_WORDS=words, COMP_CWORD=str(len(words.split()) - 1))
    assert set(done.stdout.split()) == found, done.stderr


def test_completion_can_be_shown_for_a_shell() -> None:
    done = kg("--show-completion", "bash", _TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1")
    assert done.returncode == 0 and "_KG_COMPLETE" in done.stdout


def test_a_used_port_is_one_line_and_exit_code_2(built: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        done = kg("serve", "--out", built[0], "--port", port)
    assert done.returncode == 2
    assert done.stderr.startswith(f"kg: cannot listen on 127.0.0.1, port {port}: ")
    assert len(done.stderr.splitlines()) == 1 and not done.stdout


def test_without_arguments_the_help_is_shown() -> None:
    done = kg()
    assert "kg build LISTING" in done.stdout and done.returncode == 2 and not done.stderr


def test_the_reader_of_a_pipe_may_end_first(built: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    command = f"{sys.executable} -m kg query mentions --format csv --out '{built[0]}' | head -n 1"
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        ["sh", "-c", command], capture_output=True, text=True, env=env, check=False, timeout=WAIT_LIMIT
    )
    assert len(done.stdout.splitlines()) == 1 and "Traceback" not in done.stderr and "Error" not in done.stderr
