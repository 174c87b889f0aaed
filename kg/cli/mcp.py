"""Command `kg mcp`."""

from __future__ import annotations

from kg.cli.options import DEFAULT_OUT, Config, Out


def mcp(out: Out = DEFAULT_OUT, config: Config = None) -> None:
    """Serve the graph to AI assistants as read-only tools, on standard input and output.

    [bold]Example[/bold]

      kg mcp --out output

    The tools search, return papers, authors, methods and datasets with their
    sources, answer the questions of `kg ask`, suggest reviewers, and run named
    and SPARQL queries with the limits of `kg serve`. The protocol is the Model
    Context Protocol; install it with `pip install 'paperkg[mcp]'`.
    """
    from kg.graph.opening import open_graph  # imported here to keep help quick
    from kg.server.assistant import assistant_server
    from kg.server.settings import read_server_settings

    with open_graph(out) as graph:
        assistant_server(graph, read_server_settings(config)).run()
