"""Addresses of nodes in the explorer."""

from __future__ import annotations

from urllib.parse import urlencode

from kg.output import EXPLORER

_VIEWS = {"person": "authors", "method": "concepts", "dataset": "concepts"}


def explorer_address(kind: str, iri: str) -> str:
    """Return the address at which the explorer shows an author, method or dataset.

    >>> explorer_address("person", "https://example.org/kg/person/ana")
    '/explorer.html#view=authors&node=https%3A%2F%2Fexample.org%2Fkg%2Fperson%2Fana'
    """
    return f"/{EXPLORER}#{urlencode({'view': _VIEWS[kind], 'node': iri})}"


def community_address(kind: str, number: int) -> str:
    """Return the address at which the explorer shows a community of authors, or of methods and datasets."""
    return f"/{EXPLORER}#{urlencode({'view': _VIEWS[kind], 'community': number})}"
