"""Trains the classifier of roles on the annotated concepts of abstracts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kg.extract.finder import ConceptFinder, FinderState, Sight
from kg.extract.finding import term_of
from kg.extract.gold import locate
from kg.extract.lessons import FOLDS, Lesson, Matrices
from kg.extract.perceptron import Plan, fit
from kg.extract.role_features import course_of, role_features
from kg.extract.role_model import ROLES, RoleModel, best_role
from kg.extract.tokens import blank_pipeline
from kg.extract.vocabulary import load_vocabulary
from kg.model.mention import Kind, Role

MEMBERS = 5
ROLE_PLAN = Plan(hidden=128, epochs=6, batch=64, drop_input=0.4, drop_hidden=0.5, decay=0.1)


@dataclass(frozen=True, slots=True)
class _Row:
    lesson: int
    kind: Kind
    role: Role
    features: NDArray[np.float32]


def train_roles(
    lessons: Sequence[Lesson], data: Matrices, count: int, state: FinderState, tell: Callable[[str], None]
) -> tuple[RoleModel | None, dict[Kind, float]]:
    """Networks that vote; with the accuracy, by kind, of networks on concepts of abstracts they had not seen, the
    first `count` of the lessons. None where no concept is annotated with its role."""
    finder = ConceptFinder(blank_pipeline().vocab, state)
    rows = [row for i, lesson in enumerate(lessons) for row in _rows(i, lesson, data, finder)]
    if not rows:
        return None, {}
    features = np.stack([row.features for row in rows])
    labels = np.array([ROLES.index(row.role) for row in rows], dtype=np.int8)
    accuracy = _unseen_accuracy(rows, features, labels, count)
    tell("roles of unseen abstracts: " + ", ".join(f"{kind} {share:.4f}" for kind, share in sorted(accuracy.items())))
    plans = (replace(ROLE_PLAN, seed=FOLDS + number) for number in range(MEMBERS))
    return RoleModel(tuple(fit(features, labels, len(ROLES), plan) for plan in plans)), accuracy


def _rows(number: int, lesson: Lesson, data: Matrices, finder: ConceptFinder) -> Iterator[_Row]:
    first, end = np.searchsorted(data.lesson, (number, number + 1))
    sight = Sight(lesson.reading, lesson.found, data.features[first:end].astype(np.float32))
    course, vocabulary = course_of(lesson.reading), load_vocabulary()
    for concept in lesson.gold.concepts:
        spans = sorted(locate(lesson.reading.text, [concept]))
        if concept.role and spans:
            known = any(vocabulary.sense(mention, concept.kind) for mention in concept.mentions)
            term = term_of(sight, concept.kind, spans, known, finder)
            yield _Row(number, concept.kind, concept.role, role_features(lesson.reading, course, term))


def _unseen_accuracy(
    rows: Sequence[_Row], features: NDArray[np.float32], labels: NDArray[np.int8], count: int
) -> dict[Kind, float]:
    folds, asked = np.array([row.lesson % FOLDS for row in rows]), np.array([row.lesson < count for row in rows])
    right: dict[Kind, list[bool]] = {kind: [] for kind in Kind}
    for fold in range(FOLDS):
        network = fit(features, labels, len(ROLES), ROLE_PLAN, np.flatnonzero(folds != fold))
        unseen = np.flatnonzero((folds == fold) & asked)
        for i, scores in zip(unseen.tolist(), network.scores(features[unseen]), strict=True):
            right[rows[i].kind].append(best_role(scores, rows[i].kind)[0] is rows[i].role)
    return {kind: float(np.mean(values)) for kind, values in right.items() if values}
