"""Conversion of public identifiers to web addresses and back."""

from __future__ import annotations

from kg.model.record import Identifier

ADDRESSES: dict[str, str] = {
    "doi": "https://doi.org/",
    "arxiv": "https://arxiv.org/abs/",
    "openalex": "https://openalex.org/",
    "dblp": "https://dblp.org/rec/",
    "pubmed": "https://pubmed.ncbi.nlm.nih.gov/",
    "openreview": "https://openreview.net/forum?id=",
    "semantic-scholar": "https://www.semanticscholar.org/paper/",
    "acl": "https://aclanthology.org/",
    "wos": "https://www.webofscience.com/wos/woscc/full-record/WOS:",
    "scopus": "https://www.scopus.com/inward/record.uri?eid=",
}
"""Prefix of the web address of an identifier, by scheme."""

ARXIV_DOI = "10.48550/"
"""Prefix of the DOIs that arXiv assigns to preprints."""

ORCID = "https://orcid.org/"


def address_of(identifier: Identifier) -> str:
    """Return the web address of an identifier.

    >>> address_of(Identifier("arxiv", "2001.99991"))
    'https://arxiv.org/abs/2001.99991'
    """
    return ADDRESSES[identifier.scheme] + identifier.value


def identifier_of(address: str) -> Identifier | None:
    """Return the identifier of an address in the form that `address_of` returns, or None for any other text."""
    for scheme, start in ADDRESSES.items():
        if address.startswith(start):
            return Identifier(scheme, address[len(start) :])
    return None
