"""Commands `kg identity` and `kg evaluate-identity`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from kg.cli.console import out as stdout
from kg.cli.console import plural, show, show_line
from kg.cli.options import DEFAULT_OUT, Out
from kg.cli.tables import show_table
from kg.cli.usage import PlainUsageCommand
from kg.graph.opening import open_graph
from kg.model.identity import Judgement

_COLOURS = {"same": "green", "different": "red", "unsure": "yellow"}

app = typer.Typer(no_args_is_help=True, help="Identity of authors and papers.")


@app.callback()
def _identity() -> None:
    """Identity of authors and papers."""


@app.command("explain", cls=PlainUsageCommand)
def explain_identity(
    subject: Annotated[str, typer.Argument(metavar="SUBJECT", help="Name, title, id or IRI.", show_default=False)],
    out: Out = DEFAULT_OUT,
) -> None:
    """Explain why records of an author or a paper were merged or kept separate; unsure decisions come first.

    [bold]Examples[/bold]

      kg identity explain "Wei Wang"

      kg identity explain https://example.org/kg/person/wei-wang-1a2b3c4d
    """
    with open_graph(out) as graph:
        show_judgements(graph.explain(subject))


def evaluate_identity(
    gold: Annotated[
        list[Path], typer.Argument(metavar="LISTING", help="Listings with author ids.", show_default=False)
    ],
) -> None:
    """Resolve the authors of listings without their ids, and score the result against these ids.

    Scores are precision, recall and F1, by B³ and over pairs of authorships.

    [bold]Example[/bold]

      kg evaluate-identity papers.jsonl
    """
    from kg.graph.identity import evaluate

    scores = evaluate(gold)
    rows = (
        ("B³", f"{scores.b3_precision:.4f}", f"{scores.b3_recall:.4f}", f"{scores.b3_f1:.4f}"),
        ("pairs", f"{scores.pair_precision:.4f}", f"{scores.pair_recall:.4f}", f"{scores.pair_f1:.4f}"),
    )
    show_table(("measure", "precision", "recall", "F1"), rows)
    show_line(f"{plural(scores.signatures, 'authorship')} with an id")


def show_judgements(judgements: Iterable[Judgement]) -> None:
    """Print judgements on pairs with verdict, score, both names and ids, and reasons."""
    for each in judgements:
        verdict = f"[bold {_COLOURS[each.verdict]}]{each.verdict}[/] {each.score:.2f}"
        show(f"{verdict}  {escape(each.left_name)}  ~  {escape(each.right_name)}")
        for line in (each.left, each.right):
            stdout.print(f"    {line}", style="dim", markup=False, soft_wrap=True)
        for reason in each.reasons:
            show_line(f"    {reason}")
