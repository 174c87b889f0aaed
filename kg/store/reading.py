"""The store as an rdflib graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Store

from kg.store.shortening import prefixes_of

if TYPE_CHECKING:
    import rdflib


def as_rdflib(store: Store) -> rdflib.Dataset:
    """The open store as an rdflib dataset whose default graph is the union of all graphs; nothing is copied.

    For queries of one's own: rdflib fetches what `SERVICE`, `FROM` and `LOAD` name, so queries that others send belong
    in `ask`.
    """
    import rdflib  # only who asks for it waits for it
    from oxrdflib import OxigraphStore

    dataset = rdflib.Dataset(store=OxigraphStore(store=store), default_union=True)
    for prefix, space in prefixes_of(store).items():
        dataset.bind(prefix, space, override=True)
    return dataset
