"""Networks trained together: each without its group, repeatable, and on probabilities as well as on labels."""

from __future__ import annotations

import numpy as np

from kg.extract.perceptron import Plan, fit_without_groups

PLAN = Plan(members=3, hidden=16, epochs=30, batch=32, rate=0.01, drop_input=0.0, drop_hidden=0.0)


def rows(count: int = 300) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    random = np.random.default_rng(1)
    features = random.standard_normal((count, 6)).astype(np.float32)
    return features, np.eye(2, dtype=np.float32)[(features[:, 0] > 0).astype(int)], np.arange(count) % 3


def test_the_same_rows_give_the_same_networks() -> None:
    one, two = (fit_without_groups(*rows(), PLAN) for _ in range(2))
    assert len(one) == 3
    assert all(np.array_equal(a.w1, b.w1) and np.array_equal(a.w2, b.w2) for a, b in zip(one, two, strict=True))


def test_a_network_does_not_depend_on_the_targets_of_its_group() -> None:
    features, targets, groups = rows()
    changed = targets.copy()
    changed[groups == 1] = changed[groups == 1][:, ::-1]
    before, after = (fit_without_groups(features, each, groups, PLAN) for each in (targets, changed))
    assert np.array_equal(before[1].w1, after[1].w1)
    assert not np.array_equal(before[0].w1, after[0].w1)
    right = before[1].scores(features[groups == 1]).argmax(axis=1) == targets[groups == 1].argmax(axis=1)
    assert right.mean() > 0.9


def test_probabilities_are_learnt_and_rows_without_targets_count_for_nothing() -> None:
    features = np.zeros((400, 1), dtype=np.float32)
    targets = np.tile(np.array([[0.2, 0.8]], dtype=np.float32), (400, 1))
    targets[::2] = 0
    (network,) = fit_without_groups(features, targets, np.full(400, -1), Plan(hidden=4, epochs=200, rate=0.05))
    assert np.allclose(np.exp(network.scores(features[:1]))[0], [0.2, 0.8], atol=0.03)
