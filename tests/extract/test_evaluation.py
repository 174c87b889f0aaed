"""Scores count found, missed and spurious concepts."""

from __future__ import annotations

import importlib.util
import json
from dataclasses import replace
from pathlib import Path

import pytest

from kg.extract import find_mentions, link_concepts
from kg.extract.evaluation import evaluate, predicted_concepts, score
from kg.extract.gold import Annotated, GoldConcept, locate, read_gold
from kg.extract.loading import VOCABULARY_ONLY
from kg.model.mention import Finder, Kind, RawMention, Role

TEXT = "We propose ZorbNet. The ZorbNet beats Quux nets on FrobData and BlipData."
CONCEPTS = (
    GoldConcept(Kind.METHOD, Role.PROPOSES, ("ZorbNet",)),
    GoldConcept(Kind.METHOD, Role.COMPARES, ("Quux nets",)),
    GoldConcept(Kind.DATASET, Role.EVALUATES, ("FrobData",)),
    GoldConcept(Kind.DATASET, Role.EVALUATES, ("BlipData",)),
)
GOLD = Annotated("w", TEXT, CONCEPTS, locate(TEXT, CONCEPTS))


def mention(text: str, kind: Kind, role: Role, nth: int = 0) -> RawMention:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(text, start + 1)
    return RawMention("w", start, start + len(text), text, kind, Finder.MODEL, 0.9, role, 0.9)


def test_counts_of_concepts_spans_and_roles() -> None:
    raw = [
        mention("ZorbNet", Kind.METHOD, Role.PROPOSES),
        mention("Quux net", Kind.METHOD, Role.USES),
        mention("beats", Kind.METHOD, Role.USES),
        mention("FrobData", Kind.DATASET, Role.EVALUATES),
    ]
    scores = score([GOLD], raw, link_concepts(raw))
    methods = scores.concepts[Kind.METHOD]
    assert (methods.found, methods.spurious, methods.missed) == (2, 1, 0)
    assert scores.role_accuracy(Kind.METHOD) == 0.5
    datasets = scores.concepts[Kind.DATASET]
    assert (datasets.precision, datasets.recall, round(datasets.f1, 4)) == (1.0, 0.5, 0.6667)
    spans = scores.spans[Kind.METHOD]
    assert (spans.found, spans.spurious, spans.missed) == (1, 2, 2)
    assert {(m.sort, m.surface) for m in scores.mistakes} == {
        ("role", "Quux nets"),
        ("spurious", "beats"),
        ("missed", "BlipData"),
    }


def test_a_perfect_extraction_has_no_mistakes() -> None:
    raw = [
        mention("ZorbNet", Kind.METHOD, Role.PROPOSES),
        mention("ZorbNet", Kind.METHOD, Role.PROPOSES, nth=1),
        mention("Quux nets", Kind.METHOD, Role.COMPARES),
        mention("FrobData", Kind.DATASET, Role.EVALUATES),
        mention("BlipData", Kind.DATASET, Role.EVALUATES),
    ]
    scores = score([GOLD], raw, link_concepts(raw))
    assert scores.mistakes == ()
    assert all(scores.concepts[kind].f1 == scores.spans[kind].f1 == scores.role_accuracy(kind) == 1.0 for kind in Kind)
    wrong = [replace(one, role=Role.MENTIONS) for one in raw]
    assert score([GOLD], wrong, link_concepts(wrong)).role_accuracy(Kind.METHOD) == 0.0


def test_two_readers_make_heads_equal_a_doubtful_concept_free_and_either_role_right() -> None:
    raw = [
        mention("ZorbNet", Kind.METHOD, Role.PROPOSES),
        mention("Quux net", Kind.METHOD, Role.USES),
        mention("FrobData", Kind.DATASET, Role.INTRODUCES),
    ]
    concepts = (
        GoldConcept(Kind.METHOD, Role.USES, ("ZorbNet algorithm",), (Role.USES, Role.PROPOSES)),
        GoldConcept(Kind.METHOD, Role.COMPARES, ("Quux nets",), (Role.COMPARES,), optional=True),
        GoldConcept(Kind.DATASET, Role.EVALUATES, ("FrobData",), (Role.EVALUATES,)),
        GoldConcept(Kind.DATASET, Role.EVALUATES, ("BlipData",), (Role.EVALUATES,), optional=True),
    )
    scores = score([replace(GOLD, concepts=concepts, spans=locate(TEXT, concepts))], raw, link_concepts(raw))
    assert {kind: (s.found, s.spurious, s.missed) for kind, s in scores.concepts.items()} == {
        Kind.METHOD: (1, 0, 0),
        Kind.DATASET: (1, 0, 0),
    }
    assert (scores.role_accuracy(Kind.METHOD), scores.role_accuracy(Kind.DATASET)) == (1.0, 0.0)
    assert [(m.sort, m.surface) for m in scores.mistakes] == [("role", "FrobData")]
    one_reader = tuple(replace(concept, roles=(), optional=False) for concept in concepts)
    scores = score([replace(GOLD, concepts=one_reader)], raw, link_concepts(raw))
    assert (scores.concepts[Kind.METHOD].found, scores.concepts[Kind.METHOD].missed) == (1, 1)


@pytest.mark.parametrize(
    ("gold_file", "scorer_file"),
    [
        ("dev.jsonl", "score.py"),
        ("dev-two-readers.jsonl", "score_readers.py"),
        ("dev-fields.jsonl", "score_readers.py"),
    ],
)
def test_scores_equal_those_of_the_scorer_of_the_data(corpus: Path, gold_file: str, scorer_file: str) -> None:
    folder = corpus / "annotations"
    spec = importlib.util.spec_from_file_location("scorer", folder / scorer_file)
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    gold = read_gold(folder / gold_file)
    extraction = link_concepts(find_mentions([(entry.id, entry.text) for entry in gold], VOCABULARY_ONLY))
    predicted = {
        work: [{"label": str(c.kind).upper(), "role": str(c.role), "mentions": list(c.mentions)} for c in concepts]
        for work, concepts in predicted_concepts(extraction).items()
    }
    ours = evaluate(folder / gold_file, VOCABULARY_ONLY)
    rows = map(json.loads, (folder / gold_file).read_text(encoding="utf-8").splitlines())
    truth = {row["id"]: row["concepts"] for row in rows}
    for kind in Kind:
        theirs = scorer.score(truth, predicted, str(kind).upper())
        assert ours.concepts[kind].f1 == pytest.approx(theirs["f1"], abs=1e-4)
        assert ours.role_accuracy(kind) == pytest.approx(theirs["role_accuracy"], abs=1e-4)


def test_the_built_in_model_reaches_its_documented_scores(corpus: Path) -> None:
    scores = evaluate(corpus / "annotations" / "dev.jsonl")
    assert scores.concepts[Kind.METHOD].f1 >= 0.75
    assert scores.concepts[Kind.DATASET].f1 >= 0.80
    assert all((scores.role_accuracy(kind) or 0) >= 0.80 for kind in Kind)
