"""Conversion between IRIs and prefixed names."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pyoxigraph import Store

from kg.model.prefixes import VOCABULARIES, prefixes
from kg.store.summary import base_of


def prefixes_of(store: Store) -> dict[str, str]:
    """Return the prefixes that queries need not declare, with their namespaces.

    There are prefixes for vocabularies ("foaf") and for kinds of resources ("work").
    """
    base = base_of(store)
    return VOCABULARIES if base is None else prefixes(base)


def shortener(known: Mapping[str, str]) -> Callable[[str], str]:
    """Return a function that shortens an IRI to a prefixed name, if it is in one of the namespaces of `known`.

    >>> shortener({"work": "https://example.org/kg/work/"})("https://example.org/kg/work/bert-01")
    'work:bert-01'
    """
    longest_first = sorted(known.items(), key=lambda each: -len(each[1]))

    def shorten(iri: str) -> str:
        for prefix, space in longest_first:
            if iri.startswith(space) and len(iri) > len(space):
                return f"{prefix}:{iri[len(space) :]}"
        return iri

    return shorten


def lengthen(name: str, known: Mapping[str, str]) -> str | None:
    """Return the IRI of a prefixed name, or None if the prefix is unknown; inverse of `shortener`."""
    prefix, colon, local = name.partition(":")
    return known[prefix] + local if colon and prefix in known else None
