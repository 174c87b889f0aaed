"""All spellings of a term are one concept, with one role per paper."""

from __future__ import annotations

import random

from kg.extract import link_concepts
from kg.extract.vocabulary import load_vocabulary
from kg.extract.wording import normal_form
from kg.model.mention import Kind, RawMention, Role
from tests.extract.raw_mentions import raw


def test_spellings_of_a_new_term_are_one_concept_with_its_commonest_label() -> None:
    found = link_concepts(
        [raw("a", "Zorb networks"), raw("b", "Zorb network"), raw("c", "zorb-network"), raw("d", "Zorb network")]
    )
    assert [concept.label for concept in found.concepts] == ["Zorb network"]
    assert found.concepts[0].id == "method/zorb-network"
    assert found.concepts[0].alternates == ("Zorb networks", "zorb-network")
    assert not found.concepts[0].in_vocabulary


def test_an_abbreviation_is_its_long_form_where_the_abstract_says_so_and_itself_elsewhere() -> None:
    defined = raw("a", "ZRB", long_form="zorb relaxation block")
    found = link_concepts([raw("a", "zorb relaxation block", start=9, end=30), defined, raw("b", "ZRB")])
    assert sorted(concept.id for concept in found.concepts) == ["method/zorb-relaxation-block", "method/zrb"]


def test_a_term_with_two_kinds_gets_the_one_with_more_confidence() -> None:
    found = link_concepts([raw("a", "Zorb"), raw("b", "Zorb", Kind.DATASET, confidence=0.5), raw("c", "Zorb")])
    assert [concept.kind for concept in found.concepts] == [Kind.METHOD]


def test_a_vocabulary_concept_brings_its_broader_ones() -> None:
    vocabulary = load_vocabulary()
    entry = next(entry for entry in vocabulary.entries.values() if entry.broader)
    found = link_concepts([raw("a", entry.label, entry.kind, concept=entry.id)])
    assert {entry.id, *entry.broader} <= {concept.id for concept in found.concepts}
    assert all(parent in {c.id for c in found.concepts} for concept in found.concepts for parent in concept.broader)


def test_a_work_has_one_role_for_a_concept() -> None:
    mentions = [
        raw("a", "Zorb", role=Role.PROPOSES, role_confidence=0.9),
        raw("a", "Zorb", start=50, end=54, role=Role.USES, role_confidence=0.6),
        raw("b", "Zorb"),
    ]
    found = link_concepts(mentions)
    assert [(link.work, link.role, link.confidence) for link in found.links] == [
        ("a", Role.PROPOSES, 0.9),
        ("b", Role.USES, 0.8),
    ]


def test_order_does_not_matter_and_ids_stay_when_works_are_added() -> None:
    names = ["Zorb network", "k-means++", "Ünal's trick", "ℓ1 $\\alpha$-net", "A*", "zorb relaxation"]
    mentions = [raw(f"w{i}", name) for i, name in enumerate(names)]
    found = link_concepts(mentions)
    shuffled = mentions[:]
    random.Random(3).shuffle(shuffled)
    assert link_concepts(shuffled) == found
    more = link_concepts([*mentions, raw("x", "zorb networks"), raw("y", "Quux transform")])
    assert {concept.id for concept in found.concepts} <= {concept.id for concept in more.concepts}


def test_no_two_concepts_share_a_normalised_label() -> None:
    names = [
        "Zorb net",
        "zorb-nets",
        "The Zorb net",
        "ZORB NET",
        "zorb",
        "Zorbs",
        "k-means",
        "K-Means",
        "graph neural nets",
    ]
    found = link_concepts([raw(f"w{i}", name) for i, name in enumerate(names)])
    labels = [normal_form(concept.label) for concept in found.concepts]
    assert len(labels) == len(set(labels))


def ids(*mentions: RawMention) -> set[str]:
    prefix = "https://w3id.org/paperkg/concept/"
    return {mention.concept.removeprefix(prefix) for mention in link_concepts(mentions).mentions}


def test_case_hyphens_and_blanks_never_distinguish_datasets() -> None:
    forms = ["MNIST", "mnist", "Mnist", "MNIST dataset"]
    assert ids(*(raw(f"w{i}", form, Kind.DATASET) for i, form in enumerate(forms))) == {"dataset/mnist"}
    forms = ["ZC-20", "ZC20", "zc 20", "ZC-20 benchmark"]
    assert ids(*(raw(f"w{i}", form, Kind.DATASET) for i, form in enumerate(forms))) == {"dataset/zc20"}


def test_generic_heads_never_distinguish_methods() -> None:
    forms = ["attention", "attention mechanism", "attention layers", "Attention module"]
    assert ids(*(raw(f"w{i}", form) for i, form in enumerate(forms))) == {"method/attention-mechanism"}
    assert ids(raw("a", "ZorbNet"), raw("b", "ZorbNet framework")) == {"method/zorbnet"}
    assert ids(raw("a", "zorb relaxation"), raw("b", "zorb relaxation scheme")) == {"method/zorb-relaxation"}
    assert ids(raw("a", "PPO algorithm")) == {"method/proximal-policy-optimization"}


def test_a_model_that_was_taken_for_a_dataset_is_a_method_that_is_used() -> None:
    found = link_concepts([raw("a", "VGG-13", Kind.DATASET, role=Role.EVALUATES)])
    concept = next(concept for concept in found.concepts if not concept.in_vocabulary)
    assert (concept.kind, concept.label) == (Kind.METHOD, "VGG-13")
    assert concept.broader == ("https://w3id.org/paperkg/concept/method/vgg",)
    assert [link.role for link in found.links] == [Role.USES]


def test_a_new_method_is_narrower_than_the_known_one_that_ends_its_name() -> None:
    found = link_concepts([raw("a", "meadow attention transformer"), raw("b", "transformer meadow")])
    broader = {concept.label: concept.broader for concept in found.concepts if not concept.in_vocabulary}
    assert broader == {
        "meadow attention transformer": ("https://w3id.org/paperkg/concept/method/transformer",),
        "transformer meadow": (),
    }
    assert "https://w3id.org/paperkg/concept/method/transformer" in {concept.id for concept in found.concepts}


def test_a_name_that_is_a_method_here_and_a_dataset_there_is_one_concept() -> None:
    found = link_concepts([raw("a", "Zorb-4"), raw("b", "Zorb-4", Kind.DATASET), raw("c", "zorb4", Kind.DATASET)])
    assert [(concept.id, concept.kind) for concept in found.concepts] == [("dataset/zorb4", Kind.DATASET)]


def test_labels_are_clean() -> None:
    found = link_concepts([raw("a", "\\underline{Z}orb memory}"), raw("b", "Fast Zorb”")])
    assert [c.label for c in found.concepts if not c.in_vocabulary] == ["Fast Zorb", "Zorb memory"]
