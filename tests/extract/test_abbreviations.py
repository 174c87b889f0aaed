"""Definitions of abbreviations in abstracts."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.abbreviations import definitions


def pairs(text: str) -> list[tuple[str, str]]:
    return [(text[d.long_start : d.long_end], text[d.short_start : d.short_end]) for d in definitions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We study graph neural networks (GNNs) here.", [("graph neural networks", "GNNs")]),
        ("the Variational Auto-Encoder (VAE) is", [("Variational Auto-Encoder", "VAE")]),
        ("We use PPO (proximal policy optimization).", [("proximal policy optimization", "PPO")]),
        ("with a novel mixture of experts (MoE) layer", [("mixture of experts", "MoE")]),
        ("generative adversarial networks (GANs) and VAEs (see above)", [("generative adversarial networks", "GANs")]),
        ("on the dataset (see Table 2) we", []),
        ("stochastic gradient descent (SGD, for short)", [("stochastic gradient descent", "SGD")]),
        ("deep reinforcement learning (RL) agents", [("reinforcement learning", "RL")]),
        ("Goat Models for Imitation Learning (GMIL) are", [("Goat Models for Imitation Learning", "GMIL")]),
        ("optimism in the face of goats (OFG)", [("optimism in the face of goats", "OFG")]),
        ("goat-driven upsampling (GUpsampling)", [("goat-driven upsampling", "GUpsampling")]),
        ("We introduce SGS, a sparse-goat-sparse framework.", [("sparse-goat-sparse", "SGS")]),
        ("We present GTR, a new method for sheep.", []),
        ("in three task environments (Atari) and", []),
        ("image generation on sheep (ImageNet)", []),
    ],
)
def test_definitions_are_read_both_ways_round(text: str, expected: list[tuple[str, str]]) -> None:
    assert pairs(text) == expected


@given(st.text(max_size=200))
def test_ranges_lie_in_the_text(text: str) -> None:
    for d in definitions(text):
        assert 0 <= d.long_start < d.long_end <= len(text)
        assert 0 <= d.short_start < d.short_end <= len(text)


@pytest.mark.parametrize("unit", ["(ABC) ", "(a long form) ", "ABC (a big cat) ", "a big cat (ABC) ", "(A) "])
def test_definitions_are_found_in_linear_time(unit: str) -> None:
    def seconds(count: int) -> float:
        begun = time.process_time()
        list(definitions(unit * count))
        return time.process_time() - begun

    assert any(seconds(4_000) < 0.05 + 8 * seconds(1_000) for _ in range(3))
