"""A name that a title or an abstract defines is told from one that it uses."""

from __future__ import annotations

import pytest

from kg.extract.own_names import begins_title, heads_title, is_coined, is_defined


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("We propose GateNet for parsing.", "GateNet"),
        ("In this paper, we introduce the Soft Gate Search (SGS), which is fast.", "Soft Gate Search"),
        ("We present a new gating method called GateNet.", "GateNet"),
        ("The resulting estimator, which we call GateNet, is unbiased.", "GateNet"),
        ("We propose a new approach to tree parsing, GateNet, that needs no grammar.", "GateNet"),
        ("Our model GateNet wins.", "GateNet"),
        ("The proposed GateNet wins.", "GateNet"),
        ("GateNet is a novel gating scheme.", "GateNet"),
        ('We articulate the "gate hypothesis": some gates are closed.', "gate hypothesis"),
        ("This paper proposes a unified benchmark, Gate Arena, focused on gates.", "Gate Arena"),
    ],
)
def test_an_abstract_defines_a_name(text: str, name: str) -> None:
    start = text.index(name)
    assert is_defined(text, start, start + len(name))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("We use the recently proposed GateNet.", "GateNet"),
        ("We compare with GateNet.", "GateNet"),
        ("Recently, GateNet has been introduced.", "GateNet"),
        ("We propose a GateNet-based parser.", "GateNet"),
        ("We propose a method for training GateNet.", "GateNet"),
        ("We propose a novel gate search for trees.", "gate search"),
        ("A popular method called GateNet has been studied.", "GateNet"),
        ("We develop parsers. GateNet is an old one.", "GateNet"),
        ("We introduce two algorithms for trees, graphs and GateNet.", "GateNet"),
        ("Methods such as GateNet fail.", "GateNet"),
    ],
)
def test_an_abstract_uses_a_name(text: str, name: str) -> None:
    start = text.index(name)
    assert not is_defined(text, start, start + len(name))


def test_a_name_heads_a_title_before_a_colon_or_a_dash_or_alone() -> None:
    assert heads_title("GateNet: Parsing with Gates", ["GateNets"])
    assert heads_title("The Gate Hypothesis - Some Gates Are Closed", ["gate hypothesis"])
    assert heads_title("Soft Gate Search", ["soft gate search"])
    assert not heads_title("Soft Gate Search: GateNet", ["GateNet"])
    assert begins_title("Gate-aware Training for Efficient Parsing", ["Gate-Aware Training"])
    assert not begins_title("Gate-aware Training Fails", ["Gate-Aware Training"])


def test_a_coined_name_has_capitals_or_digits() -> None:
    assert all(map(is_coined, ("GateNet", "GPT-2", "SGS", "Soft Gate Search", "AdaGates")))
    assert not any(map(is_coined, ("gate search", "Gate search", "Gates", "gate-based search")))
