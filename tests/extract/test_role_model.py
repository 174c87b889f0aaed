"""The bias of the role classifier moves doubtful concepts to "compares", and is stored with the networks."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from kg.extract.perceptron import Plan, fit_without_groups
from kg.extract.role_model import ROLES, RoleModel, best_role, load_role_model
from kg.model.mention import Kind, Role


def scores(**shares: float) -> np.ndarray:
    return np.log([shares.get(role.value, 0.001) for role in ROLES])


def test_a_bias_moves_only_doubtful_methods_to_compares() -> None:
    doubtful, clear = scores(uses=0.5, compares=0.4), scores(uses=0.9, compares=0.05)
    assert best_role(doubtful, Kind.METHOD)[0] is Role.USES
    assert best_role(doubtful, Kind.METHOD, 0.4)[0] is Role.COMPARES
    assert best_role(clear, Kind.METHOD, 0.4)[0] is Role.USES
    assert best_role(scores(evaluates=0.6, compares=0.4), Kind.DATASET, 5.0)[0] is Role.EVALUATES


def test_the_bias_is_stored_with_the_networks(tmp_path: Path) -> None:
    targets = np.eye(len(ROLES), dtype=np.float32)
    networks = fit_without_groups(targets, targets, np.full(len(ROLES), -1), Plan(hidden=4, epochs=2))
    RoleModel(networks, 0.3).save(tmp_path / "roles.npz")
    loaded = load_role_model(tmp_path / "roles.npz")
    assert loaded.bias == pytest.approx(0.3)
    assert len(loaded.networks) == 1
