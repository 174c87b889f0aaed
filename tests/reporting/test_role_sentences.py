"""A sentence that contradicts a role does not show it."""

from __future__ import annotations

import pytest

from kg.model.mention import Role
from kg.reporting.role_sentences import support


@pytest.mark.parametrize(
    ("role", "before", "after"),
    [
        (Role.USES, "Unlike ", ", our approach needs no gates."),
        (Role.USES, "Models transfer without ", "."),
        (Role.USES, "Our model outperforms ", " by far."),
        (Role.COMPARES, "We train a ", " on all data."),
        (Role.PROPOSES, "Representations for ", " are hard to learn."),
        (Role.MENTIONS, "We build on ", "."),
        (Role.EVALUATES, "Many people like ", "."),
    ],
)
def test_a_sentence_contradicts_a_role(role: Role, before: str, after: str) -> None:
    assert support(role, before, after) == 0


@pytest.mark.parametrize(
    ("role", "before", "after"),
    [
        (Role.USES, "We train a ", " on all data."),
        (Role.COMPARES, "Our model outperforms ", " by far."),
        (Role.PROPOSES, "We propose ", ", a gate."),
        (Role.INTRODUCES, "We release ", ", a set of gates."),
        (Role.MENTIONS, "Recently, ", " became popular."),
        (Role.EVALUATES, "Experiments on ", " show this."),
    ],
)
def test_a_sentence_states_a_role(role: Role, before: str, after: str) -> None:
    assert support(role, before, after) == 2
