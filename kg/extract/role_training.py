"""Training of the role classifier on the annotated concepts of abstracts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.extract.finder import CandidateFeatures, ConceptFinder, FinderState
from kg.extract.finding import concept_in_abstract
from kg.extract.gold import locate
from kg.extract.perceptron import Perceptron, Plan, fit_without_groups
from kg.extract.role_features import outline_of, role_features
from kg.extract.role_model import ROLES, RoleModel, RoleScores, best_role
from kg.extract.tokens import blank_pipeline
from kg.extract.training_examples import FOLDS, Matrices, TrainingExample
from kg.extract.vocabulary import load_vocabulary
from kg.model.mention import Kind, Role

ROLE_PLAN = Plan(members=FOLDS, hidden=128, epochs=6, batch=64, drop_input=0.4, drop_hidden=0.5, decay=0.1)
_BIASES, _COST = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8), 0.002


@dataclass(frozen=True, slots=True)
class RoleExample:
    """Annotated concept: number of its training example, kind, role and features."""

    example: int
    kind: Kind
    role: Role
    features: NDArray[np.float32]


def train_roles(
    examples: Sequence[TrainingExample], data: Matrices, count: int, state: FinderState, log: Callable[[str], None]
) -> tuple[RoleModel | None, RoleScores]:
    """Return the trained classifier, and its cross-validated scores on the first `count` examples.

    Its networks are those of cross-validation, each trained without one fold. The classifier is None if no concept has
    an annotated role.
    """
    finder = ConceptFinder(blank_pipeline().vocab, state)
    rows = [row for i, example in enumerate(examples) for row in _rows(i, example, data, finder)]
    if not rows:
        return None, RoleScores({})
    networks, scores = _cross_validate(rows)
    tuned = [i for i, row in enumerate(rows) if row.example < count]
    bias = _chosen_bias([rows[i] for i in tuned], scores[tuned])
    result = _scored([rows[i] for i in tuned], scores[tuned], bias)
    accuracy = ", ".join(f"{kind} {share:.4f}" for kind, share in sorted(result.accuracy.items()))
    log(f"roles of unseen abstracts: {accuracy}; bias {bias}, recall of baselines {result.baselines:.4f}")
    return RoleModel(networks, bias), result


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


def _cross_validate(rows: Sequence[RoleExample]) -> tuple[tuple[Perceptron, ...], NDArray[np.float32]]:
    """Return one network per left-out fold, and the log probabilities of each row from the network without its fold."""
    features = np.stack([row.features for row in rows])
    targets = np.eye(len(ROLES), dtype=np.float32)[[ROLES.index(row.role) for row in rows]]
    folds, scores = np.array([row.example % FOLDS for row in rows]), np.zeros_like(targets)
    networks = fit_without_groups(features, targets, folds, ROLE_PLAN)
    for fold, network in enumerate(networks):
        scores[folds == fold] = network.scores(features[folds == fold])
    return networks, scores


def _chosen_bias(rows: Sequence[RoleExample], scores: NDArray[np.float32]) -> float:
    """Return the greatest bias for "compares" that costs at most 0.002 of the accuracy for methods."""
    trials = {bias: _scored(rows, scores, bias).accuracy.get(Kind.METHOD, 0.0) for bias in _BIASES}
    return max(bias for bias, accuracy in trials.items() if accuracy >= max(trials.values()) - _COST)


def _scored(rows: Sequence[RoleExample], scores: NDArray[np.float32], bias: float) -> RoleScores:
    found = (best_role(score, row.kind, bias)[0] for row, score in zip(rows, scores, strict=True))
    right = [(row, role is row.role) for row, role in zip(rows, found, strict=True)]
    by_kind = {kind: [hit for row, hit in right if row.kind is kind] for kind in Kind}
    baselines = [hit for row, hit in right if row.role is Role.COMPARES]
    accuracy = {kind: float(np.mean(hits)) for kind, hits in by_kind.items() if hits}
    return RoleScores(accuracy, float(np.mean(baselines)) if baselines else 1.0)
