"""Links whose roles the papers state: what the graph, the adoptions and the export have for the others."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import kg
from kg.graph.export import export
from kg.model.mention import Concept, ConceptLink, Extraction, Finder, Kind, Mention, Proposal, Role
from kg.model.work import Work
from kg.pipeline.stated_roles import mark_stated_roles

TEXTS = {
    "w1": ("Trees", "We propose gate pruning."),
    "w2": ("Leaves", "We train by gate pruning."),
    "w3": ("Roots", "Recently, gate pruning became popular. We dig."),
}


def extraction_and_works() -> tuple[Extraction, list[Work]]:
    roles = {"w1": Role.PROPOSES, "w2": Role.USES, "w3": Role.USES}
    works = [Work(each, title, label=title, abstract=text) for each, (title, text) in TEXTS.items()]
    name = "gate pruning"
    starts = {each: text.index(name) for each, (_, text) in TEXTS.items()}
    mentions = tuple(
        Mention(each, start, start + len(name), name, "method/g", roles[each], Finder.MODEL, 0.9)
        for each, start in starts.items()
    )
    links = tuple(ConceptLink(each, "method/g", role, 0.9) for each, role in roles.items())
    concepts = (Concept("method/g", Kind.METHOD, name, in_vocabulary=False),)
    return Extraction(mentions, concepts, links, proposals=(Proposal("method/g", "w1", ("w2", "w3")),)), works


def test_background_is_marked_and_no_adoption() -> None:
    before, works = extraction_and_works()
    after = mark_stated_roles(before, works)
    assert [(link.work, link.stated) for link in after.links] == [("w1", True), ("w2", True), ("w3", False)]
    assert after.proposals[0].adopters == ("w2",)
    assert after.mentions == before.mentions
    assert tuple(replace(link, stated=True) for link in after.links) == before.links


def test_the_graph_has_background_as_a_mention_and_the_export_both_roles(tmp_path: Path) -> None:
    texts = {
        "Roots": "We train a convolutional neural network.",
        "Leaves": "Recently, convolutional neural networks use much energy. We dig.",
    }
    rows = ({"title": title, "authors": ["Ada Example"], "abstract": text} for title, text in texts.items())
    (tmp_path / "papers.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    kg.build(tmp_path / "papers.jsonl", tmp_path / "out", kg.Settings(model="patterns"))
    with kg.open(tmp_path / "out") as graph:
        roles = {
            title: role for role, _, title in graph.query("roles_of_concept", concept="convolutional neural network")
        }
    exported = [json.loads(line) for line in "".join(export(tmp_path / "out", "papers")).splitlines()]
    stated = {paper["title"]: {(each["role"], each["stated"]) for each in paper["methods"]} for paper in exported}
    assert roles == {"Roots": "uses", "Leaves": "mentions"}
    assert stated == {"Roots": {("uses", True)}, "Leaves": {("uses", False)}}
