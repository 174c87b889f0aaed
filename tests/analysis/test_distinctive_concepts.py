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


def named_groups(papers: dict[str, list[set[str]]]) -> tuple[Community, ...]:
    """Communities with one author per paper, from the concepts of their papers."""
    authors = {f"{group}{place}": group for group, found in papers.items() for place in range(len(found))}
    numbers = {group: number for number, group in enumerate(papers, start=1)}
    measures = [Measure("coauthors", author, "community", numbers[group]) for author, group in authors.items()]
    named = {f"{group}{place}": concepts for group, found in papers.items() for place, concepts in enumerate(found)}
    return named_communities(measures, {author: [author] for author in authors}, named, 5)


def test_communities_are_named_after_the_concepts_of_their_works() -> None:
    found = named_groups({"a": [{"GAN", "SGD"}] * 4 + [{"SGD"}], "b": [{"LSTM", "SGD"}] * 3})
    assert [each.name.split(", ")[0] for each in found] == ["GAN", "LSTM"]
    assert [each.size for each in found] == [5, 3]


def test_at_least_three_papers_name_a_concept_in_a_name() -> None:
    found = named_groups({"a": [{"GAN"}] * 3 + [{"rare"}] * 2, "b": [{"LSTM"}] * 2})
    assert [each.name for each in found] == ["GAN", ""]


def test_a_concept_is_in_one_name_only() -> None:
    found = named_groups({"a": [{"RL", "Atari"}] * 9, "b": [{"RL", "bandit"}] * 4, "c": [{"GAN"}] * 20})
    assert [each.name.split(", ").count("RL") for each in found] == [1, 0, 0]
    assert found[1].name == "bandit"


def test_a_community_that_names_nothing_has_no_name() -> None:
    assert named_communities([Measure("g", "a", "community", 1)], {}, {}, 3) == (Community(1, 1, ""),)
