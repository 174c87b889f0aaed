"""Builds with a thesaurus: merged concepts in all outputs, provenance, cache, errors."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.graph.export import export
from kg.model.errors import SettingsError

PAPERS = [
    ("Counting sheep", "We propose SheepNet, a graph neural network. It beats a CNN with Adam optimizer on ImageNet."),
    ("Counting goats", "We propose GoatNet, a recurrent neural network. It beats a CNN on ImageNet and CIFAR-10."),
    ("Counting cows", "We propose GoatNet, a convolutional neural network with Adam optimizer, on CIFAR-10."),
]
THESAURUS = "label\treplace by\tkind\tbroader\nGoat-Net\tSheepNet\nSheepNet\t\t\tgraph neural network\nadam\n"


def build(folder: Path, thesaurus: str | None) -> tuple[Path, Any]:
    rows = ({"title": title, "authors": ["Ada Example"], "abstract": text} for title, text in PAPERS)
    (folder / "papers.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    (folder / "kg.toml").write_text('thesaurus = "concepts.tsv"\n' if thesaurus is not None else "", encoding="utf-8")
    (folder / "concepts.tsv").write_text(thesaurus or "", encoding="utf-8")
    manifest = kg.build(folder / "papers.jsonl", folder / "out", kg.read_settings(folder / "kg.toml", model="patterns"))
    return folder / "out", manifest


def methods(out: Path) -> dict[str, list[tuple[str, str]]]:
    """Return the (text, label) pairs of the mentions of methods of each paper."""
    papers = map(json.loads, "".join(export(out, "papers")).splitlines())
    return {
        paper["title"]: [(m["text"], each["label"]) for each in paper["methods"] for m in each["mentions"]]
        for paper in papers
    }


def test_the_graph_follows_the_thesaurus_and_a_later_build_without_it_does_not(tmp_path: Path) -> None:
    before = methods(build(tmp_path, None)[0])
    assert ("GoatNet", "GoatNet") in before["Counting goats"]
    out, manifest = build(tmp_path, THESAURUS)
    after = methods(out)
    assert ("GoatNet", "SheepNet") in after["Counting goats"]
    assert ("GoatNet", "SheepNet") in after["Counting cows"]
    assert not [text for found in after.values() for text, _ in found if text.startswith("Adam")]
    assert manifest.from_cache == len(PAPERS)
    assert methods(build(tmp_path, None)[0]) == before


def test_the_merged_concept_has_names_place_and_lines_and_the_graph_conforms(tmp_path: Path) -> None:
    out, _ = build(tmp_path, THESAURUS)
    with kg.open(out) as graph:
        query = "SELECT ?o WHERE { ?c skos:prefLabel 'SheepNet' ; %s ?o } ORDER BY ?o"
        assert ("GoatNet",) in list(graph.query(query % "skos:altLabel"))
        assert "graph-neural-network" in str(list(graph.query(query % "skos:broader")))
        assert [note for (note,) in graph.query(query % "skos:changeNote")] == [
            'concepts.tsv, line 2: "Goat-Net" replaced by "SheepNet"',
            'concepts.tsv, line 3: "SheepNet", broader "graph neural network"',
        ]
        assert graph.validate().conforms
        assert not list(graph.query("SELECT ?c WHERE { ?c skos:prefLabel ?label FILTER(STR(?label) = 'Adam') }"))


def test_a_renamed_concept_of_the_vocabulary_has_one_name_and_its_narrower_ones(tmp_path: Path) -> None:
    out, _ = build(tmp_path, "label\treplace by\nneural network\tnet of neurons\ngraph neural network\tGNN\n")
    with kg.open(out) as graph:
        rows = graph.query("SELECT ?name WHERE { ?c skos:broader ?b . ?b skos:prefLabel ?name } ORDER BY ?name")
        assert "net of neurons" in {str(name) for (name,) in rows}
        assert list(graph.query("SELECT ?c WHERE { ?c skos:prefLabel ?a, ?b FILTER(STR(?a) < STR(?b)) }")) == []
        assert graph.validate().conforms


def test_the_manifest_has_the_file_and_names_lines_without_a_match(tmp_path: Path) -> None:
    out, manifest = build(tmp_path, f"{THESAURUS}no such method\t\n")
    stated = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["thesaurus"]
    sha256 = hashlib.sha256((tmp_path / "concepts.tsv").read_bytes()).hexdigest()
    assert stated == {"name": "concepts.tsv", "sha256": sha256, "lines": 4, "matching": 3, "removed_mentions": 2}
    [note] = [each for each in manifest.notices if "concepts.tsv" in each]
    assert note == 'concepts.tsv, line 5: no method or dataset has the name or form "no such method"'
    assert "no such method" in (out / "report.md").read_text(encoding="utf-8")


def test_text_of_the_thesaurus_is_text_on_the_pages(tmp_path: Path) -> None:
    out, _ = build(tmp_path, "label\treplace by\nSheepNet\t<img src=x onerror=alert(1)>\n<b>none</b>\t\n")
    for page in ("report.html", "explorer.html", "concepts.html"):
        assert "<img src=x" not in (out / page).read_text(encoding="utf-8")


def test_contradictions_change_nothing(tmp_path: Path) -> None:
    out, _ = build(tmp_path, THESAURUS)
    before = (out / "graph.ttl").read_bytes()
    for lines in ("SheepNet\ta\nSheepNet\tb\n", "SheepNet\t\t\tGoatNet\nGoatNet\t\t\tSheepNet\n"):
        with pytest.raises(SettingsError, match=r"concepts\.tsv: line"):
            build(tmp_path, f"label\treplace by\tkind\tbroader\n{lines}")
    assert (out / "graph.ttl").read_bytes() == before


def test_a_missing_thesaurus_is_one_line_and_exit_code_2(tmp_path: Path) -> None:
    build(tmp_path, THESAURUS)
    (tmp_path / "concepts.tsv").unlink()
    command = [
        sys.executable,
        "-m",
        "kg",
        "build",
        str(tmp_path / "papers.jsonl"),
        "--config",
        str(tmp_path / "kg.toml"),
    ]
    done = subprocess.run([*command, "--out", str(tmp_path / "new")], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert "concepts.tsv" in done.stderr
    assert not (tmp_path / "new").exists()
