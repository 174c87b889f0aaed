"""Search for names of methods and datasets in the texts of earlier papers."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from kg.graph.answers.earlier_texts import named_earlier
from kg.reporting import Facts
from kg.reporting.facts import PaperFacts


def found(label: str, abstract: str, year: int | None = 2019) -> bool:
    paper = PaperFacts("A title", abstract, "ICLR", year, "", "")
    papers = {"w": paper, "later": PaperFacts("Another title", "", "ICLR", 2020, "", "")}
    facts = SimpleNamespace(labels={"c": label}, papers=papers, works_of={"c": ["later"]}, cached={})
    return named_earlier(cast(Facts, facts), ["c"], 2020) == {"c"}


@pytest.mark.parametrize(
    ("label", "abstract"),
    [
        ("state space model", "We fit State-Space Models to data."),
        ("test-time adaptation", "Test time adaptation is cheap."),
        ("GraphSAGE", "We compare with GraphSAGE."),
    ],
)
def test_hyphens_capitals_and_plurals_make_no_difference(label: str, abstract: str) -> None:
    assert found(label, abstract)
    assert not found(label, abstract, 2020), "only earlier papers count"
    assert not found(label, abstract, None)


@pytest.mark.parametrize(
    ("label", "abstract"),
    [
        ("CLIP", "We clip the gradients."),
        ("score function", "The score of a function."),
        ("gate", "Investigates gated."),
    ],
)
def test_other_words_are_not_the_name(label: str, abstract: str) -> None:
    assert not found(label, abstract)
