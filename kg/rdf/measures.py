"""Measures as statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Quad

from kg.model.measure import Measure
from kg.rdf.namespaces import Namespaces
from kg.rdf.terms import KG, number


def describe_measures(measures: Iterable[Measure], names: Namespaces) -> Iterator[Quad]:
    """Each measure as one statement about its node, in the metrics graph; its name is a property of the ontology."""
    graph = names.graph("metrics")
    for measure in measures:
        yield Quad(names.iri(measure.node), getattr(KG, measure.name), number(measure.value), graph)
