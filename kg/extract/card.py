"""Model card: description, training data, scores and limits of a trained model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.extract.evaluation import ExtractionScores, Score
from kg.extract.role_model import ROLES_OF, RoleScores
from kg.extract.tuning import DetectionDecision
from kg.model.mention import Kind, Role

CARD, THIS = "MODEL_CARD.md", "this model"
_WHAT = """# Methods and datasets in abstracts: model card

A spaCy pipeline with one component, `concept_finder`, that marks methods (METHOD) and datasets (DATASET) in English
abstracts of machine learning and related fields, and a classifier of the role of each in
its paper. It runs on a CPU with spaCy, numpy and scipy.
"""
_LIMITS = """## Limits

- Terms of more than six words, and terms cut by a verb or by "and", are found only when the vocabulary has them.
- Most missed concepts are descriptive names that a paper gives its own components; most spurious ones are tasks and
  properties that are named like methods, and names with one word too many or too few.
- Background methods and used methods are distinguished less reliably than proposals and baselines.
- Other fields and languages were not evaluated."""


@dataclass(frozen=True, slots=True)
class AnnotationFile:
    """File of annotated abstracts: name, number of abstracts and concepts, title of its guidelines."""

    name: str
    abstracts: int
    concepts: int
    guidelines: str = ""


@dataclass(frozen=True, slots=True)
class Recipe:
    """Training data and parameters of a model.

    Thresholds, calibration and scores of mentions come from cross-validation on the file `tuned_on`, which has other
    annotations of the abstracts of the first file in `annotated`. Scores of roles come from this first file.
    """

    annotated: tuple[AnnotationFile, ...]
    text: str
    folds: int
    decision: DetectionDecision
    tuned_on: str


def write_card(
    folder: Path,
    recipe: Recipe,
    roles: RoleScores,
    held_out: Mapping[str, Mapping[str, ExtractionScores]],
    speed: float,
) -> None:
    """Write the card next to the model.

    `held_out` has, for each file, the scores of the new model (key `THIS`) and of the models that it is compared with.
    `speed` is in abstracts per second and processor core.
    """
    parts = [*_head(recipe, speed), *_unseen(recipe, roles)]
    for name, compared in held_out.items():
        parts += _held_out(name, compared)
    parts += _limits()
    (folder / CARD).write_text("\n".join(parts) + "\n", encoding="utf-8")


def _head(recipe: Recipe, speed: float) -> Iterator[str]:
    yield _WHAT
    for share in recipe.annotated:
        by = f', by the guidelines "{share.guidelines}"' if share.guidelines else ""
        yield f"- Annotations: `{share.name}`, {share.abstracts} abstracts with {share.concepts} concepts{by}."
    yield f"- Text without annotations, for terms and vectors of words: {recipe.text}."
    yield (
        f"- Ensemble of {recipe.folds} networks with one hidden layer, each trained without one fold of the annotated "
        "abstracts; weights in 16 bits, vectors in 8."
    )
    method, dataset = recipe.decision.thresholds
    yield f"- Thresholds of the log odds, by cross-validation: {method:+.2f} (method), {dataset:+.2f} (dataset)."
    yield f"- Speed on the training machine: {speed:.0f} abstracts per second and processor core."
    yield ""


def _unseen(recipe: Recipe, roles: RoleScores) -> Iterator[str]:
    name, decision = recipe.tuned_on, recipe.decision
    yield f"## Cross-validation ({recipe.folds} folds, one network a fold, scored on `{name}`)"
    yield ""
    yield from _table(
        ("kind", "precision", "recall", "F1 by concept", "accuracy of roles of annotated concepts"),
        [(str(kind), *_figures(decision.scores[kind]), _share(roles.accuracy.get(kind))) for kind in Kind],
    )
    yield "Expected calibration error (ten bins; each half of the abstracts calibrated on the other half):"
    yield ""
    yield from _table(("kind", "confidence of mentions"), [(str(kind), _share(decision.errors[kind])) for kind in Kind])
    if roles.accuracy:
        yield f'Recall of the role "compares": {roles.baselines:.3f}.'
        yield ""
    else:
        yield "No role is annotated: the role classifier is that of the built-in model."
        yield ""


def _held_out(file: str, compared: Mapping[str, ExtractionScores]) -> Iterator[str]:
    yield f"## Held-out annotated abstracts: `{file}`"
    yield ""
    rows = [
        (
            str(kind),
            name,
            *_figures(scores.concepts[kind]),
            f"{scores.spans[kind].f1:.3f}",
            _share(scores.role_accuracy(kind)),
        )
        for kind in Kind
        for name, scores in compared.items()
    ]
    yield from _table(
        ("kind", "model", "precision", "recall", "F1 by concept", "F1 by exact span", "accuracy of roles"), rows
    )
    scores = compared[THIS]
    for kind in filter(scores.roles.get, Kind):
        yield f"Roles of found {kind}s (rows: annotated, columns: predicted):"
        yield ""
        yield from confusion(scores.roles[kind], ROLES_OF[kind])


def confusion(pairs: Mapping[tuple[Role, Role], int], roles: Sequence[Role]) -> Iterator[str]:
    """Yield the confusion matrix of annotated and predicted roles as a Markdown table."""
    rows = [(str(left), *(str(pairs.get((left, right), 0)) for right in roles)) for left in roles]
    yield from _table(("", *map(str, roles)), rows)


def _share(share: float | None) -> str:
    return "–" if share is None else f"{share:.3f}"


def _figures(score: Score) -> tuple[str, str, str]:
    return f"{score.precision:.3f}", f"{score.recall:.3f}", f"{score.f1:.3f}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield "| " + " | ".join(head) + " |"
    yield "|" + " --- |" * len(head)
    for row in rows:
        yield "| " + " | ".join(row) + " |"
    yield ""


def _limits() -> Iterator[str]:
    yield _LIMITS
