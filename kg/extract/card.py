"""The card of a trained model: what it is, what it was trained on, how good it is, where it fails."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.extract.evaluation import Score, Scores
from kg.extract.role_model import ROLES_OF
from kg.model.mention import Kind, Role

CARD, THIS = "MODEL_CARD.md", "this model"
_WHAT = """# Methods and datasets in abstracts: model card

A spaCy pipeline with one component, `concept_finder`, that marks methods (METHOD) and datasets (DATASET) in English
abstracts of machine learning and its neighbours, and a classifier of the role each plays in its paper. It runs on a
CPU with spaCy, numpy and scipy.
"""
_LIMITS = """## Limits

- Terms of more than six words, and terms cut by a verb or by "and", are found only when the vocabulary has them.
- What is missed is mostly descriptive names that a paper gives its own parts; what is spurious is mostly tasks and
  properties that are named as methods are, and names with a word too many or too few.
- A method that is only background and one that is used are told apart less well than a proposal and a baseline.
- Other fields and other languages were not tried. Confidence compares mentions of one model, not two models."""


@dataclass(frozen=True, slots=True)
class Share:
    """A file of annotated abstracts: its name, how many abstracts and concepts it has, the title of its guidelines."""

    name: str
    abstracts: int
    concepts: int
    guidelines: str = ""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What went into a model; thresholds and scores are by cross-validation over the first of the annotations."""

    annotated: tuple[Share, ...]
    text: str
    networks: int
    folds: int
    thresholds: tuple[float, float]


def write_card(
    folder: Path,
    recipe: Recipe,
    unseen: Mapping[Kind, Score],
    roles: Mapping[Kind, float],
    held_out: Mapping[str, Scores],
    speed: float,
) -> None:
    """Writes the card beside the model. `held_out` has the scores of THIS and of what it is compared with; `speed` is
    in abstracts a second of one processor core."""
    parts = [*_head(recipe, speed), *_unseen(recipe, unseen, roles), *_held_out(held_out), *_limits()]
    (folder / CARD).write_text("\n".join(parts) + "\n", encoding="utf-8")


def _head(recipe: Recipe, speed: float) -> Iterator[str]:
    yield _WHAT
    for share in recipe.annotated:
        by = f', by the guidelines "{share.guidelines}"' if share.guidelines else ""
        yield f"- Annotations: `{share.name}`, {share.abstracts} abstracts with {share.concepts} concepts{by}."
    yield f"- Text without annotations, for terms and vectors of words: {recipe.text}."
    yield f"- {recipe.networks} networks of one hidden layer vote; weights in 16 bits, vectors in 8."
    method, dataset = recipe.thresholds
    yield f"- Log odds a concept must exceed, by cross-validation: {method:+.2f} (method), {dataset:+.2f} (dataset)."
    yield f"- Speed where it was trained: {speed:.0f} abstracts a second of one processor core."
    yield ""


def _unseen(recipe: Recipe, unseen: Mapping[Kind, Score], roles: Mapping[Kind, float]) -> Iterator[str]:
    name = recipe.annotated[0].name
    yield f"## Cross-validation ({recipe.folds} folds, one network a fold, scored on `{name}`)"
    yield ""
    yield from _table(
        ("kind", "precision", "recall", "F1 by concept", "roles right, of annotated concepts"),
        [(str(kind), *_figures(unseen[kind]), _share(roles.get(kind))) for kind in Kind],
    )
    if not roles:
        yield "No role is annotated: the classifier of roles is that of the model that comes with the package."
        yield ""


def _held_out(compared: Mapping[str, Scores]) -> Iterator[str]:
    if not compared:
        return
    yield "## Annotated abstracts of which no annotation was trained on"
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
    yield from _table(("kind", "by", "precision", "recall", "F1 by concept", "F1 by exact span", "roles right"), rows)
    scores = compared[THIS]
    for kind in filter(scores.roles.get, Kind):
        yield f"Roles of {kind}s that were found (rows: annotated, columns: predicted):"
        yield ""
        yield from confusion(scores.roles[kind], ROLES_OF[kind])


def confusion(pairs: Mapping[tuple[Role, Role], int], roles: Sequence[Role]) -> Iterator[str]:
    """A table of annotated by predicted roles."""
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
