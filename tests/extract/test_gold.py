"""Annotated abstracts are read as written; errors name file and line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.extract import gold
from kg.extract.gold import digest, read_gold
from kg.model.errors import KgError
from kg.model.mention import Kind, Role

ROW: dict[str, Any] = {
    "id": "x/1",
    "abstract": "Deep Zorb nets beat Zorb nets on QuuxData.",
    "concepts": [
        {"label": "METHOD", "role": "proposes", "mentions": ["Deep Zorb nets"]},
        {"label": "METHOD", "role": "compares", "mentions": ["Zorb nets"]},
        {"label": "DATASET", "role": "evaluates", "mentions": ["QuuxData"]},
    ],
}


def test_spans_are_whole_words_and_the_longest_wins(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(ROW) + "\n\n", encoding="utf-8")
    [entry] = read_gold(path)
    assert [(entry.text[a:b], kind) for (a, b), kind in sorted(entry.spans.items())] == [
        ("Deep Zorb nets", Kind.METHOD),
        ("Zorb nets", Kind.METHOD),
        ("QuuxData", Kind.DATASET),
    ]
    assert entry.concepts[0].role is Role.PROPOSES


def test_columns_with_tags_are_read(tmp_path: Path) -> None:
    path = tmp_path / "gold.conll"
    path.write_text(
        "-DOCSTART- NN O O\n\nWe NN O O\nuse NN O O\nZorb NN O I-Method\nnets NN O I-Method\n, NN O O\n"
        "Quux NN O B-Material\n"
        "Data NN O I-Material\nFoo NN O B-Material\n. NN O O\n\nBar NN O I-Task\n",
        encoding="utf-8",
    )
    [entry] = read_gold(path)
    assert [(entry.text[a:b], kind) for (a, b), kind in sorted(entry.spans.items())] == [
        ("Zorb nets", Kind.METHOD),
        ("Quux Data", Kind.DATASET),
        ("Foo", Kind.DATASET),
    ]
    assert [concept.mentions for concept in entry.concepts] == [("Zorb nets",), ("Quux Data",), ("Foo",)]


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"id": "a"}', '{"id": "a", "abstract": "b", "concepts": [{"label": "TASK"}]}']
)
def test_a_line_that_is_no_annotated_abstract_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(ROW) + "\n" + line + "\n", encoding="utf-8")
    with pytest.raises(KgError, match=r"gold\.jsonl: line 2: "):
        read_gold(path)


def test_a_file_that_is_not_there_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="cannot read the annotations"):
        read_gold(tmp_path / "none.jsonl")


def test_an_abstract_may_be_named_by_its_sha256(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    row = {"sha256": digest(ROW["abstract"]), "concepts": ROW["concepts"]}
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    [entry] = read_gold(path, ["Another abstract.", ROW["abstract"]])
    assert (entry.text, len(entry.concepts), entry.id) == (ROW["abstract"], 3, digest(ROW["abstract"]))
    with pytest.raises(KgError, match=r"gold.jsonl: line 1: no abstract .* --text or --abstracts has this SHA-256"):
        read_gold(path, ["Another abstract."])


SHIPPED_ANNOTATIONS = [
    Path(gold.__file__).parent / name for name in ("annotations.jsonl", "reviewed_annotations.jsonl")
]


@pytest.mark.parametrize("path", SHIPPED_ANNOTATIONS, ids=lambda path: path.name)
def test_annotations_of_the_project_have_no_texts_and_none_of_the_held_out_abstracts(path: Path, corpus: Path) -> None:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert {key for row in rows for key in row} == {"sha256", "concepts"}
    assert max(len(form) for row in rows for concept in row["concepts"] for form in concept["mentions"]) < 200
    held_out = {
        digest(entry.text) for file in sorted((corpus / "annotations").glob("dev*.jsonl")) for entry in read_gold(file)
    }
    assert held_out and not held_out & {row["sha256"] for row in rows}
