"""Access to a store through rdflib."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Store

from kg.store.shortening import prefixes_of

if TYPE_CHECKING:
    import rdflib


def as_rdflib(store: Store) -> rdflib.Graph:
    """Return the open store as an rdflib graph, without a copy.

    Use it only for trusted queries, since rdflib accesses the network for `SERVICE`, `FROM` and `LOAD`. `ask` rejects
    such queries.
    """
    import rdflib  # imported here since it takes half a second
    from oxrdflib import OxigraphStore
    from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

    graph = rdflib.Graph(store=OxigraphStore(store=store), identifier=DATASET_DEFAULT_GRAPH_ID)
    for prefix, space in prefixes_of(store).items():
        graph.bind(prefix, space, override=True)
    return graph
