"""Where things have their pages: IRIs below the base at the same path here, others by their whole IRI."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, unquote

OWN = ("sparql", "query", "search", "static", "thing", "status", "suggest", "named", "robots.txt", "favicon.ico")
"""First parts of paths that the server needs for itself."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses of one graph, whose identifiers lie below `base`."""

    base: str

    def of(self, iri: str) -> str:
        """The path, from this server's root, of the page about an IRI."""
        local = iri[len(self.base) :]
        if (
            iri.startswith(self.base)
            and local
            and local.split("/")[0] not in OWN
            and "?" not in local
            and "#" not in local
        ):
            return "/" + local.lstrip("/")
        return "/thing?iri=" + quote(iri, safe="")

    def iri(self, path: str) -> list[str]:
        """The IRIs that a path (percent-encoded, as the client sent it) may stand for."""
        local = path.lstrip("/")
        spelled = {local, quote(unquote(local), safe="/~"), quote(unquote(local), safe="/~:@!$&'()*+,;=")}
        return [self.base + each for each in sorted(spelled)]
