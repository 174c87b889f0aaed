"""RDF statements of measures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter

from kg.model.measure import Measure
from kg.rdf.describe import Statement, state
from kg.rdf.namespaces import Namespaces
from kg.rdf.terms import KG, number

_ZERO_OMITTED = frozenset(("betweenness", "eigenvector"))
"""Measures whose value 0 is not stated: most nodes have it. `ontology/expansion/measures.rq` derives it."""


def describe_measures(measures: Iterable[Measure], names: Namespaces) -> Iterator[Statement]:
    """Yield one statement per measure; its predicate is `kg:` with the name of the measure, as in `kg:pageRank`.

    A betweenness or an eigenvector centrality of 0 is not stated.
    """
    for node, of_node in groupby(measures, attrgetter("node")):
        subject = names.iri(node)
        for measure in of_node:
            if measure.value == 0 and measure.name in _ZERO_OMITTED:
                continue
            yield state(subject, getattr(KG, measure.name), number(measure.value))
