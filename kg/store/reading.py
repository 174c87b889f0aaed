"""The store as an rdflib graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Store

from kg.store.shortening import prefixes_of

if TYPE_CHECKING:
    import rdflib


def as_rdflib(store: Store) -> rdflib.Graph:
    """Return the open store as an rdflib graph, without a copy.

    It is for queries of one's own: rdflib fetches what `SERVICE`, `FROM` and `LOAD` name, so that queries of others
    belong in `ask`.
    """
    import rdflib  # takes half a second, which only users of this function need to wait for
    from oxrdflib import OxigraphStore
    from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

    graph = rdflib.Graph(store=OxigraphStore(store=store), identifier=DATASET_DEFAULT_GRAPH_ID)
    for prefix, space in prefixes_of(store).items():
        graph.bind(prefix, space, override=True)
    return graph
