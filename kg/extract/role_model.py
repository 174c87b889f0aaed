"""Trained role classifier: one role for each concept of an abstract, with its probability."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kg.extract.abstract import Abstract
from kg.extract.finder import load_networks, save_networks
from kg.extract.perceptron import Perceptron
from kg.extract.role_features import ConceptInAbstract, outline_of, role_features
from kg.model.mention import Kind, Role

ROLES = tuple(Role)
ROLES_OF = {
    Kind.METHOD: (Role.PROPOSES, Role.USES, Role.COMPARES, Role.MENTIONS),
    Kind.DATASET: (Role.INTRODUCES, Role.EVALUATES, Role.MENTIONS),
}


@dataclass(frozen=True, slots=True)
class RoleScores:
    """Cross-validated accuracy of roles by kind, and recall of "compares"."""

    accuracy: Mapping[Kind, float]
    baselines: float = 1.0


@dataclass(frozen=True, slots=True)
class RoleModel:
    """Ensemble of networks that predict the role of a concept.

    `bias` is added to the log probability of "compares", which is rare and otherwise often missed.
    """

    networks: tuple[Perceptron, ...]
    bias: float = 0.0

    def roles(self, abstract: Abstract, terms: Sequence[ConceptInAbstract]) -> list[tuple[Role, float]]:
        """Return the most likely role of each concept among those of its kind, and its probability."""
        if not terms:
            return []
        outline = outline_of(abstract)
        features = np.stack([role_features(abstract, outline, term) for term in terms])
        scores = sum(network.scores(features) for network in self.networks) / len(self.networks)
        return [best_role(row, term.kind, self.bias) for row, term in zip(np.asarray(scores), terms, strict=True)]

    def save(self, path: Path) -> None:
        """Write the networks and the bias to one file."""
        save_networks(path, self.networks, self.bias)


def load_role_model(path: Path) -> RoleModel:
    """Return the model that `RoleModel.save` wrote."""
    with np.load(path) as arrays:
        bias = round(float(arrays["bias"]), 4) if "bias" in arrays else 0.0
    return RoleModel(load_networks(path), bias)


def best_role(scores: np.ndarray, kind: Kind, bias: float = 0.0) -> tuple[Role, float]:
    """Return the most likely role of a kind, given a row of log probabilities, and its probability."""
    allowed = ROLES_OF[kind]
    weights = {role: float(np.exp(scores[ROLES.index(role)] + bias * (role is Role.COMPARES))) for role in allowed}
    best = max(allowed, key=lambda role: weights[role])
    return best, round(weights[best] / sum(weights.values()), 4)
