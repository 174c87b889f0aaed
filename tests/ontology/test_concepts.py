"""The vocabulary of methods and datasets has the properties on which the matcher depends."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest
from rdflib import RDF, SKOS, Graph, Literal, Namespace, URIRef

from kg.model.ontology import ontology_folder

KG = Namespace("https://w3id.org/paperkg/ontology#")
BASE = "https://w3id.org/paperkg/concept/"
KINDS = {"method": KG.Method, "dataset": KG.Dataset}
LABELS = (SKOS.prefLabel, SKOS.altLabel, KG.abbreviation)
KNOWN = {RDF.type, SKOS.inScheme, SKOS.broader, KG.ambiguousLabel, KG.matchLabels, *LABELS}


def vocabulary_file() -> Path:
    return ontology_folder() / "concepts.ttl"


@cache
def vocabulary() -> Graph:
    return Graph().parse(vocabulary_file(), format="turtle")


def concepts(kind: str) -> list[URIRef]:
    return [s for s in vocabulary().subjects(RDF.type, KINDS[kind]) if isinstance(s, URIRef)]


def every_concept() -> list[URIRef]:
    return concepts("method") + concepts("dataset")


def labels(concept: URIRef) -> list[str]:
    return [str(label) for predicate in LABELS for label in vocabulary().objects(concept, predicate)]


def values(concept: URIRef, predicate: URIRef) -> set[str]:
    return {str(value) for value in vocabulary().objects(concept, predicate)}


def normalised(label: str) -> str:
    """Return a label without case, hyphens, a leading article and a final plural s, for comparison."""
    words = re.sub(r"[-–‐\s]+", " ", re.sub(r"^(the|a|an) ", "", label.strip().lower())).split(" ")
    if len(words[-1]) > 3 and re.search(r"[^s]s$", words[-1]):
        words[-1] = words[-1][:-1]
    return " ".join(words)


def test_it_is_large_enough_to_be_useful() -> None:
    assert len(concepts("method")) >= 2000
    assert len(concepts("dataset")) >= 1500


def test_a_concept_is_either_a_method_or_a_dataset() -> None:
    assert not set(concepts("method")) & set(concepts("dataset"))
    assert set(every_concept()) == set(vocabulary().subjects(RDF.type, SKOS.Concept))


@pytest.mark.parametrize("kind", KINDS)
def test_kind_scheme_and_iri_agree(kind: str) -> None:
    slug = re.compile(re.escape(f"{BASE}{kind}/") + r"[a-z0-9]+(-[a-z0-9]+)*")
    wrong = [s for s in concepts(kind) if not slug.fullmatch(s) or values(s, SKOS.inScheme) != {f"{BASE}{kind}s"}]
    assert wrong == []


def test_schemes_are_declared_with_a_title() -> None:
    for kind in KINDS:
        scheme = URIRef(f"{BASE}{kind}s")
        assert (scheme, RDF.type, SKOS.ConceptScheme) in vocabulary()
        assert vocabulary().value(scheme, SKOS.prefLabel)


def test_only_the_documented_properties_are_used() -> None:
    assert {p for s in every_concept() for p in vocabulary().predicates(s)} <= KNOWN


def test_every_concept_has_exactly_one_preferred_label_in_english() -> None:
    for concept in every_concept():
        (label,) = vocabulary().objects(concept, SKOS.prefLabel)
        assert isinstance(label, Literal) and label.language == "en" and str(label).strip() == str(label) != ""


def test_alternative_labels_are_english_and_abbreviations_have_no_language() -> None:
    assert {o.language for o in vocabulary().objects(None, SKOS.altLabel) if isinstance(o, Literal)} == {"en"}
    assert {o.language for o in vocabulary().objects(None, KG.abbreviation) if isinstance(o, Literal)} == {None}


def test_no_two_concepts_share_a_label_unless_both_call_it_ambiguous() -> None:
    owners: dict[str, dict[URIRef, list[str]]] = defaultdict(lambda: defaultdict(list))
    for concept in every_concept():
        for label in labels(concept):
            owners[normalised(label)][concept].append(label)
    shared = {label: by for label, by in owners.items() if len(by) > 1}
    clashes = {
        label: sorted(by)
        for label, by in shared.items()
        if any(not set(forms) <= values(concept, KG.ambiguousLabel) for concept, forms in by.items())
    }
    assert shared and clashes == {}


def test_a_concept_does_not_repeat_itself() -> None:
    repeated = {s: labels(s) for s in every_concept() if len(set(labels(s))) != len(labels(s))}
    assert repeated == {}


def test_an_ambiguous_label_is_a_label_of_its_concept() -> None:
    strays = {s: values(s, KG.ambiguousLabel) - set(labels(s)) for s in every_concept()}
    assert {s: extra for s, extra in strays.items() if extra} == {}


def test_the_only_mark_that_keeps_labels_from_matching_is_false() -> None:
    marks = list(vocabulary().subject_objects(KG.matchLabels))
    assert marks and all(value == Literal(False) for _, value in marks)


def test_broader_concepts_exist_and_are_of_the_same_kind() -> None:
    for kind in KINDS:
        known = set(concepts(kind))
        assert [(s, o) for s in known for o in vocabulary().objects(s, SKOS.broader) if o not in known] == []


def test_broader_has_no_cycles() -> None:
    parents = {s: sorted(values(s, SKOS.broader)) for s in every_concept()}
    done: set[str] = set()

    def climb(concept: str, path: tuple[str, ...]) -> None:
        assert concept not in path, f"cycle: {' < '.join((*path, concept))}"
        if concept not in done:
            for parent in parents[URIRef(concept)]:
                climb(parent, (*path, concept))
            done.add(concept)

    for start in parents:
        climb(start, ())


@pytest.mark.parametrize(
    ("narrow", "wide"),
    [
        ("residual-network", "convolutional-neural-network"),
        ("graph-attention-network", "graph-neural-network"),
        ("proximal-policy-optimization", "reinforcement-learning"),
        ("bert", "language-model"),
    ],
)
def test_narrow_methods_roll_up_to_wide_ones(narrow: str, wide: str) -> None:
    above = vocabulary().transitive_objects(URIRef(f"{BASE}method/{narrow}"), SKOS.broader)
    assert URIRef(f"{BASE}method/{wide}") in set(above)


@pytest.mark.parametrize(
    ("label", "iri"),
    [
        ("GNN", "method/graph-neural-network"),
        ("cross-validation", "method/cross-validation"),
        ("memory bank", "method/memory-bank"),
        ("Laplace's method", "method/laplaces-method"),
        ("homomorphic encryption", "method/homomorphic-encryption"),
        ("ImageNet", "dataset/imagenet"),
        ("CIFAR-10", "dataset/cifar-10"),
    ],
)
def test_ordinary_terms_are_there(label: str, iri: str) -> None:
    assert label in labels(URIRef(BASE + iri))


def test_one_abbreviation_may_name_a_method_and_a_dataset() -> None:
    owners = {s for s in every_concept() if "SGD" in labels(s)}
    assert {str(s).removeprefix(BASE).split("/")[0] for s in owners} == {"method", "dataset"}
    assert all("SGD" in values(s, KG.ambiguousLabel) for s in owners)


def test_the_file_lists_methods_then_datasets_each_in_order_one_block_a_concept() -> None:
    text = vocabulary_file().read_text(encoding="utf-8")
    subjects = re.findall(r"^((?:method|dataset):\S+) a ", text, flags=re.MULTILINE)
    assert len(subjects) == len(every_concept())
    assert subjects == sorted(subjects, key=lambda name: (not name.startswith("method:"), name))


def test_the_file_can_be_edited_by_hand() -> None:
    data = vocabulary_file().read_bytes()
    assert len(data) < 1_200_000
    assert max(len(line) for line in data.decode("utf-8").splitlines()) <= 120


def test_labels_are_names_and_not_sentences_of_anyone() -> None:
    assert [label for s in every_concept() for label in labels(s) if len(label.split()) > 9] == []
