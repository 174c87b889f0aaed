"""Concepts that are distinctive of a group of papers."""

from __future__ import annotations

import math

import pytest

from kg.analysis import log_odds_z_scores, named_communities
from kg.model.measure import Community, Measure


def test_the_score_is_that_of_the_formula() -> None:
    group, everything = {"a": 3, "b": 1}, {"a": 4, "b": 6}
    alpha = {"a": 10 * 4 / 10, "b": 10 * 6 / 10}
    here = math.log((3 + alpha["a"]) / (4 + 10 - 3 - alpha["a"]))
    there = math.log((1 + alpha["a"]) / (6 + 10 - 1 - alpha["a"]))
    z = (here - there) / math.sqrt(1 / (3 + alpha["a"]) + 1 / (1 + alpha["a"]))
    assert log_odds_z_scores(group, everything, prior=10)["a"] == pytest.approx(z)
    assert log_odds_z_scores(group, everything, prior=10)["b"] < 0


def test_what_is_frequent_everywhere_is_not_distinctive() -> None:
    everything = {"deep learning": 100, "GAN": 12, "rare": 1}
    found = log_odds_z_scores({"deep learning": 20, "GAN": 10, "rare": 1}, everything)
    assert max(found, key=found.__getitem__) == "GAN"
    assert found["rare"] < found["GAN"]


def test_a_single_concept_that_is_everything_is_no_error() -> None:
    assert log_odds_z_scores({"a": 1}, {"a": 1}, prior=100)["a"] == pytest.approx(0, abs=10)


def test_communities_are_named_after_the_concepts_of_their_works() -> None:
    groups = {"ana": 1, "bo": 1, "cy": 1, "dan": 2, "eve": 2}
    measures = [Measure("coauthors", node, "community", number) for node, number in groups.items()]
    works = {"w1": ["ana", "bo"], "w2": ["ana", "cy"], "w3": ["dan", "eve"], "w4": ["dan", "bo"], "w5": []}
    named = {"w1": {"GAN"}, "w2": {"GAN", "SGD"}, "w3": {"LSTM", "SGD"}, "w4": {"GAN"}, "w5": {"VAE"}}
    assert named_communities(measures, works, named, 5) == (Community(1, 3, "GAN"), Community(2, 2, "LSTM, SGD"))
    assert len(named_communities(measures, works, named, 1)) == 1


def test_a_community_that_names_nothing_has_no_name() -> None:
    assert named_communities([Measure("g", "a", "community", 1)], {}, {}, 3) == (Community(1, 1, ""),)
