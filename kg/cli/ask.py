"""Command `kg ask`."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.markup import escape
from rich.padding import Padding
from rich.text import Text

from kg.cli import console
from kg.cli.options import DEFAULT_OUT, Iris, Out, Param, RowLimit
from kg.cli.results import Display, RowFormat, show_result
from kg.cli.tables import show_table
from kg.graph.opening import open_graph
from kg.graph.questions import parse_parameters
from kg.store import Parameter


def ask(
    question: Annotated[
        str | None, typer.Argument(metavar="QUESTION", help="Name of a question.", show_default=False)
    ] = None,
    values: Annotated[
        list[str] | None, typer.Argument(metavar="VALUE", help="Parameter values, in the order that `kg ask` shows.")
    ] = None,
    out: Out = DEFAULT_OUT,
    form: Annotated[RowFormat, typer.Option("--format", "-f", help="Format of the answer.")] = RowFormat.TABLE,
    param: Param = None,
    limit: RowLimit = None,
    iris: Iris = False,
) -> None:
    """Answer a question about the graph, with the papers and sentences behind each row.

    [bold]Examples[/bold]

      kg ask

      kg ask people "dropout" --param venue=ICLR

      kg ask paths "Yoshua Bengio" "Geoffrey Hinton"

      kg ask programme ICLR --format csv > iclr.csv

    Without a question, the command lists all questions.
    Case and accents of names are ignored.
    """
    if question is None:
        _show_questions()
        return
    from kg.graph.answers.asking import answer_question  # imported here to keep help quick

    with open_graph(out) as graph:
        answer = answer_question(graph.facts, question, values or [], parse_parameters(param or []))
        if not show_result(answer, Display(form, limit, iris, graph.prefixes)) and not answer.note:
            console.show_remark("no results")


def _show_questions() -> None:
    from kg.graph.answers.catalogue import QUESTIONS  # imported here to keep help quick

    rows = [(each.name, " ".join(map(_parameter, each.parameters)), each.title) for each in QUESTIONS.values()]
    if not console.out.is_terminal:
        show_table(("question", "parameters", "text"), rows)
        return
    for name, parameters, title in rows:
        console.show(f"[bold]{escape(name)}[/] {escape(parameters)}")
        console.out.print(Padding(Text(title), (0, 0, 0, 4)))


def _parameter(parameter: Parameter) -> str:
    return parameter.name if parameter.default is None else f"{parameter.name}={parameter.default}"
