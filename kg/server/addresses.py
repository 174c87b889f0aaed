"""Mapping between IRIs and the paths of their pages.

The path of an IRI that begins with the base of the graph is the rest of the IRI; other IRIs are a URL parameter.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, unquote

RESERVED = (
    "sparql",
    "query",
    "queries",
    "questions",
    "ask",
    "search",
    "static",
    "thing",
    "status",
    "suggest",
    "robots.txt",
    "favicon.ico",
    "report",
    "report.html",
    "report.md",
    "explorer.html",
    "coauthors.html",
    "concepts.html",
)
"""First path segments that the server uses itself."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Paths of the pages of a graph whose IRIs begin with `base`."""

    base: str

    def of(self, iri: str) -> str:
        """Return the path of the page about an IRI.

        >>> Addresses("https://example.org/kg/").of("https://example.org/kg/venue/iclr")
        '/venue/iclr'
        """
        local = iri[len(self.base) :]
        if (
            iri.startswith(self.base)
            and local
            and local.split("/")[0] not in RESERVED
            and "?" not in local
            and "#" not in local
        ):
            return "/" + local.lstrip("/")
        return "/thing?iri=" + quote(iri, safe="")

    def iri(self, path: str) -> list[str]:
        """Return the IRIs that the path of a URL may stand for, since browsers differ in what they percent-encode.

        The local part of an IRI is the path as given, the path with all reserved characters except "/" encoded, or the
        path in which only those characters are encoded that are not allowed in a path.
        """
        local = path.lstrip("/")
        variants = {local, quote(unquote(local), safe="/~"), quote(unquote(local), safe="/~:@!$&'()*+,;=")}
        return [self.base + each for each in sorted(variants)]
