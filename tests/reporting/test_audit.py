"""The audit draws statements of every kind of the report, the same ones for the same seed, with their evidence."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.audit.kinds import KINDS
from benchmarks.audit.statement import Audited, draw

NOT_IN_EXAMPLES = {"undecided pairs", "namesakes", "adoptions", "acceptance", "trends"}
"""Kinds of which the small graph of the examples has no statement."""


@pytest.fixture(scope="module")
def audited(built: Path, root: Path) -> Audited:
    return Audited(built, (root / "examples",))


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_statements_with_evidence(audited: Audited, kind: str) -> None:
    _, make = KINDS[kind]
    total, drawn = draw(kind, make(audited), 1, 3)
    assert len(drawn) == min(total, 3) and (total > 0) == (kind not in NOT_IN_EXAMPLES)
    for statement in drawn:
        assert statement.text and list(statement.evidence())


def test_a_seed_draws_the_same_statements_and_another_seed_others(audited: Audited) -> None:
    _, make = KINDS["papers"]
    first, second, other = ([each.text for each in draw("papers", make(audited), seed, 9)[1]] for seed in (1, 1, 2))
    assert first == second != other


def test_the_lines_of_a_paper_are_those_of_its_listing(audited: Audited) -> None:
    for statement in draw("papers", KINDS["papers"][1](audited), 1, 5)[1]:
        title = statement.text.removeprefix("Paper: ").split(" [")[0]
        assert any(title.split()[0] in line for line in statement.evidence())
