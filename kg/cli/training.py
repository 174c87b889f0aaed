"""The commands that train a model and score what is found: concepts, roles, people."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import summaries
from kg.cli.tables import show_table
from kg.graph import identity
from kg.model.errors import OutputError

if TYPE_CHECKING:
    from kg.extract.evaluation import ExtractionScores
    from kg.extract.gold import GoldConcept

Gold = Annotated[Path, typer.Argument(help="Annotated abstracts: JSON Lines, or CoNLL (.conll).", show_default=False)]
Out = Annotated[Path, typer.Option("--out", "-o", help="The folder of the build.")]


def train(
    gold: Gold,
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder to write the model into; must not exist.")],
    more: Annotated[
        Path | None, typer.Option("--more", help="More annotated abstracts to learn from; GOLD alone is scored on.")
    ] = None,
    text: Annotated[
        Path | None, typer.Option("--text", help="Abstracts without annotations, to learn terms and words from.")
    ] = None,
    held_out: Annotated[
        Path | None, typer.Option("--held-out", help="Annotated abstracts to score the model on when it is trained.")
    ] = None,
) -> None:
    """Train a model for methods, datasets and roles from annotated abstracts.

    [bold]Examples[/bold]

      kg train train.jsonl --out my-model

      kg train train.jsonl --more others.jsonl --text abstracts.jsonl.gz --out my-model

    A model card with scores from cross-validation is written beside the model. The same input gives the same model. Use
    it with kg build --model my-model.
    """
    from kg.extract.training import Sources
    from kg.extract.training import train as train_model

    if out.exists():
        raise OutputError("exists already; name a folder that does not, so that no model is overwritten", file=out)
    scores = train_model(Sources(gold, more, text, held_out), out, summaries.say)
    if scores is not None:
        _show(scores)


def evaluate(
    gold: Gold,
    model: Annotated[str | None, typer.Option("--model", help="A pipeline to use in place of the one shipped.")] = None,
    errors: Annotated[
        bool, typer.Option("--errors", help="List what was missed, spurious, or of another role.")
    ] = False,
    write: Annotated[
        Path | None, typer.Option("--write", help="Write what was found as annotations (JSON Lines) into this file.")
    ] = None,
) -> None:
    """Score methods, datasets and roles against annotated abstracts: precision, recall, F1, role accuracy.

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
        show_table(("abstract", "kind", "what", "as written", "expected", "got"), rows)
    if write is not None:
        _write(predict(gold, model), write)


def evaluate_identity(
    gold: Annotated[list[Path], typer.Argument(help="Listings whose authors have ids.", show_default=False)],
) -> None:
    """Score the people found from names alone against the ids that listings give: B³ and pairs.

    [bold]Example[/bold]

      kg evaluate-identity papers.jsonl
    """
    scores = identity.evaluate(gold)
    rows = (
        ("B³", f"{scores.b3_precision:.4f}", f"{scores.b3_recall:.4f}", f"{scores.b3_f1:.4f}"),
        ("pairs", f"{scores.pair_precision:.4f}", f"{scores.pair_recall:.4f}", f"{scores.pair_f1:.4f}"),
    )
    show_table(("measure", "precision", "recall", "F1"), rows)
    summaries.say(f"{scores.signatures:,} authorships with an id")


def explain_identity(
    subject: Annotated[str, typer.Argument(help="A name, a title, an id or an IRI.", show_default=False)],
    out: Out = Path("output"),
) -> None:
    """Show why two records, names or works are or are not the same, the unsure ones first.

    [bold]Examples[/bold]

      kg identity explain "Wei Wang"

      kg identity explain https://example.org/kg/person/wei-wang-1a2b3c4d
    """
    summaries.show_judgements(identity.explain(out, subject))


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
        raise OutputError(f"cannot be written: {error.strerror}", file=path) from None
