"""Lookup of resources by name, IRI or identifier."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

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
    "work": ("dcterms:title",),
    "venue": ("skos:prefLabel", "skos:altLabel", "schema:name"),
    "listing": ("kg:fileName",),
}
_CONCEPT_LABELS = ("skos:prefLabel", "skos:altLabel", "kg:abbreviation")
_CONCEPT_KINDS = ("method", "dataset", "concept")
_PAPERS = {
    **dict.fromkeys(_CONCEPT_KINDS, ("kg:mentionsConcept",)),
    "venue": ("schema:superEvent", "bibo:presentedAt"),
}
"""Properties that lead from a resource back to its papers, for kinds of which the most frequent resource is chosen."""
_MOST_NAMED = 5
_MOST_VENUES = 12
_PART = 0.9
"""Factor of the similarity to a part of a longer name: names that are similar as a whole come first."""
_MOST_NEAR = 3
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://\S+$")
_WORDS = {"person": "author", "work": "paper", "concept": "method or dataset"}
"""Words for kinds in messages, where they differ from the name of the kind."""


@dataclass(frozen=True, slots=True)
class FoundResource:
    """A resource that a name stands for, with a note if other resources have the name too."""

    node: NamedNode
    note: str = ""


def look_up(store: Store, kind: str, name: str) -> NamedNode:
    """Return the resource of this kind with this name; see `find_resource`."""
    return find_resource(store, kind, name).node


def find_resource(store: Store, kind: str, name: str) -> FoundResource:
    """Return the resource of this kind with this name, IRI, identifier ("person/ada-b") or prefixed name.

    If no resource has exactly this name, case and accents are ignored, for methods and datasets also hyphens and blanks
    ("OC20" finds "OC-20"). A paper is also found by its title as written in one of its records. If several methods,
    datasets or venues match, the result is the one with most papers, preferably among those whose preferred name is
    exactly this one; a note names others. Raises QueryError if no resource matches, with similar names in the message,
    and if several authors or papers match, with up to five IRIs.
    """
    given = _as_iri(store, kind, name)
    if given is not None:
        return FoundResource(given)
    found = _exact(store, kind, name) or _same(store, kind, name, fold_name)
    if not found and kind in _CONCEPT_KINDS:
        found = _same(store, kind, name, _letters)
    if not found and kind == "work":
        found = _titled_in_records(store, name)
    if not found:
        raise QueryError(f"no {_word(kind)} is named {name!r}{_near(store, kind, name)}")
    if len(found) == 1:
        return FoundResource(found.pop())
    if kind not in _PAPERS:
        choices = ", ".join(sorted(node.value for node in found)[:_MOST_NAMED])
        raise QueryError(f"{len(found)} {_word(kind)}s are named {name!r}; give the IRI of one: {choices}")
    return _most_frequent(store, kind, name, found)


def expand(prefixed: str) -> NamedNode:
    """Return the IRI of a prefixed name, such as "foaf:name", whose prefix is one of VOCABULARIES."""
    prefix, _, local = prefixed.partition(":")
    return NamedNode(VOCABULARIES[prefix] + local)


def label_of(store: Store, node: NamedNode) -> str:
    """Return the preferred name of a venue, method or dataset; "" if it has none."""
    quads = store.quads_for_pattern(node, expand("skos:prefLabel"), None, None)
    return min((quad.object.value for quad in quads if isinstance(quad.object, Literal)), default="")


def labels_of(kind: str) -> Iterator[tuple[NamedNode, NamedNode]]:
    """Yield each pair of a property that names resources of this kind, and a class of this kind."""
    for label in _LABELS.get(kind, _CONCEPT_LABELS):
        for name in _CLASSES[kind]:
            yield expand(label), expand(name)


def _most_frequent(store: Store, kind: str, name: str, found: Iterable[NamedNode]) -> FoundResource:
    """Return the best of several resources with a name, and a note about the others."""
    preferred = expand("skos:prefLabel")

    def rank(node: NamedNode) -> tuple[bool, int, str]:
        quads = store.quads_for_pattern(node, preferred, None, None)
        labels = {quad.object.value for quad in quads if isinstance(quad.object, Literal)}
        return name not in labels, -_count_papers(store, kind, node), node.value

    best, *others = sorted(found, key=rank)
    named = ", ".join(_described(store, kind, node) for node in others[:_MOST_NAMED])
    kinds = f"{_word(kind)}s" if kind != "concept" else "methods and datasets"
    note = f"{len(others) + 1} {kinds} are named {name!r}; the result is for {_described(store, kind, best)}"
    return FoundResource(best, f"{note}; not included: {named}")


def _described(store: Store, kind: str, node: NamedNode) -> str:
    papers = _count_papers(store, kind, node)
    return f"{node.value} ({papers:,} {'paper' if papers == 1 else 'papers'})"


def _count_papers(store: Store, kind: str, node: NamedNode) -> int:
    nodes = {node}
    for name in _PAPERS[kind]:
        quads = (quad for each in nodes for quad in store.quads_for_pattern(None, expand(name), each, None))
        nodes = {quad.subject for quad in quads if isinstance(quad.subject, NamedNode)}
    return len(nodes)


def _word(kind: str) -> str:
    return _WORDS.get(kind, kind)


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
    raise QueryError(f"the graph has no {_word(kind)} {name}")


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


def _titled_in_records(store: Store, name: str) -> set[NamedNode]:
    """Return the papers of which a record has this title, as written, and the paper itself another one."""
    try:
        records = store.quads_for_pattern(None, expand("kg:titleAsWritten"), Literal(name), None)
    except ValueError:
        return set()
    papers = (quad for each in records for quad in store.quads_for_pattern(each.subject, expand("kg:describes"), None))
    return {quad.object for quad in papers if isinstance(quad.object, NamedNode)}


def _same(store: Store, kind: str, name: str, form: Callable[[str], str]) -> set[NamedNode]:
    """Return the resources that have a name for which `form` returns the same text as for `name`."""
    wanted = form(name)
    nodes = {node for label, node in _labels(store, kind) if form(label) == wanted} if wanted else set()
    return {node for node in nodes if _is(store, kind, node)}


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, fold_name(name)))


def _near(store: Store, kind: str, name: str) -> str:
    """Return the end of a message: the most similar names, or the names of all venues if there are few."""
    labels = {fold_name(label): (label, node) for label, node in _labels(store, kind)}
    near = process.extract(fold_name(name), sorted(labels), scorer=_likeness, limit=5 * _MOST_NEAR, score_cutoff=70)
    best: dict[NamedNode, str] = {}
    for match, _, _ in near:
        label, node = labels[match]
        if _is(store, kind, node):
            best.setdefault(node, label_of(store, node) or label)
    if best:
        return f"; did you mean {' or '.join(list(best.values())[:_MOST_NEAR])}?"
    nodes = {node for _, node in labels.values() if _is(store, kind, node)} if kind == "venue" else set()
    names = ", ".join(sorted(filter(None, (label_of(store, node) for node in nodes))))
    return f"; the venues are {names}" if 0 < len(nodes) <= _MOST_VENUES else ""


def _likeness(name: str, label: str, **_: object) -> float:
    """Return the similarity of two names, 0 to 100; the name may also be similar to a part of a longer label.

    >>> _likeness("lottary", "lottery ticket") > 70 > _likeness("lottary", "lot")
    True
    """
    whole = fuzz.ratio(name, label)
    return whole if len(label) <= len(name) else max(whole, _PART * fuzz.partial_ratio(name, label))


def _labels(store: Store, kind: str) -> Iterator[tuple[str, NamedNode]]:
    for predicate in _LABELS.get(kind, _CONCEPT_LABELS):
        for quad in store.quads_for_pattern(None, expand(predicate), None, None):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
                yield quad.object.value, quad.subject
