"""Training of the role classifier on the annotated concepts of abstracts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kg.extract.finder import CandidateFeatures, ConceptFinder, FinderState
from kg.extract.finding import concept_in_abstract
from kg.extract.gold import locate
from kg.extract.perceptron import Plan, fit
from kg.extract.role_features import outline_of, role_features
from kg.extract.role_model import ROLES, RoleModel, best_role
from kg.extract.tokens import blank_pipeline
from kg.extract.training_examples import FOLDS, Matrices, TrainingExample
from kg.extract.vocabulary import load_vocabulary
from kg.model.mention import Kind, Role

MEMBERS = 5
ROLE_PLAN = Plan(hidden=128, epochs=6, batch=64, drop_input=0.4, drop_hidden=0.5, decay=0.1)


@dataclass(frozen=True, slots=True)
class RoleExample:
    """Annotated concept: number of its training example, kind, role and features."""

    example: int
    kind: Kind
    role: Role
    features: NDArray[np.float32]


def train_roles(
    examples: Sequence[TrainingExample], data: Matrices, count: int, state: FinderState, log: Callable[[str], None]
) -> tuple[RoleModel | None, dict[Kind, float]]:
    """Return the trained classifier, and its cross-validated accuracy by kind on the first `count` examples.

    The classifier is None if no concept has an annotated role.
    """
    finder = ConceptFinder(blank_pipeline().vocab, state)
    rows = [row for i, example in enumerate(examples) for row in _rows(i, example, data, finder)]
    if not rows:
        return None, {}
    features = np.stack([row.features for row in rows])
    labels = np.array([ROLES.index(row.role) for row in rows], dtype=np.int8)
    accuracy = _unseen_accuracy(rows, features, labels, count)
    log("roles of unseen abstracts: " + ", ".join(f"{kind} {share:.4f}" for kind, share in sorted(accuracy.items())))
    plans = (replace(ROLE_PLAN, seed=FOLDS + number) for number in range(MEMBERS))
    return RoleModel(tuple(fit(features, labels, len(ROLES), plan) for plan in plans)), accuracy


def _rows(number: int, example: TrainingExample, data: Matrices, finder: ConceptFinder) -> Iterator[RoleExample]:
    first, end = np.searchsorted(data.example, (number, number + 1))
    candidates = CandidateFeatures(example.abstract, example.found, data.features[first:end].astype(np.float32))
    outline, vocabulary = outline_of(example.abstract), load_vocabulary()
    for concept in example.gold.concepts:
        spans = sorted(locate(example.abstract.text, [concept]))
        if concept.role and spans:
            known = any(vocabulary.sense(mention, concept.kind) for mention in concept.mentions)
            term = concept_in_abstract(candidates, concept.kind, spans, known, finder)
            yield RoleExample(number, concept.kind, concept.role, role_features(example.abstract, outline, term))


def _unseen_accuracy(
    rows: Sequence[RoleExample], features: NDArray[np.float32], labels: NDArray[np.int8], count: int
) -> dict[Kind, float]:
    folds, selected = np.array([row.example % FOLDS for row in rows]), np.array([row.example < count for row in rows])
    right: dict[Kind, list[bool]] = {kind: [] for kind in Kind}
    for fold in range(FOLDS):
        network = fit(features, labels, len(ROLES), ROLE_PLAN, np.flatnonzero(folds != fold))
        unseen = np.flatnonzero((folds == fold) & selected)
        for i, scores in zip(unseen.tolist(), network.scores(features[unseen]), strict=True):
            right[rows[i].kind].append(best_role(scores, rows[i].kind)[0] is rows[i].role)
    return {kind: float(np.mean(values)) for kind, values in right.items() if values}
