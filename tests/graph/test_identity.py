"""Identity in a finished build: explanations, corrections, and identifiers that are stable when listings are added."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

import kg
from kg.graph import identity
from kg.graph.export import export
from kg.model.errors import QueryError, SettingsError

PAPERS = [
    ("Tidy Graphs for Untidy Minds", ["Wei Wang", "Ada Example"], 2019),
    ("Sheep Counted by Machines", ["Wei Wang", "Ada Example"], 2020),
    ("A Long Walk on a Short Graph", ["Bo Other"], 2020),
    ("Walking Back Again", ["Bo N. Other"], 2021),
]


def build(folder: Path, papers: list[tuple[str, list[str], int]], config: str = "") -> Path:
    rows = ({"title": title, "authors": names, "venue": "ICLR", "year": year} for title, names, year in papers)
    (folder / "papers.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    (folder / "kg.toml").write_text(config, encoding="utf-8")
    kg.build([folder / "papers.jsonl"], folder / "out", kg.read_settings(folder / "kg.toml", jobs=1))
    return folder / "out"


def people(out: Path) -> dict[str, list[str]]:
    papers = map(json.loads, "".join(export(out, "papers")).splitlines())
    return {paper["title"]: [author["id"] for author in paper["authors"]] for paper in papers}


def test_a_merge_is_explained_by_name_and_by_iri(tmp_path: Path) -> None:
    out = build(tmp_path, PAPERS)
    wei = people(out)["Sheep Counted by Machines"][0]
    assert people(out)["Tidy Graphs for Untidy Minds"][0] == wei
    by_name, by_iri = kg.open(out).explain("wei wang"), kg.open(out).explain(wei)
    assert by_name == by_iri
    assert any("co-author" in reason for found in by_name for reason in found.reasons)


def test_the_ledger_has_every_judgement_in_words(tmp_path: Path) -> None:
    out = build(tmp_path, PAPERS)
    with (out / "identity.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {"same"} <= {row["verdict"] for row in rows}
    assert all(row["reasons"] and 0 <= float(row["score"]) <= 1 for row in rows)


def test_what_is_called_so_nowhere_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="Zoe Nobody"):
        kg.open(build(tmp_path, PAPERS)).explain("Zoe Nobody")


def test_a_decision_parts_people_and_taking_it_back_joins_them(tmp_path: Path) -> None:
    line = "different,Wei Wang @ Tidy Graphs for Untidy Minds,Wei Wang @ Sheep Counted by Machines\n"
    (tmp_path / "mine.csv").write_text(f"verdict,left,right\n{line}", encoding="utf-8")
    parted = people(build(tmp_path, PAPERS, 'decisions = "mine.csv"\n'))
    assert parted["Tidy Graphs for Untidy Minds"][0] != parted["Sheep Counted by Machines"][0]
    joined = people(build(tmp_path, PAPERS))
    assert joined["Tidy Graphs for Untidy Minds"][0] == joined["Sheep Counted by Machines"][0]


def test_decisions_that_contradict_each_other_change_nothing(tmp_path: Path) -> None:
    out = build(tmp_path, PAPERS)
    before = (out / "graph.ttl").read_bytes()
    lines = "verdict,left,right\nsame,Wei Wang,Bo Other\ndifferent,Wei Wang,Bo Other\n"
    (tmp_path / "mine.csv").write_text(lines, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"mine\.csv"):
        build(tmp_path, PAPERS, 'decisions = "mine.csv"\n')
    assert (out / "graph.ttl").read_bytes() == before


def test_people_keep_the_ids_of_an_earlier_build_and_replaced_ids_point_on(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "new").mkdir()
    before = people(build(tmp_path / "old", PAPERS))
    more = [("An Earlier Paper of a Namesake", ["Wei Wang", "Cy Stranger"], 2001), *PAPERS]
    after = people(build(tmp_path / "new", more, 'previous = "../old/out"\n'))
    assert {title: after[title] for title in before} == before
    graph = (tmp_path / "new" / "out" / "graph.ttl").read_text(encoding="utf-8")
    assert graph.count("dcterms:replaces") == graph.count("dcterms:isReplacedBy")


def test_a_previous_build_that_is_none_is_said(tmp_path: Path) -> None:
    with pytest.raises(kg.KgError, match="nowhere"):
        build(tmp_path, PAPERS, 'previous = "nowhere"\n')


def test_people_are_scored_against_the_ids_of_a_listing(tmp_path: Path) -> None:
    rows = [
        {"title": "One", "authors": [{"name": "Wei Wang", "id": "a"}, {"name": "Ada Example", "id": "c"}]},
        {"title": "Two", "authors": [{"name": "Wei Wang", "id": "a"}, {"name": "Ada Example", "id": "c"}]},
    ]
    (tmp_path / "gold.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    scores = identity.evaluate([tmp_path / "gold.jsonl"])
    assert (scores.signatures, scores.b3_f1) == (4, 1.0)
