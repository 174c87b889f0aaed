"""A role is stated by the title or by a sentence; background, comparisons and work without a method state no use."""

from __future__ import annotations

import pytest

from kg.model.mention import Role
from kg.reporting.stated_roles import states_role

NAME = "gate pruning"


def stated(role: Role, abstract: str, title: str = "Trees", name: str = NAME) -> bool:
    places = [start for start in range(len(abstract)) if abstract.startswith(name, start)]
    return states_role(role, title, abstract, [(start, start + len(name)) for start in places], name)


@pytest.mark.parametrize(
    "abstract",
    [
        "We train by gate pruning.",
        "We study trees. Branches are then found by gate pruning.",
        "Trees grow by gate pruning. The cost of gate pruning is linear. We dig.",
        "Trees grow by gate pruning. The cost is linear.",
    ],
)
def test_a_sentence_or_two_compatible_ones_state_a_use(abstract: str) -> None:
    assert stated(Role.USES, abstract)


@pytest.mark.parametrize(
    "abstract",
    [
        "Trees grow by gate pruning. We dig.",
        "Recently, gate pruning became popular. We study trees.",
        "We study trees. Many existing methods rely on gate pruning.",
        "We study trees. While they resemble gate pruning, they are faster.",
        "We study trees. In vision, gate pruning has been widely adopted.",
        "We study trees. Like its counterpart in gate pruning, the scheme scales.",
        "We study trees, akin to gate pruning.",
        "We defend trees against gate pruning.",
        "Our measure can compare gate pruning and others.",
        "We learn without the need for gate pruning.",
    ],
)
def test_background_comparisons_and_work_without_it_state_no_use(abstract: str) -> None:
    assert not stated(Role.USES, abstract)


def test_a_title_states_a_use_but_no_comparison() -> None:
    abstract = "One day, gate pruning may be of use. We dig."
    assert stated(Role.USES, abstract, "Faster gate pruning")
    assert not stated(Role.COMPARES, abstract, "Faster gate pruning")


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        ("We evaluate on Leaves.", True),
        ("Our model outperforms trees on Leaves.", True),
        ("We grow trees. The error is 5 % on Leaves.", True),
        ("We grow trees. Sets such as Leaves are carefully chosen.", False),
        ("We grow trees. A prior work achieves good results on Leaves.", False),
        ("Trees are easy for Leaves, but we do not grow them.", False),
        ("Our trees are better on non-Leaves sets.", False),
    ],
)
def test_an_evaluation_is_on_the_data_and_by_the_authors(abstract: str, expected: bool) -> None:
    assert stated(Role.EVALUATES, abstract, name="Leaves") is expected


def test_a_comparison_needs_a_comparative_sentence() -> None:
    assert stated(Role.COMPARES, "Our trees outperform gate pruning.")
    assert not stated(Role.COMPARES, "Our trees are no kind of gate pruning.")


@pytest.mark.parametrize("role", [Role.PROPOSES, Role.INTRODUCES, Role.MENTIONS])
def test_other_roles_need_no_sentence(role: Role) -> None:
    assert stated(role, "")
