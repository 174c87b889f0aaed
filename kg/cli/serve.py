"""Command `kg serve`."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.markup import escape

from kg.cli.console import show
from kg.cli.options import DEFAULT_OUT, Config, Out


def serve(
    out: Out = DEFAULT_OUT,
    host: Annotated[str | None, typer.Option("--host", help="Address to listen on. \\[default: 127.0.0.1]")] = None,
    port: Annotated[
        int | None, typer.Option("--port", min=1, max=65535, help="Port to listen on. \\[default: 8000]")
    ] = None,
    config: Config = None,
) -> None:
    """Serve the graph, read-only, as pages for a browser and as a SPARQL endpoint.

    [bold]Examples[/bold]

      kg serve

      kg serve --out my-field --port 8080

    Open http://127.0.0.1:8000/ or send SPARQL to http://127.0.0.1:8000/sparql.
    Stop the server with Ctrl + C. The table "serve" of kg.toml sets its limits.
    """
    from kg.server import running, settings

    limits = settings.read_server_settings(config, host=host, port=port)
    running.check_address(limits.host, limits.port)
    show(f"reading the graph in {escape(str(out))}")
    running.serve(out, limits, show_address)


def show_address(address: str) -> None:
    """Print the address of the server and of its SPARQL endpoint."""
    show(f"serving at [bold]{escape(address)}[/]  (SPARQL: {escape(address)}sparql; stop with Ctrl + C)")
