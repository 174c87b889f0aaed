"""Namespace prefixes of the graph."""

from __future__ import annotations

KG = "https://w3id.org/paperkg/ontology#"

CONCEPTS = "https://w3id.org/paperkg/concept/"
"""Namespace of the methods and datasets of the vocabulary."""

VOCABULARIES: dict[str, str] = {
    "kg": KG,
    "bibo": "http://purl.org/ontology/bibo/",
    "concept": CONCEPTS,
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "fabio": "http://purl.org/spar/fabio/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

FOLDERS = ("work", "person", "venue", "method", "dataset", "listing", "record", "judgement", "model", "graph")


def prefixes(base: str) -> dict[str, str]:
    """Return namespace IRIs by prefix: the vocabularies, then one namespace below `base` for each kind of resource."""
    return VOCABULARIES | {folder: f"{base}{folder}/" for folder in FOLDERS}
