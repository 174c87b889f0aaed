"""Content negotiation (RFC 9110, section 12) with python-mimeparse, and with aliases and short names of media types."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

import mimeparse

Range: TypeAlias = tuple[str, str, dict[str, str]]

SHORT_NAMES = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
    "turtle": "text/turtle",
    "json-ld": "application/ld+json",
    "rdf+xml": "application/rdf+xml",
    "html": "text/html",
}
"""Media types by the short names that the URL parameter `format` accepts."""

_ALIASES = {
    "application/json": ("application/sparql-results+json", "application/ld+json"),
    "application/xml": ("application/sparql-results+xml", "application/rdf+xml"),
    "text/xml": ("application/sparql-results+xml", "application/rdf+xml"),
    "application/x-turtle": ("text/turtle",),
    "text/plain": ("application/n-triples", "text/csv"),
}
_MAX_HEADER = 4_000
"""Maximum length of an Accept header in characters. Ranges beyond it are ignored, as parsing takes quadratic time."""


def rank(offered: Sequence[str], header: str | None, requested: str | None = None) -> list[str]:
    """Return the offered media types that a client accepts, in descending order of quality, then as in `offered`.

    Parameters
    ----------
    offered
        Media types that the resource is available in.
    header
        Accept header; all types are acceptable if it is missing or empty.
    requested
        Value of the URL parameter `format`. A short name or media type takes precedence over the header; other values
        are ignored.
    """
    if requested and (requested.casefold() in SHORT_NAMES or "/" in requested):
        header = SHORT_NAMES.get(requested.casefold(), requested)
    if header is None or not header.strip():
        return list(offered)
    ranges = list(_ranges(header))
    quality = {media_type: mimeparse.quality_parsed(media_type, ranges) for media_type in offered}
    return sorted((each for each in offered if quality[each] > 0), key=lambda each: -quality[each])


def best(offered: Sequence[str], header: str | None, requested: str | None = None) -> str | None:
    """Return the offered media type that a client prefers, or None if it accepts none of them."""
    return next(iter(rank(offered, header, requested)), None)


def _ranges(header: str) -> Iterator[Range]:
    """Yield each media range of a header, followed by the types for which it is an alias; skip malformed ranges."""
    kept = header if len(header) <= _MAX_HEADER else header[:_MAX_HEADER].rpartition(",")[0]
    for part in kept.casefold().split(","):
        try:
            kind, subtype, parameters = mimeparse.parse_media_range(part.strip())
        except mimeparse.MimeTypeParseException:
            continue
        for name in (f"{kind}/{subtype}", *_ALIASES.get(f"{kind}/{subtype}", ())):
            yield *name.split("/"), parameters
