"""Command `kg reviewers`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli import console
from kg.cli.options import DEFAULT_OUT, Iris, Out
from kg.cli.results import Display, RowFormat, show_result
from kg.graph.opening import open_graph


def reviewers(
    submission: Annotated[
        str,
        typer.Argument(metavar="TITLE|LISTING", help="Title of a paper, or a listing of papers.", show_default=False),
    ] = "",
    out: Out = DEFAULT_OUT,
    abstract: Annotated[str, typer.Option("--abstract", help="Abstract of a paper that is not in the graph.")] = "",
    author: Annotated[list[str] | None, typer.Option("--author", "-a", help="Author of the paper.")] = None,
    conflict: Annotated[list[str] | None, typer.Option("--conflict", help="Author who must not review.")] = None,
    years: Annotated[int, typer.Option("--years", min=0, help="Exclude co-authors of the last N years.")] = 5,
    number: Annotated[
        int | None,
        typer.Option("--number", "-n", min=1, help="Number of reviewers per paper. \\[default: 10; listing: 3]"),
    ] = None,
    load: Annotated[int, typer.Option("--load", min=1, help="Maximum number of papers per reviewer.")] = 6,
    least: Annotated[int, typer.Option("--least-papers", min=1, help="Minimum number of papers by a reviewer.")] = 1,
    form: Annotated[RowFormat, typer.Option("--format", "-f", help="Format of the result.")] = RowFormat.TABLE,
    iris: Iris = False,
) -> None:
    """Suggest reviewers for a paper, or assign reviewers to the papers of a listing.

    [bold]Examples[/bold]

      kg reviewers "Attention is All you Need"

      kg reviewers "Sparse gates" --abstract "We prune the gates of a …"

      kg reviewers submissions.csv --number 3 --load 4 --format csv > plan.csv

    Authors are ranked by their related papers, that is, papers with rare words,
    methods and datasets in common; recent papers count more. Authors of the
    paper, their co-authors of the last years, and named conflicts are excluded.
    Reviewers come from different groups of co-authors where possible.
    """
    from kg.graph.reviewers import reviewing  # imported here to keep help quick

    is_listing = not abstract and Path(submission).is_file()
    rules = reviewing.ReviewRules(number or (3 if is_listing else 10), load, years, tuple(conflict or ()), least)
    with open_graph(out) as graph:
        if is_listing:
            found = reviewing.assign_reviewers(graph, submission, rules)
        else:
            found = reviewing.suggest_reviewers(graph, submission, abstract, author or (), rules)
        if not show_result(found, Display(form, 0, iris, graph.prefixes)):
            console.show_remark("no author of the graph has related papers")
