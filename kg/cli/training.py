"""Commands `kg train` and `kg evaluate`: models for methods, datasets and their roles."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import show_line
from kg.cli.tables import show_table
from kg.model.errors import OutputError

if TYPE_CHECKING:
    from kg.extract.evaluation import ExtractionScores
    from kg.extract.gold import GoldConcept

Gold = Annotated[
    Path,
    typer.Argument(metavar="GOLD", help="Annotated abstracts: JSON Lines, or CoNLL (.conll).", show_default=False),
]


def train(
    gold: Gold,
    out: Annotated[Path, typer.Option("--out", "-o", help="New folder for the model.")],
    more: Annotated[
        list[Path] | None,
        typer.Option("--more", help="More annotated abstracts for training; not used for scores; repeatable."),
    ] = None,
    text: Annotated[
        Path | None, typer.Option("--text", help="Abstracts without annotations, for terms and word vectors.")
    ] = None,
    held_out: Annotated[
        list[Path] | None,
        typer.Option("--held-out", help="Annotated abstracts for scoring the trained model; repeatable."),
    ] = None,
    tuning: Annotated[
        Path | None,
        typer.Option("--tuning", help="Other annotations of the abstracts of GOLD, for thresholds and calibration."),
    ] = None,
    abstracts: Annotated[
        list[Path] | None,
        typer.Option("--abstracts", help="Abstracts to which annotations refer by SHA-256; repeatable."),
    ] = None,
) -> None:
    """Train a model that finds methods, datasets and their roles, from annotated abstracts.

    [bold]Examples[/bold]

      kg train train.jsonl --out my-model

      kg train train.jsonl --more others.jsonl --text abstracts.jsonl.gz --out my-model

    The folder of the model contains a card with scores from cross-validation.
    Use the model with kg build --model my-model.
    """
    from kg.extract.training import Sources
    from kg.extract.training import train as train_model

    if out.exists():
        raise OutputError("exists already; choose a new folder with --out", file=out)
    scores = train_model(
        Sources(gold, tuple(more or ()), text, tuple(held_out or ()), tuple(abstracts or ()), tuning),
        out,
        show_line,
    )
    if scores is not None:
        _show(scores)


def evaluate(
    gold: Gold,
    model: Annotated[str | None, typer.Option("--model", help="spaCy pipeline instead of the built-in one.")] = None,
    errors: Annotated[
        bool, typer.Option("--errors", help="List missed and spurious concepts, and wrong roles.")
    ] = False,
    write: Annotated[
        Path | None, typer.Option("--write", help="File to write the predicted annotations to (JSON Lines).")
    ] = None,
) -> None:
    """Score a model against annotated abstracts: precision, recall and F1 of methods and datasets, accuracy of roles.

    [bold]Examples[/bold]

      kg evaluate dev.jsonl

      kg evaluate dev.jsonl --model my-model --errors
    """
    from kg.extract.evaluation import evaluate as evaluate_model
    from kg.extract.evaluation import predict

    scores = evaluate_model(gold, model)
    _show(scores)
    if errors:
        rows = ((each.id, each.kind, each.sort, each.surface, each.expected, each.got) for each in scores.mistakes)
        show_table(("abstract", "kind", "error", "as written", "expected", "predicted"), rows)
    if write is not None:
        _write(predict(gold, model), write)


def _show(scores: ExtractionScores) -> None:
    columns = ("kind", "by", "precision", "recall", "F1", "role accuracy", "annotated")
    show_table(columns, _rows(scores))


def _rows(scores: ExtractionScores) -> Iterator[tuple[object, ...]]:
    for kind in sorted(scores.concepts):
        for by, score in (("concept", scores.concepts[kind]), ("exact span", scores.spans[kind])):
            figures = (f"{value:.4f}" for value in (score.precision, score.recall, score.f1))
            share = scores.role_accuracy(kind) if by == "concept" else None
            roles = "" if share is None else f"{share:.4f}"
            yield kind.value, by, *figures, roles, score.found + score.missed


def _write(predicted: Mapping[str, Sequence[GoldConcept]], path: Path) -> None:
    try:
        with path.open("w", encoding="utf-8", newline="\n") as target:
            for key, concepts in predicted.items():
                rows = [{"label": c.kind.value.upper(), "role": c.role, "mentions": c.mentions} for c in concepts]
                target.write(json.dumps({"id": key, "concepts": rows}, ensure_ascii=False) + "\n")
    except OSError as error:
        raise OutputError(f"cannot be written: {error.strerror}; choose another --write", file=path) from None
