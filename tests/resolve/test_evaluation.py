from __future__ import annotations

import pytest

from kg.resolve import evaluate
from kg.resolve.evaluation import score
from tests.resolve.records import paper


def test_b_cubed_and_pairs_are_as_worked_out_by_hand() -> None:
    scores = score(["a", "a", "b", "b"], [1, 1, 1, 2])
    assert scores.b3_precision == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)
    assert scores.b3_recall == pytest.approx((1 + 1 + 0.5 + 0.5) / 4)
    assert (scores.pair_precision, scores.pair_recall) == (pytest.approx(1 / 3), pytest.approx(1 / 2))


def test_the_ids_are_hidden_from_what_is_scored() -> None:
    gold = [
        paper("a/1", "On beech", ("Ann Oak", "1"), ("Ben Elm", "2")),
        paper("a/2", "On larch", ("Ann Oak", "3"), ("Ben Elm", "2")),
    ]
    scores = evaluate(gold)
    assert scores.signatures == 4
    assert scores.b3_recall == 1.0 and scores.b3_precision < 1.0
