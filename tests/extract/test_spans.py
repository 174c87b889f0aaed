"""Short forms of definitions belong to the concept of their long form."""

from __future__ import annotations

import pytest

from kg.extract.abbreviations import definitions
from kg.extract.spans import ConceptSpan, with_definitions
from kg.extract.vocabulary import load_vocabulary
from kg.model.mention import Finder, Kind

METHOD = "https://w3id.org/paperkg/concept/method/"


def defined(text: str, *found: str) -> dict[str, tuple[str, str]]:
    """Return the concept and the long form of each span of a text, given the surfaces that were found before."""
    vocabulary = load_vocabulary()
    spans = []
    for surface in found:
        sense = vocabulary.sense(surface, Kind.METHOD)
        start = text.index(surface)
        concept = sense.entry.id if sense else ""
        spans.append(ConceptSpan(start, start + len(surface), Kind.METHOD, Finder.MODEL, 0.9, concept))
    linked = with_definitions(text, spans, definitions(text), vocabulary)
    return {text[s.start : s.end]: (s.concept.removeprefix(METHOD), s.long_form) for s in linked}


def test_a_short_form_of_a_longer_phrase_is_the_concept_that_it_stands_for() -> None:
    found = defined("We use deep reinforcement learning (RL) here.", "deep reinforcement learning")
    assert found["RL"] == ("reinforcement-learning", "reinforcement learning")
    assert found["deep reinforcement learning"][0] == "deep-reinforcement-learning"


def test_a_name_that_ends_in_a_known_term_is_a_concept_of_its_own() -> None:
    text = "We propose Goat Models for Imitation Learning (GMIL)."
    found = defined(text, "GMIL", "Imitation Learning")
    assert found["GMIL"] == ("", "Goat Models for Imitation Learning")
    assert found["Goat Models for Imitation Learning"] == ("", "")


def test_a_definition_beats_the_vocabulary() -> None:
    found = defined("We introduce SDS, a sparse-dense-sparse framework.", "SDS")
    assert found["SDS"] == ("", "sparse-dense-sparse")


def test_a_known_abbreviation_that_stands_for_something_else_is_dropped() -> None:
    assert defined("We study customs and tax compliance (CTC).", "CTC") == {}


@pytest.mark.parametrize("long_form", ["convolution neural network", "Convolutional neural networks"])
def test_a_long_form_with_another_ending_is_still_the_known_concept(long_form: str) -> None:
    found = defined(f"We train a {long_form} (CNN).", "CNN")
    assert {concept for concept, _ in found.values()} == {"convolutional-neural-network"}
