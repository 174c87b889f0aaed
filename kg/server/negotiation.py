"""Choosing a form that the client accepts (RFC 9110, section 12)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

FORMS = {
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
"""Short names for the parameter `format`, for people who follow a link."""

_SYNONYMS = {
    "application/json": ("application/sparql-results+json", "application/ld+json"),
    "application/xml": ("application/sparql-results+xml", "application/rdf+xml"),
    "text/xml": ("application/sparql-results+xml", "application/rdf+xml"),
    "application/x-turtle": ("text/turtle",),
    "text/plain": ("application/n-triples", "text/csv"),
    "text/*": ("text/csv", "text/turtle"),
    "application/*": ("application/sparql-results+json", "application/n-triples"),
}


def accepted(header: str | None, form: str | None = None) -> list[str]:
    """The media types of an Accept header, best first, those refused left out; everything where nothing is said.

    `form` is a short name or a media type that a parameter asks for, before the header; another name is ignored.
    """
    if form and (form.casefold() in FORMS or "/" in form):
        return [FORMS.get(form.casefold(), form)]
    if header is None or not header.strip():
        return ["*/*"]
    ranked = sorted(enumerate(_ranges(header)), key=lambda each: (-each[1][1], each[0]))
    return [name for _, (media_type, quality) in ranked if quality > 0 for name in _spelled(media_type)]


def prefers(choices: Sequence[str], offered: Sequence[str]) -> str | None:
    """The first offered media type in the order of the client's choices, or None where none fits."""
    for choice in choices:
        if choice == "*/*":
            return offered[0]
        family = choice.removesuffix("*") if choice.endswith("/*") else None
        for media_type in offered:
            if media_type == choice or (family and media_type.startswith(family)):
                return media_type
    return None


def _spelled(media_type: str) -> Iterator[str]:
    yield media_type
    yield from _SYNONYMS.get(media_type, ())


def _ranges(header: str) -> Iterator[tuple[str, float]]:
    for part in header.split(",")[:50]:
        media_type, *parameters = (piece.strip() for piece in part.split(";"))
        given = dict(each.partition("=")[::2] for each in parameters)
        try:
            quality = float(given.get("q", "1"))
        except ValueError:
            quality = 0.0
        yield media_type.casefold(), quality
