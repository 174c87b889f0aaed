"""Detection of IRIs in a query that do not occur in the graph, a common reason for an empty result."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pyoxigraph import NamedNode, Store
from rapidfuzz import fuzz, process

from kg.store.safety import tokens
from kg.store.shortening import lengthen, prefixes_of, shortener

_PREFIX = re.compile(r"\bPREFIX\s+([\w.-]*):\s*<([^>]*)>", re.IGNORECASE)


def missing_terms(store: Store, text: str) -> list[str]:
    """Return the IRIs of a query that do not occur in the graph, as prefixed names.

    Each is followed by the most similar class or property of the graph, if there is one, as in
    "dcterms:titel (similar: dcterms:title)".
    """
    known = prefixes_of(store) | dict(_PREFIX.findall(text))
    shorten = shortener(known)
    return [
        shorten(iri) + _near(store, shorten(iri), known)
        for iri in sorted(set(_named(text, known)))
        if _absent(store, iri)
    ]


def _named(text: str, known: Mapping[str, str]) -> Iterator[str]:
    body = _PREFIX.sub(" ", text)
    for kind, token in tokens(body):
        if kind == "iri" and len(token) > 2:
            yield token[1:-1]
        elif kind == "name" and token[0] not in "?$@_" and (iri := lengthen(token.replace("\\", ""), known)):
            yield iri


def _absent(store: Store, iri: str) -> bool:
    try:
        node = NamedNode(iri)
    except ValueError:
        return True
    if iri.startswith(_FUNCTIONS):
        return False
    patterns = ((node, None, None), (None, node, None), (None, None, node))
    return not any(next(store.quads_for_pattern(s, p, o, None), None) for s, p, o in patterns)


_FUNCTIONS = "http://www.w3.org/2001/XMLSchema#"
"""Namespace of XSD datatypes, which queries use as functions and in literals and not in triple patterns."""


def _near(store: Store, word: str, known: Mapping[str, str]) -> str:
    shorten = shortener(known)
    query = "SELECT DISTINCT ?word WHERE { { ?s ?word ?o } UNION { ?s a ?word } }"
    words = sorted(shorten(row["word"].value) for row in store.query(query))  # type: ignore[union-attr, index]
    found = process.extractOne(word, words, scorer=fuzz.ratio, score_cutoff=75)
    return f" (similar: {found[0]})" if found else ""
