"""Selected candidates never overlap, and a term keeps its own mentions beside longer names that contain it."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.abstract import Abstract, analyse
from kg.extract.candidates import Candidates, candidates_of
from kg.extract.decoding import choose
from kg.extract.tokens import blank_pipeline
from kg.extract.vocabulary import load_vocabulary

TEXT = "The meadow backbone extends the goat former. We add Goat Former Meadow (GFM) to it."


def candidates(text: str) -> tuple[Abstract, Candidates]:
    abstract = analyse(blank_pipeline().make_doc(text))
    return abstract, candidates_of(abstract, load_vocabulary())


def chosen(text: str, odds: dict[str, float], thresholds: tuple[float, float] = (0.0, 0.0)) -> list[str]:
    """Return what is selected if the named surfaces have these log odds of a method, and all others -5."""
    abstract, found = candidates(text)
    scores = np.full((len(found), 3), -9.0, dtype=np.float32)
    for row in range(len(found)):
        scores[row, 1] = scores[row, 0] + odds.get(_surface(abstract, found, row), -5.0)
    return [_surface(abstract, found, choice.row) for choice in choose(abstract, found, scores, thresholds)]


def _surface(abstract: Abstract, found: Candidates, row: int) -> str:
    index = found.tokens.index
    return abstract.surface(int(index[found.first[row]]), int(index[found.last[row]]) + 1)


def test_an_occurrence_inside_a_longer_name_does_not_count_against_a_term() -> None:
    odds = {"goat former": 0.6, "Goat Former": -4.0, "Goat Former Meadow": 3.0, "GFM": 3.0}
    assert chosen(TEXT, odds) == ["goat former", "Goat Former Meadow", "GFM"]


def test_occurrences_and_both_forms_of_a_definition_support_each_other() -> None:
    assert chosen("A zorb here. The zorb there.", {"zorb": 0.1}) == ["zorb", "zorb"]
    assert chosen(TEXT, {"Goat Former Meadow": -0.2, "GFM": 3.0}) == ["Goat Former Meadow", "GFM"]
    assert chosen(TEXT, {"Goat Former Meadow": -0.2, "GFM": -3.0}) == []


@given(st.lists(st.floats(-6, 6), min_size=400, max_size=400))
def test_choices_never_overlap_and_exceed_the_threshold(values: list[float]) -> None:
    abstract, found = candidates(TEXT)
    scores = np.array(values[: 3 * len(found)], dtype=np.float32).reshape(len(found), 3)
    result = choose(abstract, found, scores, (0.5, 0.5))
    ends = [(int(found.first[choice.row]), int(found.last[choice.row])) for choice in result]
    assert all(left[1] < right[0] for left, right in pairwise(ends))
    assert all(choice.odds > 0.5 for choice in result)


def test_no_candidates_give_no_choices() -> None:
    abstract, found = candidates("")
    assert choose(abstract, found, np.zeros((0, 3), dtype=np.float32), (0.0, 0.0)) == []


@pytest.mark.parametrize("threshold", [-1.0, 1.0])
def test_thresholds_are_by_kind(threshold: float) -> None:
    assert bool(chosen("A zorb here.", {"zorb": 0.0}, (threshold, 9.0))) == (threshold < 0)
