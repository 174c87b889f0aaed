"""IRIs for the identifiers of the model, and the prefixes of a graph."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import quote

from kg.model.prefixes import prefixes
from kg.rdf.terms import Term, iri

_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^/]")
_WEB = re.compile(r"https?://[^\s/]", re.IGNORECASE)
_EDGE_DOT = re.compile(r"(?<![^/])\.|\.(?![^/])")  # special in paths; not allowed at the end of a Turtle name
_MOST_CACHED = 65_536  # IRIs, about 30 MB
_RESERVED = ":/?#[]@!$&'()*+,;=%"


@dataclass(frozen=True, slots=True)
class Namespaces:
    """IRIs of a graph whose identifiers are relative to `base`, an absolute IRI that ends in "/" or "#"."""

    base: str
    _minted: dict[str, Term] = field(default_factory=dict, repr=False, compare=False)

    def iri(self, identifier: str) -> Term:
        """Return the IRI of a model identifier: itself if it is absolute, otherwise relative to the base.

        Characters that IRIs forbid are percent-encoded, so that different identifiers have different IRIs.
        """
        found = self._minted.get(identifier)
        if found is None:
            if len(self._minted) == _MOST_CACHED:  # works are described one by one: older IRIs are rarely needed
                self._minted.clear()
            found = self._minted[identifier] = iri(self._text(identifier))
        return found

    def graph(self, name: str) -> Term:
        """Return the IRI of the named graph of a part, as it is written in exported N-Quads."""
        return self.iri(f"graph/{name}")

    def prefixes(self) -> dict[str, str]:
        """Return the prefixes for Turtle and their namespaces, except a namespace that begins with another one."""
        spaces = prefixes(self.base)
        return {
            prefix: space
            for prefix, space in spaces.items()
            if not any(space.startswith(other) for other in spaces.values() if other != space)
        }

    def _text(self, identifier: str) -> str:
        if _ABSOLUTE.match(identifier):
            return encode(identifier, _RESERVED)
        return self.base + _EDGE_DOT.sub("%2E", encode(identifier, "/"))


def within(resource: Term, path: str) -> Term:
    """Return the IRI of a part of a resource, such as a mention in a work.

    `path` may contain only letters, digits, "-" and "/". The IRI equals that of `Namespaces.iri` for both identifiers
    joined by "/". It is not cached, since most parts are used only once.

    >>> within("<https://example.org/kg/work/gates>", "mention/12-20")
    '<https://example.org/kg/work/gates/mention/12-20>'
    """
    return f"{resource[:-1]}/{path}>"


def encode(text: str, safe: str) -> str:
    """Return a percent-encoded text; letters, digits, "-._~" and the characters in `safe` are unchanged."""
    return quote(text, safe=safe, errors="surrogatepass")


def web_page(url: str | None) -> Term | None:
    """Return the IRI of a web page, or None if `url` is not a valid http(s) address."""
    if url is None or not _WEB.match(url.strip()):
        return None
    try:
        return iri(encode(url.strip(), _RESERVED))
    except ValueError:
        return None
