"""Interactive pages with parts of a graph: the neighbours of a node, a network, or the links in a query result."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from urllib.parse import quote

from pyoxigraph import Store

from kg.analysis import lay_out_graph, measures, neighbourhood, picture
from kg.analysis.graphs import Graph as NetworkX
from kg.graph.answer_network import answer_graph
from kg.graph.choices import VIEWS
from kg.graph.networks import find_network
from kg.graph.questions import arguments, find_question, run_question
from kg.model.errors import OutputError, QueryError, UsageError
from kg.store import NamedQuery, Triples
from kg.store.lookup import look_up
from kg.views import write_network_page

NO_PARAMS: Mapping[str, object] = MappingProxyType({})

_VIEWS = MappingProxyType({"coauthors": "authors", "cooccurrences": "concepts"})
"""Names of networks in addresses of the explorer."""


@dataclass(frozen=True, slots=True)
class NetworkPage:
    """Content of a page: a network, a title, a noun for its nodes ("authors") and one for its weights ("papers").

    `view` is the name of the same network in addresses of the explorer, or empty.
    """

    graph: NetworkX
    title: str
    noun: str
    weight_noun: str
    view: str = ""


def view_content(
    store: Store, kind: str, name: str, values: Sequence[object] = (), params: Mapping[str, object] = NO_PARAMS
) -> NetworkPage:
    """Return the content of a page that shows a part of the graph.

    Parameters
    ----------
    store
        Store of the graph.
    kind
        One of VIEWS: "author" and "concept" show the neighbours of a node, "network" a network, "query" the links in
        the result of a query.
    name
        Name of the node or network, or the query.
    values, params
        Values of the query's parameters, in their order and by name.

    Raises
    ------
    UsageError
        If the kind or the network is unknown.
    QueryError
        If the name is not in the graph, is ambiguous or has no neighbours, or if the result has no links.
    """
    if kind == "query":
        query = find_question(name)
        return _query(store, query, arguments(query, values, params))
    if kind not in _PAGES:
        raise UsageError(f"unknown kind of view {kind!r}; choose one of {', '.join(VIEWS)}")
    if values or params:
        raise UsageError(f"a view of kind {kind!r} has no parameters; remove the values after the name and any --param")
    return _PAGES[kind](store, name)


def write_view(content: NetworkPage, page: Path, title: str, explorer: Path) -> None:
    """Write a page that links to the explorer of the build, if it exists; `title` is the title of the graph.

    Raises OutputError if the file cannot be written.
    """
    laid = lay_out_graph(content.graph, measures(content.graph, content.title), positions=False)
    drawn = picture(laid, counted=content.graph.graph.get("counted", "papers"))
    if content.view and explorer.is_file():
        address = quote(Path(os.path.relpath(explorer.resolve(), page.resolve().parent)).as_posix())
        drawn = replace(drawn, explorer=f"{address}#view={content.view}")
    try:
        write_network_page(drawn, page, f"{title}: {content.title}", content.noun, content.weight_noun)
    except OSError as error:
        raise OutputError(f"cannot be written: {error.strerror}; choose another --page", file=page) from None


def _neighbours(kind: str, network: str) -> Callable[[Store, str], NetworkPage]:
    def page(store: Store, name: str) -> NetworkPage:
        node, found = look_up(store, kind, name).value, find_network(network)
        graph = found.gather(store)
        if node not in graph:
            raise QueryError(f"{name} has no neighbours in the network {network!r}")
        title = f"Neighbours of {graph.nodes[node]['label']}"
        return NetworkPage(neighbourhood(graph, node), title, found.noun, found.weight_noun, _VIEWS[network])

    return page


def _query(store: Store, query: NamedQuery, params: Mapping[str, object]) -> NetworkPage:
    result = run_question(store, query, params)
    counted = "triples" if isinstance(result, Triples) else "rows"
    weighted = not isinstance(result, Triples) and len(result.columns) == 3
    graph = answer_graph(store, result)
    if not graph:
        raise QueryError(f"{query.name}: the result is empty; no network can be drawn")
    graph.graph["counted"] = counted
    return NetworkPage(graph, query.title, "nodes", result.columns[2] if weighted else f"{counted} for the pair")


def _network(store: Store, name: str) -> NetworkPage:
    found = find_network(name)
    return NetworkPage(found.gather(store), found.title, found.noun, found.weight_noun, _VIEWS.get(name, ""))


_PAGES: Mapping[str, Callable[[Store, str], NetworkPage]] = {
    "author": _neighbours("person", "coauthors"),
    "concept": _neighbours("concept", "cooccurrences"),
    "network": _network,
}
