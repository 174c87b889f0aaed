"""RDF terms in N-Triples syntax: IRIs of vocabularies, and literals.

Terms are strings for speed, since a build creates millions of statements and writes each once. pyoxigraph validates
and escapes them.
"""

from __future__ import annotations

import re

from pyoxigraph import Literal, NamedNode

from kg.model.numbers import round_float
from kg.model.prefixes import VOCABULARIES

Term = str
"""IRI or literal in canonical N-Triples: `<https://schema.org/name>`, `"7"^^<…integer>`."""

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def iri(address: str) -> Term:
    """Return the term of an IRI. Raises ValueError if `address` is not an absolute IRI."""
    return str(NamedNode(address))


def address_of(term: Term) -> str:
    """Return the IRI of a term without its angle brackets."""
    return term[1:-1]


class Vocabulary:
    """Terms of a namespace as attributes: `Vocabulary("https://schema.org/").name` is `schema:name`."""

    def __init__(self, namespace: str) -> None:
        self._namespace = namespace

    def __getattr__(self, term: str) -> Term:
        if term.startswith("_"):
            raise AttributeError(term)
        found = self.__dict__[term] = iri(self._namespace + term)
        return found


KG = Vocabulary(VOCABULARIES["kg"])
BIBO = Vocabulary(VOCABULARIES["bibo"])
DCAT = Vocabulary(VOCABULARIES["dcat"])
DCTERMS = Vocabulary(VOCABULARIES["dcterms"])
FABIO = Vocabulary(VOCABULARIES["fabio"])
FOAF = Vocabulary(VOCABULARIES["foaf"])
OA = Vocabulary(VOCABULARIES["oa"])
OWL = Vocabulary(VOCABULARIES["owl"])
PROV = Vocabulary(VOCABULARIES["prov"])
RDFS = Vocabulary(VOCABULARIES["rdfs"])
SCHEMA = Vocabulary(VOCABULARIES["schema"])
SKOS = Vocabulary(VOCABULARIES["skos"])
VOID = Vocabulary(VOCABULARIES["void"])
XSD = Vocabulary(VOCABULARIES["xsd"])
TYPE = iri(VOCABULARIES["rdf"] + "type")


def text(value: str) -> Term:
    """Return a plain literal, with each character that RDF forbids replaced by a visible one.

    Control characters become control pictures (NUL becomes U+2400); lone surrogates and non-characters become U+FFFD.
    The length does not change, so that offsets into the text remain valid.
    """
    return str(Literal(_UNWRITABLE.sub(_visible, value)))


def number(value: float | int) -> Term:
    """Return a literal of type xsd:integer, or of type xsd:double with at most 10 significant digits."""
    return str(Literal(round_float(value)))


def truth(value: bool) -> Term:
    """Return a literal of type xsd:boolean."""
    return str(Literal(value))


def calendar_year(value: int) -> Term:
    """Return a literal of type xsd:gYear, with at least four digits."""
    return f'"{value:04d}"^^{XSD.gYear}'


def _visible(found: re.Match[str]) -> str:
    code = ord(found.group())
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"
