"""Detection of IRIs in a query that do not occur in the graph, a common reason for an empty result."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice

from pyoxigraph import NamedNode, Store
from rapidfuzz import fuzz, process

from kg.store.query_tokens import tokens
from kg.store.shortening import lengthen, prefixes_of, shortener

MOST_MISSING = 20
"""Maximum number of IRIs in the result of `missing_terms`."""


def missing_terms(store: Store, text: str) -> list[str]:
    """Return IRIs of a query that do not occur in the graph, as prefixed names; at most MOST_MISSING.

    Each is followed by the most similar class or property of the graph, if there is one, as in
    "dcterms:titel (similar: dcterms:title)".
    """
    known = prefixes_of(store) | dict(_declared(text))
    shorten = shortener(known)
    absent = (shorten(iri) for iri in sorted({*_named(text, known)} - {""}) if _absent(store, iri))
    names = list(islice(absent, MOST_MISSING))
    words = _vocabulary(store, shorten) if names else []
    return [name + _near(words, name) for name in names]


def _declared(text: str) -> Iterator[tuple[str, str]]:
    """Yield the prefixes that a query declares, with their namespaces."""
    pieces = [(kind, token) for kind, token in tokens(text) if kind not in ("space", "note")]
    for (_, word), (_, name), (kind, iri) in zip(pieces, pieces[1:], pieces[2:], strict=False):
        if word.upper() == "PREFIX" and kind == "iri" and name.endswith(":"):
            yield name[:-1], iri[1:-1]


def _named(text: str, known: Mapping[str, str]) -> Iterator[str]:
    """Yield the IRIs of a query, without those of its PREFIX declarations; "" for a name with an unknown prefix."""
    declared = {f"<{space}>" for _, space in _declared(text)}
    for kind, token in tokens(text):
        if kind == "iri" and len(token) > 2 and token not in declared:
            yield token[1:-1]
        elif kind == "name" and token[0] not in "?$@_" and not token.endswith(":"):
            yield lengthen(token.replace("\\", ""), known) or ""


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


def _vocabulary(store: Store, shorten: Callable[[str], str]) -> list[str]:
    """Return the classes and properties of the graph as prefixed names."""
    query = "SELECT DISTINCT ?word WHERE { { ?s ?word ?o } UNION { ?s a ?word } }"
    return sorted(shorten(row["word"].value) for row in store.query(query))  # type: ignore[union-attr, index]


def _near(words: Sequence[str], name: str) -> str:
    found = process.extractOne(name, words, scorer=fuzz.ratio, score_cutoff=75)
    return f" (similar: {found[0]})" if found else ""
