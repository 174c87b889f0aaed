"""Spellings match their concepts, and similar common words do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.extract.tokens import blank_pipeline, words_of
from kg.extract.vocabulary import ConceptVocabulary, load_vocabulary
from kg.extract.wording import normal_form
from kg.model.errors import KgError
from kg.model.mention import Kind

SPELLINGS = [
    line.split("\t") for line in (Path(__file__).parent / "spellings.tsv").read_text(encoding="utf-8").splitlines()
]


@pytest.fixture(scope="module")
def vocabulary() -> ConceptVocabulary:
    return load_vocabulary()


def test_the_table_is_long_enough() -> None:
    assert len(SPELLINGS) >= 150
    assert len({surface for surface, _ in SPELLINGS}) == len(SPELLINGS)


@pytest.mark.parametrize(("surface", "label"), SPELLINGS)
def test_a_spelling_leads_to_its_concept(vocabulary: ConceptVocabulary, surface: str, label: str) -> None:
    sense = vocabulary.sense(surface)
    assert sense is not None
    assert sense.entry.label == label


@pytest.mark.parametrize("surface", ["gan", "Gan", "pca", "clip", "glue", "adam", "coco", "sgd", "cnn", "bert", "map"])
def test_a_common_word_is_no_abbreviation(vocabulary: ConceptVocabulary, surface: str) -> None:
    assert vocabulary.sense(surface) is None


@pytest.mark.parametrize("surface", ["Kinetic", "kinetics", "kinetic", "places", "Place"])
def test_a_common_word_or_its_inflection_is_no_dataset(vocabulary: ConceptVocabulary, surface: str) -> None:
    assert vocabulary.sense(surface, Kind.DATASET) is None
    assert vocabulary.sense("Kinetics", Kind.DATASET) is not None


@pytest.mark.parametrize("surface", ["SAM", "LDA", "DP", "SGD"])
def test_an_abbreviation_of_two_things_means_neither_without_evidence(
    vocabulary: ConceptVocabulary, surface: str
) -> None:
    assert vocabulary.sense(surface) is None
    assert len(vocabulary.senses_of(surface)) > 1


@pytest.mark.parametrize(
    ("surface", "kind", "label"),
    [
        ("SGD", Kind.METHOD, "stochastic gradient descent"),
        ("SGD", Kind.DATASET, "Schema-Guided Dialogue"),
    ],
)
def test_the_kind_is_evidence(vocabulary: ConceptVocabulary, surface: str, kind: Kind, label: str) -> None:
    sense = vocabulary.sense(surface, kind)
    assert sense is not None
    assert sense.entry.label == label


def test_another_name_of_a_concept_in_the_abstract_is_evidence(vocabulary: ConceptVocabulary) -> None:
    both = {sense.entry.label: sense.entry.id for sense in vocabulary.senses_of("SAM", Kind.METHOD)}
    for label, identity in both.items():
        sense = vocabulary.sense("SAM", Kind.METHOD, {identity})
        assert sense is not None
        assert sense.entry.label == label


def test_the_longest_known_run_is_matched(vocabulary: ConceptVocabulary) -> None:
    words = words_of(blank_pipeline().make_doc("We train deep convolutional neural networks on CIFAR-100."))
    found = [" ".join(words[match.start : match.end]) for match in vocabulary.matches(words)]
    assert "neural networks" not in found
    assert found[-1] == "CIFAR-100"


@pytest.mark.parametrize(
    ("surface", "kind"),
    [("SuperGLUE", Kind.DATASET), ("SuperGlue", Kind.METHOD), ("DART", Kind.DATASET), ("DARTS", Kind.METHOD)],
)
def test_names_that_differ_by_case_or_a_letter_stay_apart(
    vocabulary: ConceptVocabulary, surface: str, kind: Kind
) -> None:
    sense = vocabulary.sense(surface)
    assert sense is not None
    assert (sense.entry.label, sense.entry.kind) == (surface, kind)


def test_no_two_entries_share_a_label(vocabulary: ConceptVocabulary) -> None:
    labels = [(normal_form(entry.label), entry.kind) for entry in vocabulary.entries.values()]
    assert len(labels) == len(set(labels))


def test_a_vocabulary_that_is_not_there_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="cannot read the vocabulary"):
        load_vocabulary(tmp_path / "none.ttl")
    broken = tmp_path / "broken.ttl"
    broken.write_text("this is no Turtle", encoding="utf-8")
    with pytest.raises(KgError, match=r"broken\.ttl"):
        load_vocabulary(broken)
