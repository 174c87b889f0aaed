"""Lookup of resources by name, IRI or identifier."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from pyoxigraph import Literal, NamedNode, Store
from rapidfuzz import fuzz, process

from kg.model.errors import QueryError
from kg.model.prefixes import VOCABULARIES
from kg.model.text import fold_name
from kg.store.shortening import lengthen, prefixes_of
from kg.store.summary import base_of

_CLASSES = {
    "person": ("foaf:Person",),
    "work": ("kg:Work",),
    "method": ("kg:Method",),
    "dataset": ("kg:Dataset",),
    "concept": ("kg:Method", "kg:Dataset"),
    "venue": ("kg:Series",),
    "edition": ("kg:Edition",),
    "listing": ("kg:Listing",),
}
_LABELS = {
    "person": ("foaf:name", "skos:altLabel"),
    "work": ("dcterms:title", "rdfs:label"),
    "venue": ("skos:prefLabel", "skos:altLabel", "schema:name"),
    "listing": ("kg:fileName",),
}
_CONCEPT_LABELS = ("skos:prefLabel", "skos:altLabel", "kg:abbreviation")
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://\S+$")
_WORDS = {"person": "author", "work": "paper"}
"""Words for kinds in messages, where they differ from the name of the kind."""


def look_up(store: Store, kind: str, name: str) -> NamedNode:
    """Return the resource of this kind with this name, IRI, identifier ("person/ada-b") or prefixed name.

    If no resource has exactly this name, case and accents are ignored, for methods and datasets also hyphens and blanks
    ("OC20" finds "OC-20"). Raises QueryError if no resource matches; the
    message suggests similar names. Raises QueryError if several resources match; the message lists up to five IRIs.
    """
    given = _as_iri(store, kind, name)
    if given is not None:
        return given
    found = _exact(store, kind, name) or _same(store, kind, name, fold_name)
    if not found and kind in ("method", "dataset", "concept"):
        found = _same(store, kind, name, _letters)
    word = _WORDS.get(kind, kind)
    if len(found) > 1:
        choices = ", ".join(sorted(node.value for node in found)[:5])
        raise QueryError(f"{len(found)} {word}s are named {name!r}; give the IRI of one: {choices}")
    if not found:
        raise QueryError(f"no {word} is named {name!r}{_near(store, kind, name)}")
    return found.pop()


def expand(prefixed: str) -> NamedNode:
    """Return the IRI of a prefixed name, such as "foaf:name", whose prefix is one of VOCABULARIES."""
    prefix, _, local = prefixed.partition(":")
    return NamedNode(VOCABULARIES[prefix] + local)


def labels_of(kind: str) -> Iterator[tuple[NamedNode, NamedNode]]:
    """Yield each pair of a property that names resources of this kind, and a class of this kind."""
    for label in _LABELS.get(kind, _CONCEPT_LABELS):
        for name in _CLASSES[kind]:
            yield expand(label), expand(name)


def _as_iri(store: Store, kind: str, name: str) -> NamedNode | None:
    relative = re.match(r"[a-z]+/[\w%./~-]+$", name)
    prefixed = lengthen(name, prefixes_of(store)) if re.match(r"[a-z]+:[\w%./~-]+$", name) else None
    if not _ABSOLUTE.match(name) and not relative and not prefixed:
        return None
    try:
        node = NamedNode(prefixed or (f"{base_of(store) or ''}{name}" if relative else name))
    except ValueError:
        return None
    if _is(store, kind, node):
        return node
    if relative or prefixed:
        return None
    raise QueryError(f"the graph has no {_WORDS.get(kind, kind)} {name}")


def _is(store: Store, kind: str, node: NamedNode) -> bool:
    rdf_type = expand("rdf:type")
    return any(
        next(store.quads_for_pattern(node, rdf_type, expand(name), None), None) is not None for name in _CLASSES[kind]
    )


def _exact(store: Store, kind: str, name: str) -> set[NamedNode]:
    try:
        wanted = Literal(name)
    except ValueError:
        return set()
    nodes = {
        quad.subject
        for label in _LABELS.get(kind, _CONCEPT_LABELS)
        for quad in store.quads_for_pattern(None, expand(label), wanted, None)
    }
    return {node for node in nodes if isinstance(node, NamedNode) and _is(store, kind, node)}


def _same(store: Store, kind: str, name: str, form: Callable[[str], str]) -> set[NamedNode]:
    """Return the resources that have a name for which `form` returns the same text as for `name`."""
    wanted = form(name)
    nodes = {node for label, node in _labels(store, kind) if form(label) == wanted} if wanted else set()
    return {node for node in nodes if _is(store, kind, node)}


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, fold_name(name)))


def _near(store: Store, kind: str, name: str) -> str:
    labels = {fold_name(label): label for label, node in _labels(store, kind) if _is(store, kind, node)}
    near = process.extract(fold_name(name), sorted(labels), scorer=fuzz.WRatio, limit=3, score_cutoff=70)
    return f"; did you mean {' or '.join(labels[match] for match, _, _ in near)}?" if near else ""


def _labels(store: Store, kind: str) -> Iterator[tuple[str, NamedNode]]:
    for predicate in _LABELS.get(kind, _CONCEPT_LABELS):
        for quad in store.quads_for_pattern(None, expand(predicate), None, None):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
                yield quad.object.value, quad.subject
