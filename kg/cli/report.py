"""Command `kg report`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import show_line
from kg.cli.options import DEFAULT_OUT, Out
from kg.graph.opening import open_graph


def report(
    venue: Annotated[str | None, typer.Option("--venue", help="Only papers of this venue.")] = None,
    year: Annotated[int | None, typer.Option("--year", help="Only papers of this year.")] = None,
    listing: Annotated[str | None, typer.Option("--listing", help="Only papers of this listing.")] = None,
    out: Out = DEFAULT_OUT,
    page: Annotated[
        Path | None, typer.Option("--page", help="HTML file to write. \\[default: report-VENUE-YEAR-LISTING.html]")
    ] = None,
) -> None:
    """Write the report on the papers of a venue, a year or a listing, without a new build.

    [bold]Examples[/bold]

      kg report --venue ICLR --year 2021

      kg report --listing session.txt --page session.html

    Next to the page, the command writes the report as Markdown, and a folder
    with its tables as CSV and its queries.
    """
    with open_graph(out) as graph:
        show_line(str(graph.report(page, venue=venue, year=year, listing=listing)))
