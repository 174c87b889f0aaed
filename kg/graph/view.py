"""Parts of a finished graph as pages: somebody's or something's neighbourhood, a network, the answer to a query."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from pyoxigraph import Store

from kg.analysis import measures, neighbourhood, picture
from kg.analysis.graphs import Graph
from kg.graph.answer_network import answer_graph
from kg.graph.networks import find_network
from kg.graph.questions import find_question, put
from kg.model.errors import OutputError, QueryError
from kg.output import STORE, read_title
from kg.store import Triples, open_store
from kg.store.lookup import look_up
from kg.views import write_network_page

Params = Mapping[str, object]
NO_PARAMS: Params = MappingProxyType({})
_SMALL, _MANY, _FEW = 400, 100, 25
"""Up to so many nodes, so many of each community are drawn; of larger graphs fewer, or no name could be read."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What a page shows: a graph, a title, what its nodes are, in the plural, and what the weight of a link counts."""

    graph: Graph
    title: str
    noun: str
    tie: str


def view(out: Path, kind: str, name: str, page: Path, params: Params = NO_PARAMS) -> Sight:
    """Write a page about a part of the graph of the build in `out`, and say what it shows.

    `kind` is one of KINDS: "author" or "concept", whose neighbourhood it is, "network", one of NETWORKS, or "query", a
    named query, a `.rq` file or SPARQL, with `params`. Raises QueryError where nothing or several things have the name,
    where there is nothing to draw or the query is none, and OutputError where the page cannot be written.
    """
    if kind not in _SIGHTS:
        raise QueryError(f"there is no view of {kind!r}; choose one of {', '.join(KINDS)}")
    if params and kind != "query":
        raise QueryError("--param is for the view of a query")
    sight = _SIGHTS[kind](open_store(out / STORE), name, params)
    try:
        members = _MANY if len(sight.graph) <= _SMALL else _FEW
        drawn = picture(sight.graph, measures(sight.graph, kind), members=members)
        write_network_page(drawn, page, f"{read_title(out)}: {sight.title}", sight.noun, sight.tie)
    except OSError as error:
        raise OutputError(f"cannot be written: {error.strerror}; choose another --page", file=page) from None
    return sight


def _around(kind: str, network: str) -> Callable[[Store, str, Params], Sight]:
    def around(store: Store, name: str, _: Params) -> Sight:
        node, whole = look_up(store, kind, name).value, find_network(network)
        graph = whole.gather(store)
        if node not in graph:
            raise QueryError(f"{name}: nothing is linked with it")
        part = neighbourhood(graph, node)
        return Sight(part, f"Neighbours of {graph.nodes[node]['label']}", whole.noun, whole.tie)

    return around


def _network(store: Store, name: str, _: Params) -> Sight:
    found = find_network(name)
    return Sight(found.gather(store), found.title, found.noun, found.tie)


def _query(store: Store, name: str, params: Params) -> Sight:
    question = find_question(name)
    answer = put(store, question, params)
    counted = "statements" if isinstance(answer, Triples) else "rows"
    tie = f"{counted} that link both"
    if not isinstance(answer, Triples) and len(answer.columns) == 3:
        tie = answer.columns[2]
    graph = answer_graph(store, answer)
    if not graph:
        raise QueryError(f"{name}: the answer is empty, there is nothing to draw")
    graph.graph["counted"] = counted
    return Sight(graph, question.title, "things", tie)


_SIGHTS: Mapping[str, Callable[[Store, str, Params], Sight]] = {
    "author": _around("person", "coauthors"),
    "concept": _around("concept", "cooccurrences"),
    "network": _network,
    "query": _query,
}
KINDS = tuple(_SIGHTS)
