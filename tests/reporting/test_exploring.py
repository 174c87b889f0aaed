"""The explorer shows the same numbers and names as the report."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kg.analysis.community_levels import community_colours
from kg.graph.maps import map_of
from kg.output import STORE
from kg.reporting.facts import graphs_of
from kg.store import open_store
from kg.store.parts import Answers


@pytest.mark.parametrize(("plane", "table"), [("coauthors", "communities_person"), ("concepts", "communities_concept")])
def test_communities_are_named_after_their_concepts_as_in_the_report(built: Path, plane: str, table: str) -> None:
    answers = Answers(open_store(built / STORE))
    shown = map_of(answers, plane, graphs_of(answers)[plane]).levels[1].communities
    with (built / "report" / f"{table}.csv").open(encoding="utf-8", newline="") as rows:
        told = [list(row.values())[:3] for row in csv.DictReader(rows)]
    assert len(told) > 3
    assert told == [[str(each.number), each.name, str(each.size)] for each in shown[: len(told)]]


@pytest.mark.parametrize("plane", ["coauthors", "concepts"])
def test_communities_have_the_same_colours_as_in_the_explorer(built: Path, plane: str) -> None:
    answers = Answers(open_store(built / STORE))
    measured = graphs_of(answers)[plane]
    shown = map_of(answers, plane, measured).levels[1].communities
    found = community_colours(measured.graph, measured.measures)
    assert {each.number: each.colour for each in shown} == {each.number: found.get(each.number, -1) for each in shown}
    assert len(set(found.values())) > 3
