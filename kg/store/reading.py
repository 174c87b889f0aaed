"""The store as an rdflib graph."""

from __future__ import annotations

import rdflib
from oxrdflib import OxigraphStore
from pyoxigraph import Store

from kg.store.shortening import prefixes_of


def as_rdflib(store: Store) -> rdflib.Dataset:
    """The open store as an rdflib dataset whose default graph is the union of all graphs; nothing is copied.

    For queries of one's own: rdflib fetches what `SERVICE`, `FROM` and `LOAD` name, so queries that others send belong
    in `ask`.
    """
    dataset = rdflib.Dataset(store=OxigraphStore(store=store), default_union=True)
    for prefix, space in prefixes_of(store).items():
        dataset.bind(prefix, space, override=True)
    return dataset
