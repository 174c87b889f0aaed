"""RDF terms in N-Triples syntax: vocabularies with their terms as attributes, and literals from any text.

Terms are strings, because a build makes millions of statements and writes each once; pyoxigraph checks and escapes
them.
"""

from __future__ import annotations

import re

from pyoxigraph import Literal, NamedNode

from kg.model.numbers import round_float
from kg.model.prefixes import VOCABULARIES

Term = str
"""An IRI or a literal in canonical N-Triples: `<https://schema.org/name>`, `"7"^^<…integer>`."""

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def iri(address: str) -> Term:
    """An IRI; raises ValueError where `address` is none."""
    return str(NamedNode(address))


def address_of(term: Term) -> str:
    """The address of an IRI."""
    return term[1:-1]


class Vocabulary:
    """The terms of a namespace as attributes: `Vocabulary("https://schema.org/").name` is `schema:name`."""

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
    """A plain literal. Characters that RDF cannot carry are replaced, one for one, by visible ones.

    Control characters become their pictures (NUL is U+2400), lone surrogates and non-characters U+FFFD; one for one,
    so offsets into the text stay true.
    """
    return str(Literal(_UNWRITABLE.sub(_visible, value)))


def number(value: float | int) -> Term:
    """An xsd:integer, or an xsd:double of at most 10 significant digits."""
    return str(Literal(round_float(value)))


def truth(value: bool) -> Term:
    """An xsd:boolean."""
    return str(Literal(value))


def calendar_year(value: int) -> Term:
    """An xsd:gYear, which has at least four digits."""
    return f'"{value:04d}"^^{XSD.gYear}'


def _visible(found: re.Match[str]) -> str:
    code = ord(found.group())
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"
