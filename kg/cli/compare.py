"""Command `kg compare`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from kg.cli.console import plural, show_count
from kg.cli.options import DEFAULT_OUT, Out
from kg.cli.tables import show_table
from kg.graph.opening import open_graph
from kg.model.trend import Contrast


def compare(
    left: Annotated[str, typer.Argument(metavar="LEFT", help="Venue, year, or both: 'ICLR 2021'.", show_default=False)],
    right: Annotated[str, typer.Argument(metavar="RIGHT", help="Venue, year, or both.", show_default=False)],
    out: Out = DEFAULT_OUT,
    rows: Annotated[int, typer.Option("--rows", min=1, help="Number of rows for each side.")] = 10,
) -> None:
    """Compare the methods and datasets of two sets of papers.

    [bold]Example[/bold]

      kg compare "ICLR 2019" "ICLR 2021"

    Columns: verdict; for each set, the number of papers that name the method or
    dataset, the number of all compared papers, and the share adjusted for
    years or venues as the odds ratio is (without common years or venues, the
    share of all papers); odds ratio with its 95 % confidence interval (CI);
    adjusted p-value. Venues are compared within the years that both have, and
    years within the venues that both have. The first rows are characteristic
    of the first set, the last rows of the second set.
    """
    with open_graph(out) as graph:
        found = graph.compare(left, right)
    if not found:
        show_count("nothing to compare: both sets have the same papers, or no two papers share a method or dataset")
        return
    shown = found if len(found) <= 2 * rows else found[:rows] + found[-rows:]
    header = (
        "method or dataset",
        "verdict",
        *_names(left),
        *_names(right),
        "odds ratio",
        "CI low",
        "CI high",
        "adjusted p",
    )
    show_table(header, map(_row, shown))
    omitted = f"showing the first and last {rows:,} of {len(found):,} rows; --rows shows more"
    show_count(omitted if len(shown) < len(found) else plural(len(found), "row"))


def _names(compared: str) -> tuple[str, str]:
    return compared, f"{compared} adjusted share"


def _row(contrast: Contrast) -> Sequence[object]:
    left = f"{contrast.left:,} of {contrast.left_total:,}", f"{contrast.left_share:.1%}"
    right = f"{contrast.right:,} of {contrast.right_total:,}", f"{contrast.right_share:.1%}"
    interval = (contrast.ratio, contrast.low, contrast.high)
    return contrast.concept, contrast.verdict, *left, *right, *interval, contrast.adjusted
