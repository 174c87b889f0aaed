"""Kinds and labels of resources in a store."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Store

from kg.store.lookup import expand
from kg.store.shortening import prefixes_of, shortener

OTHER = "resource"
"""Kind of a resource that has none of the classes in KINDS."""
KINDS = {
    "kg:Work": "work",
    "foaf:Person": "person",
    "kg:Method": "method",
    "kg:Dataset": "dataset",
    "kg:Series": "venue",
    "kg:Edition": "edition",
    "kg:Listing": "listing",
}
LABELS = ("rdfs:label", "foaf:name", "skos:prefLabel", "dcterms:title", "schema:name", "kg:fileName")
"""Properties that give the name of a resource, in order of preference."""


def kind_of(store: Store, node: NamedNode) -> str:
    """Return the kind of a resource by its class: one of the values of KINDS, or OTHER."""
    for name, kind in KINDS.items():
        if next(store.quads_for_pattern(node, expand("rdf:type"), expand(name), None), None) is not None:
            return kind
    return OTHER


def label_of(store: Store, node: NamedNode) -> str:
    """Return the name of a resource, or its prefixed IRI if it has no name."""
    for label in LABELS:
        quads = store.quads_for_pattern(node, expand(label), None, None)
        if found := [quad.object.value for quad in quads if isinstance(quad.object, Literal)]:
            return min(found)
    return shortener(prefixes_of(store))(node.value)
