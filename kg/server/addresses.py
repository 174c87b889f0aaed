"""Mapping between IRIs and pages: IRIs below the base have the same path here, others are given as a parameter."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, unquote

RESERVED = ("sparql", "query", "search", "static", "thing", "status", "suggest", "named", "robots.txt", "favicon.ico")
"""First path segments that the server uses itself."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Page addresses of a graph whose IRIs lie below `base`."""

    base: str

    def of(self, iri: str) -> str:
        """Return the path of the page about an IRI, from the root of this server."""
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
        """Return the IRIs that a percent-encoded path may stand for, one for each way of encoding it."""
        local = path.lstrip("/")
        variants = {local, quote(unquote(local), safe="/~"), quote(unquote(local), safe="/~:@!$&'()*+,;=")}
        return [self.base + each for each in sorted(variants)]
