"""Command `kg view`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import plural, show_line
from kg.cli.options import DEFAULT_OUT, Out, Page, Param, complete_views
from kg.graph.choices import VIEWS
from kg.graph.opening import open_graph
from kg.graph.questions import parse_parameters


def view(
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND",
            help=f"One of: {', '.join(VIEWS)}.",
            show_default=False,
            autocompletion=complete_views,
        ),
    ],
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help="Name of the author, method, dataset or network; or the query.",
            show_default=False,
        ),
    ],
    values: Annotated[
        list[str] | None, typer.Argument(metavar="VALUE", help="Parameter values, in the order of their declaration.")
    ] = None,
    out: Out = DEFAULT_OUT,
    page: Page = Path("view.html"),
    param: Param = None,
) -> None:
    """Write an interactive page with the neighbours of a node, a network, or the links in the result of a query.

    [bold]Examples[/bold]

      kg view author "Yoshua Bengio" --page bengio.html

      kg view concept dropout

      kg view network methods-datasets

      kg view query pairs.rq

    The result of a query must have two columns, each row being a link, and may
    have a third column with weights; or it must consist of triples (CONSTRUCT).
    """
    with open_graph(out) as graph:
        drawn = graph.view(kind, name, page, *(values or []), **parse_parameters(param or []))
    links = plural(drawn.graph.number_of_edges(), "link")
    show_line(f"{page}: {len(drawn.graph):,} {drawn.noun}, {links}")
