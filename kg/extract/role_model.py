"""The trained classifier of roles: one role for each concept of an abstract, with its probability."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kg.extract.finder import load_networks, save_networks
from kg.extract.perceptron import Perceptron
from kg.extract.reading import Reading
from kg.extract.role_features import Term, course_of, role_features
from kg.model.mention import Kind, Role

ROLES = tuple(Role)
ROLES_OF = {
    Kind.METHOD: (Role.PROPOSES, Role.USES, Role.COMPARES, Role.MENTIONS),
    Kind.DATASET: (Role.INTRODUCES, Role.EVALUATES, Role.MENTIONS),
}


@dataclass(frozen=True, slots=True)
class RoleModel:
    """Networks that vote on the role of a concept."""

    networks: tuple[Perceptron, ...]

    def roles(self, reading: Reading, terms: Sequence[Term]) -> list[tuple[Role, float]]:
        """The likeliest role that each term can have by its kind, and its probability."""
        if not terms:
            return []
        course = course_of(reading)
        features = np.stack([role_features(reading, course, term) for term in terms])
        scores = sum(network.scores(features) for network in self.networks) / len(self.networks)
        return [best_role(row, term.kind) for row, term in zip(np.asarray(scores), terms, strict=True)]

    def save(self, path: Path) -> None:
        """Writes one file."""
        save_networks(path, self.networks)


def load_role_model(path: Path) -> RoleModel:
    """What `RoleModel.save` wrote."""
    return RoleModel(load_networks(path))


def best_role(scores: np.ndarray, kind: Kind) -> tuple[Role, float]:
    """The likeliest of the roles that a kind can have, by a row of log probabilities, and its probability."""
    allowed = ROLES_OF[kind]
    weights = {role: float(np.exp(scores[ROLES.index(role)])) for role in allowed}
    best = max(allowed, key=lambda role: weights[role])
    return best, round(weights[best] / sum(weights.values()), 4)
