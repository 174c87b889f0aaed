"""Command `kg query`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated

import typer
from rich.markup import escape
from rich.padding import Padding
from rich.syntax import Syntax
from rich.text import Text

from kg.cli import console
from kg.cli.options import DEFAULT_OUT, Iris, Out, Param, RowLimit, complete_queries
from kg.cli.results import Display, RowFormat, show_result
from kg.cli.tables import show_table
from kg.graph.opening import open_graph
from kg.graph.questions import arguments, explain_empty, find_question, parse_parameters, queries
from kg.store import NamedQuery, Parameter, ask_endpoint


def query(
    question: Annotated[
        str | None,
        typer.Argument(
            metavar="QUERY",
            help="Name of a query, path of a .rq file, or a SPARQL text.",
            show_default=False,
            autocompletion=complete_queries,
        ),
    ] = None,
    values: Annotated[
        list[str] | None, typer.Argument(metavar="VALUE", help="Parameter values, in the order of their declaration.")
    ] = None,
    out: Out = DEFAULT_OUT,
    form: Annotated[RowFormat, typer.Option("--format", "-f", help="Format of the result.")] = RowFormat.TABLE,
    param: Param = None,
    limit: RowLimit = None,
    iris: Iris = False,
    endpoint: Annotated[
        str | None, typer.Option("--endpoint", "-e", metavar="URL", help="SPARQL server to query instead of --out.")
    ] = None,
    list_all: Annotated[
        bool, typer.Option("--list", "-l", help="List the named queries, or those of one theme.")
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show the SPARQL of the query without running it.")
    ] = False,
) -> None:
    """Query the graph with a named query, a file or a SPARQL text.

    [bold]Examples[/bold]

      kg query --list

      kg query --list collaboration

      kg query works_of_author "Yoshua Bengio"

      kg query works_of_author --param author="Yoshua Bengio"

      kg query 'SELECT ?title WHERE { ?work dcterms:title ?title } LIMIT 5'

      kg query top_datasets --format csv > datasets.csv

      kg query top_methods --endpoint http://127.0.0.1:8000/sparql

    Common prefixes (kg, dcterms, foaf, schema, skos, …) need no declaration.
    Case and accents of names are ignored.
    """
    if list_all or question is None:
        show_queries(queries(question))
        return
    found = find_question(question)
    if explain:
        show_query(found)
        return
    params = arguments(found, values or [], parse_parameters(param or []))
    display = Display(form, limit, iris)
    if endpoint:
        if not show_result(ask_endpoint(endpoint, found, params), display):
            console.show_remark(explain_empty(found, params, None))
        return
    with open_graph(out) as graph:
        if not show_result(graph.query(question, isolated=False, **params), replace(display, prefixes=graph.prefixes)):
            console.show_remark(explain_empty(found, params, graph.store))


def show_queries(found: Mapping[str, NamedQuery]) -> None:
    """Print named queries by theme, with their parameters and questions."""
    with console.paged():
        for theme in sorted({query.theme for query in found.values()}):
            console.out.print(f"\n[bold]{escape(theme)}[/]")
            rows = [_query_row(query) for query in found.values() if query.theme == theme]
            if not console.out.is_terminal:
                show_table(("query", "parameters", "question"), rows)
                continue
            for name, parameters, question in rows:
                console.show(f"[bold]{escape(name)}[/] {escape(parameters)}")
                console.out.print(Padding(Text(question), (0, 0, 0, 4)))


def show_query(query: NamedQuery) -> None:
    """Print the SPARQL text of a query; on a terminal, with highlighting and followed by the command that runs it."""
    if not console.out.is_terminal:
        console.out.print(query.text, end="", markup=False, soft_wrap=True)
        return
    text = Syntax(query.text.rstrip(), "sparql", theme="ansi_dark", background_color="default", word_wrap=True)
    console.out.print(text)
    values = " ".join(f'"{each.name.upper()}"' for each in query.parameters if each.default is None)
    console.show_line(f"\nkg query {query.name} {values}".rstrip())


def _query_row(query: NamedQuery) -> tuple[str, str, str]:
    return query.name, " ".join(map(_parameter, query.parameters)), query.question


def _parameter(parameter: Parameter) -> str:
    return parameter.name if parameter.default is None else f"{parameter.name}={parameter.default}"
