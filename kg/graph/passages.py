"""Abstracts of papers with the places of the papers in listings."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Store

from kg.store import run
from kg.store.lookup import expand


@dataclass(frozen=True, slots=True)
class Passage:
    """An abstract, with the title of its paper and the place of the paper in the first of its listings."""

    title: str
    place: str
    abstract: str


def find_passage(store: Store, work: str) -> Passage:
    """Return the abstract of the paper with this IRI."""
    rows = list(run(store, "sources_of_work", {"work": work}).drain())
    file, first, last, title = rows[0] if rows else ("", "", "", work)
    abstracts = store.quads_for_pattern(NamedNode(work), expand("dcterms:abstract"), None, None)
    found = next((quad.object.value for quad in abstracts if isinstance(quad.object, Literal)), "")
    lines = str(first) if first == last else f"{first}-{last}"
    return Passage(str(title), f"{file}:{lines}", found)
