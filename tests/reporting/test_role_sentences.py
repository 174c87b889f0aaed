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
        (Role.EVALUATES, "A recent study by others finds that trees achieve good results on ", "."),
        (Role.EVALUATES, "A widely used benchmark for such tests is ", "."),
        (Role.COMPARES, "Some studies introduced alternative ways of corrupting images in ", "."),
        (Role.COMPARES, "Many works consider the choice of parameters in ", ", which is better for all."),
        (Role.COMPARES, "Existing ", "s fail on long inputs."),
        (Role.COMPARES, "Popular methods such as ", " are slow."),
        (Role.COMPARES, "Gates outperform trees, which need ", "."),
        (Role.COMPARES, "We learn without ", " or labels."),
        (Role.COMPARES, "Despite results on par with trees, the known ", " are slow."),
        (Role.COMPARES, "Gates are better than other defences against ", "."),
        (Role.USES, "Contrastive models are slow, and ", " have a bias."),
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
        (Role.COMPARES, "Accuracy is higher than with baselines such as trees and ", " on all inputs."),
        (Role.COMPARES, "Results are on par with state-of-the-art models trained by ", "."),
        (Role.COMPARES, "We compare ", " with gates."),
        (Role.COMPARES, "We also compare our gates with the recent ", "."),
        (Role.COMPARES, "We show that ", " performs much worse than gates."),
        (Role.COMPARES, "Errors are smaller than those of the ", " baseline."),
        (Role.COMPARES, "It is twice as fast as conventional recurrent ", " at the same cost."),
    ],
)
def test_a_sentence_states_a_role(role: Role, before: str, after: str) -> None:
    assert support(role, before, after) >= 2


def test_a_sentence_about_own_use_is_better_than_one_with_own_words_elsewhere() -> None:
    near, far = "We train a ", "We find biases in a method that many others tried to mend by changing the size of "
    assert support(Role.USES, near, ".") > support(Role.USES, far, ".") > support(Role.USES, "Recently, ", " grew.")
