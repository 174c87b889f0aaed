"""Likely duplicates of methods and datasets: evidence, order, and use as a thesaurus."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.extract.thesaurus import Thesaurus, check_thesaurus
from kg.extract.thesaurus_file import parse_thesaurus
from kg.graph.concept_profiles import ConceptProfile, partners_of
from kg.graph.merge_candidates import MergeCandidate, write_candidates
from kg.graph.merge_evidence import Sameness, evidence_of_pairs

METHOD = "https://example.org/kg/method/"


def profile(label: str, count: int = 1, **changes: object) -> ConceptProfile:
    fields: dict[str, object] = {
        "iri": METHOD + label.replace(" ", "-"),
        "label": label,
        "kind": "method",
        "in_vocabulary": False,
        "names": (),
        "forms": {label: count},
        "papers": frozenset(f"paper/{label}/{n}" for n in range(count)),
        "broader": frozenset(),
    }
    return ConceptProfile(**(fields | changes))  # type: ignore[arg-type]


def kinds(*profiles: ConceptProfile) -> dict[tuple[str, str], set[Sameness]]:
    labels = {each.iri: each.label for each in profiles}
    found = evidence_of_pairs(profiles).items()
    return {(labels[kept], labels[merged]): {each.kind for each in evidence} for (kept, merged), evidence in found}


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        ("auto encoder of sheep", "autoencoder of sheep", Sameness.LETTERS),
        ("sheep counting networks", "network counting sheep", Sameness.WORDS),
        ("sheep attention mechanism", "sheep attention", Sameness.WORDS),
        ("sheep flock counting network", "SFCN", Sameness.INITIALS),
        ("PlasticineNet", "PasticineNet", Sameness.LETTER),
        ("sheep regularisation loss", "sheep regularizaton loss", Sameness.LETTER),
    ],
)
def test_spellings_of_one_name_are_a_pair_whose_frequent_one_is_kept(left: str, right: str, kind: Sameness) -> None:
    assert kind in kinds(profile(left, 3), profile(right))[left, right]
    assert kind in kinds(profile(left), profile(right, 2))[right, left]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("sheep network", "goat network"),
        ("CIFAR-10", "CIFAR-100"),
        ("symmetric sheep loss", "asymmetric sheep loss"),
        ("sheep flock counting network", "small field cow network"),
        ("k-means", "c-means"),
        ("FlockBN", "FlockBE"),
    ],
)
def test_names_of_different_things_are_no_pair(left: str, right: str) -> None:
    assert kinds(profile(left), profile(right)) == {}


def test_a_shared_form_is_evidence_and_stronger_if_it_is_a_name() -> None:
    long = profile("counting of sheep", forms={"CoS": 1, "sheep counting by hand": 1})
    assert kinds(long, profile("cows", forms={"sheep counting by hand": 1})) == {
        ("counting of sheep", "cows"): {Sameness.FORM}
    }
    assert kinds(long, profile("CoS", 2)) == {("CoS", "counting of sheep"): {Sameness.NAME, Sameness.INITIALS}}
    assert kinds(long, profile("cows", forms={"CoS": 1})) == {("counting of sheep", "cows"): {Sameness.SHORT_FORM}}


def test_two_concepts_of_the_vocabulary_and_a_broader_one_are_no_pair() -> None:
    first = profile("sheep layer", in_vocabulary=True)
    assert kinds(first, profile("sheep layers", in_vocabulary=True)) == {}
    assert kinds(first, profile("sheep layers", 9)) == {
        ("sheep layer", "sheep layers"): {Sameness.LETTERS, Sameness.WORDS, Sameness.FORM}
    }
    assert kinds(first, profile("layer sheep", broader=frozenset([first.iri]))) == {}


def test_the_similarity_of_partners_is_a_cosine() -> None:
    papers = {"a": ["p1", "p2"], "b": ["p3", "p4"], "c": ["p1", "p3"], "d": ["p2", "p4"], "e": ["p5"]}
    profiles = {each.iri: each for each in (profile(name, papers=frozenset(of)) for name, of in papers.items())}
    partners = partners_of(profiles)
    a, b, e = (profiles[METHOD + name] for name in "abe")
    assert partners.similarity(a, b) == pytest.approx(1.0)
    assert partners.similarity(a, e) == 0.0


def test_pairs_are_found_in_time_that_grows_with_the_number_of_concepts() -> None:
    same_words = [profile(f"sheep network {n}", forms={"shared form of all": 1}) for n in range(3000)]
    begun = time.process_time()
    found = evidence_of_pairs(same_words)
    assert len(found) < 3 * len(same_words)
    assert time.process_time() - begun < 60


LABELS = (
    st.text(st.sampled_from("ab-' \"=#é"), min_size=1, max_size=6).map(lambda text: " ".join(text.split())).filter(bool)
)


@given(st.lists(st.tuples(LABELS, LABELS), max_size=4))
def test_written_candidates_are_read_as_a_thesaurus(pairs: list[tuple[str, str]]) -> None:
    candidates = [MergeCandidate(left, right, 1, 2, 0, 0.5, 0.6, ('both have the form "x"',)) for left, right in pairs]
    lines = parse_thesaurus("".join(write_candidates(candidates)))
    assert [(line.label, line.replace_by) for line in lines] == pairs


PAPERS = [
    ("Counting sheep", "We propose FlockNet, a graph neural network. It beats a CNN on ImageNet."),
    ("Counting goats", "We propose FlokcNet, a recurrent neural network, on ImageNet and CIFAR-10."),
    ("Counting cows", "We propose sparse herd attention. It beats a CNN on CIFAR-10."),
    ("Counting pigs", "We propose a sparse attention herd mechanism. It beats a CNN on ImageNet."),
    ("Counting hens", "We propose FlockNet, a network. It beats a CNN on ImageNet."),
]


def build(folder: Path, config: str = "") -> Path:
    rows = ({"title": title, "authors": ["Ada Example"], "abstract": text} for title, text in PAPERS)
    (folder / "papers.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    (folder / "kg.toml").write_text(config, encoding="utf-8")
    kg.build(folder / "papers.jsonl", folder / "out", kg.read_settings(folder / "kg.toml", model="patterns"))
    return folder / "out"


def test_the_candidates_of_a_graph_are_a_thesaurus_after_which_there_are_none(tmp_path: Path) -> None:
    with kg.open(build(tmp_path)) as graph:
        found = kg.merge_candidates(graph)
    assert {(each.label, each.replace_by) for each in found} == {
        ("FlokcNet", "FlockNet"),
        ("sparse herd attention", "sparse attention herd mechanism"),
    }
    assert [each.expected_papers for each in found] == sorted((each.expected_papers for each in found), reverse=True)
    text = "".join(write_candidates(found))
    check_thesaurus(Thesaurus("concepts.tsv", "", parse_thesaurus(text)))
    (tmp_path / "concepts.tsv").write_text(text, encoding="utf-8")
    with kg.open(build(tmp_path, 'thesaurus = "concepts.tsv"\n')) as graph:
        assert kg.merge_candidates(graph) == []
        labels = {str(label) for _, label, _, _ in graph.query("concepts")}
        assert labels.isdisjoint(each.label for each in found)
        assert graph.validate().conforms
