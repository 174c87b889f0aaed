"""RDF terms: vocabularies whose members are attributes, and literals that any text can become."""

from __future__ import annotations

import re

from pyoxigraph import Literal, NamedNode

from kg.model.prefixes import VOCABULARIES

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class Vocabulary:
    """The terms of a namespace as attributes: `Vocabulary("https://schema.org/").name` is `schema:name`."""

    def __init__(self, namespace: str) -> None:
        self._namespace = namespace

    def __getattr__(self, term: str) -> NamedNode:
        if term.startswith("_"):
            raise AttributeError(term)
        node = self.__dict__[term] = NamedNode(self._namespace + term)
        return node


KG = Vocabulary(VOCABULARIES["kg"])
BIBO = Vocabulary(VOCABULARIES["bibo"])
DCAT = Vocabulary(VOCABULARIES["dcat"])
DCTERMS = Vocabulary(VOCABULARIES["dcterms"])
FABIO = Vocabulary(VOCABULARIES["fabio"])
FOAF = Vocabulary(VOCABULARIES["foaf"])
OA = Vocabulary(VOCABULARIES["oa"])
PROV = Vocabulary(VOCABULARIES["prov"])
RDFS = Vocabulary(VOCABULARIES["rdfs"])
SCHEMA = Vocabulary(VOCABULARIES["schema"])
SKOS = Vocabulary(VOCABULARIES["skos"])
VOID = Vocabulary(VOCABULARIES["void"])
XSD = Vocabulary(VOCABULARIES["xsd"])
TYPE = NamedNode(VOCABULARIES["rdf"] + "type")


def text(value: str) -> Literal:
    """A plain literal. Characters that RDF cannot carry are replaced, one for one, by visible ones.

    Control characters become their pictures (NUL is U+2400), lone surrogates and non-characters U+FFFD; one for one,
    so offsets into the text stay true.
    """
    return Literal(_UNWRITABLE.sub(_visible, value))


def number(value: float | int) -> Literal:
    """An xsd:integer, or an xsd:double of at most 10 significant digits."""
    return Literal(value) if isinstance(value, int) else Literal(float(f"{value:.10g}"))


def calendar_year(value: int) -> Literal:
    """An xsd:gYear, which has at least four digits."""
    return Literal(f"{value:04d}", datatype=XSD.gYear)


def _visible(found: re.Match[str]) -> str:
    code = ord(found.group())
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"
