"""The graph of a build, opened for Python: questions, rdflib, networkx, pandas."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Store

from kg.graph.networks import find_network
from kg.graph.questions import find_question, put
from kg.output import STORE
from kg.store import Rows, Triples, as_rdflib, open_store

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    import rdflib


@dataclass(frozen=True, slots=True)
class Graph:
    """The graph of one build, open for reading; any number of them may be open at once."""

    out: Path
    store: Store

    def query(self, question: str, **params: object) -> Rows | Triples:
        """The answer to a named query, a `.rq` file or SPARQL, as `kg query` gives it.

        Rows give tuples of Python values, and `columns` says what they are. Parameters are bound, never written into
        the text; people, works and concepts are given by name. Raises QueryError, which says what would mend it.

        >>> list(open_graph("output").query("works_of_author", author="Yoshua Bengio"))  # doctest: +SKIP
        [('https://example.org/kg/work/generative-adversarial-nets-…', 'Generative Adversarial Nets', 2014, 8), …]
        """
        return put(self.store, find_question(question), params)

    @property
    def graph(self) -> rdflib.Graph:
        """The same statements as an rdflib dataset, whose default graph is the union of all; nothing is copied."""
        return as_rdflib(self.store)

    def coauthors(self) -> nx.Graph[str]:
        """People by IRI, linked when they wrote a work together.

        A node has `label`, `kind` ("person") and `works`, an edge `weight`, the number of works that two people share.
        """
        return self.network("coauthors")

    def concepts(self) -> nx.Graph[str]:
        """Methods and datasets by IRI, linked when a work names both.

        A node has `label`, `kind` ("method" or "dataset") and `works`, an edge `weight`, the number of works with both.
        """
        return self.network("cooccurrences")

    def network(self, name: str) -> nx.Graph[str]:
        """One of `kg.networks.NETWORKS`, by its name, such as "methods-datasets" or "coauthors-fractional".

        Nodes and edges have the attributes of `coauthors`. Raises QueryError, which names them all, for another name.
        """
        return find_network(name).gather(self.store)

    def to_pandas(self, question: str, **params: object) -> pd.DataFrame:
        """Return the result of `query` as a data frame."""
        return self.query(question, **params).to_pandas()


def open_graph(out: Path | str = "output") -> Graph:
    """The graph of the build in the folder `out`; raises OutputError, which names the remedy, where there is none."""
    return Graph(Path(out), open_store(Path(out) / STORE))
