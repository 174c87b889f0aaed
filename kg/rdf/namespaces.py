"""IRIs of model identifiers, and the prefixes of a graph."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import quote

from kg.model.prefixes import prefixes
from kg.rdf.terms import Term, iri

_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^/]")
_WEB = re.compile(r"https?://[^\s/]", re.IGNORECASE)
_EDGE_DOT = re.compile(r"(?<![^/])\.|\.(?![^/])")  # "." and ".." mean something else in a path, ends in Turtle
_KEPT = 65_536  # IRIs kept so that they are not minted again, about 30 MB
_RESERVED = ":/?#[]@!$&'()*+,;=%"


@dataclass(frozen=True, slots=True)
class Namespaces:
    """The IRIs of a graph whose identifiers are relative to `base`, an absolute IRI that ends in "/" or "#"."""

    base: str
    _minted: dict[str, Term] = field(default_factory=dict, repr=False, compare=False)

    def iri(self, identifier: str) -> Term:
        """The IRI of a model identifier: itself where it is absolute, else below the base.

        Whatever an IRI may not hold is percent-encoded, so two identifiers never share an IRI.
        """
        found = self._minted.get(identifier)
        if found is None:
            if len(self._minted) == _KEPT:  # what comes next names others: works come one after the other
                self._minted.clear()
            found = self._minted[identifier] = iri(self._text(identifier))
        return found

    def graph(self, name: str) -> Term:
        """Return the IRI of the named graph of a part, as it is written in exported N-Quads."""
        return self.iri(f"graph/{name}")

    def prefixes(self) -> dict[str, str]:
        """The prefixes that make the graph readable; of two namespaces where one begins the other, the shorter."""
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


def within(thing: Term, place: str) -> Term:
    """The IRI of a part of a thing, such as "mention/12-20", made of letters, digits, "-" and "/".

    It is what `Namespaces.iri` gives for the identifiers of both, joined by "/", but is not kept: most parts are named
    once.
    """
    return f"{thing[:-1]}/{place}>"


def encode(text: str, safe: str) -> str:
    """`text` with everything but letters, digits, "-._~" and `safe` percent-encoded as UTF-8."""
    return quote(text, safe=safe, errors="surrogatepass")


def web_page(url: str | None) -> Term | None:
    """The IRI of a web page, or None where `url` is not an http(s) address that an IRI can hold."""
    if url is None or not _WEB.match(url.strip()):
        return None
    try:
        return iri(encode(url.strip(), _RESERVED))
    except ValueError:
        return None
