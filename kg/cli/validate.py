"""Command `kg validate`."""

from __future__ import annotations

import typer

from kg.cli.console import plural, show, show_count
from kg.cli.options import DEFAULT_OUT, Out
from kg.cli.tables import show_table
from kg.graph.opening import open_graph
from kg.model.validation import ValidationReport


def validate(out: Out = DEFAULT_OUT) -> None:
    """Check the graph against the SHACL shapes of the ontology.

    [bold]Example[/bold]

      kg validate --out output

    Exit codes: 0 the graph conforms; 1 it does not, and all violations are shown;
    2 the folder has no graph.
    """
    with open_graph(out) as graph:
        report = graph.validate()
    show_validation(report)
    if not report.conforms:
        raise typer.Exit(1)


def show_validation(report: ValidationReport) -> None:
    """Print that the graph conforms, or all violations."""
    if report.conforms:
        show("[green]the graph conforms to the shapes[/]")
        return
    rows = ((each.node, each.path, each.value, each.message) for each in report.violations)
    show_table(("node", "property", "value", "violation"), rows)
    show_count(plural(len(report.violations), "violation"))
