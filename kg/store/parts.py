"""A part of the graph: the works of a venue, a year, a listing; and named queries that see only these."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode, Store

from kg.model.errors import QueryError
from kg.store.asking import run
from kg.store.keeping import kept
from kg.store.lookup import expand, look_up
from kg.store.named import NamedQuery, find_query

_OPENING = "WHERE {"


@dataclass(frozen=True, slots=True)
class Part:
    """Works that have something in common: what it is in words, and as a pattern of SPARQL over `?work`."""

    label: str
    pattern: str


def part_of(store: Store, venue: str | None = None, year: int | None = None, listing: str | None = None) -> Part | None:
    """Return the papers of a venue, a year and a listing, as far as these are given; None if none of them is.

    Raises QueryError for an unknown name, with the nearest known ones, and if no paper is left, with the years that
    have papers.
    """
    part = _part(store, venue, year, listing)
    if part is not None and _is_empty(store, part):
        wider = part if year is None else _part(store, venue, None, listing)
        raise QueryError(f"no papers in {part.label}{_years_of(store, wider)}")
    return part


def _part(store: Store, venue: str | None, year: int | None, listing: str | None) -> Part | None:
    labels, patterns = [], []
    if venue is not None:
        node = look_up(store, "venue", venue)
        labels.append(_label(store, node, "skos:prefLabel"))
        patterns.append(f"?work {expand('bibo:presentedAt')}/{expand('schema:superEvent')} {node} .")
    if year is not None:
        labels.append(str(year))
        patterns.append(f"?work {expand('kg:year')} {year} .")
    if listing is not None:
        node = look_up(store, "listing", listing)
        labels.append(_label(store, node, "kg:fileName"))
        patterns.append(f"?record {expand('kg:describes')} ?work ; {expand('prov:wasDerivedFrom')} {node} .")
    if not patterns:
        return None
    label = (", " if listing else " ").join(labels)
    return Part(label, f"?work a {expand('kg:Work')} . {' '.join(patterns)}")


def narrowed(query: NamedQuery, part: Part | None) -> NamedQuery:
    """The query over the works of the part alone; it must have them in `?work`.

    Raises QueryError for a query that has not.
    """
    if part is None:
        return query
    before, opening, after = query.text.partition(_OPENING)
    if not opening or "?work " not in after:
        raise QueryError(f"{query.name}: asks of no works, and so of no part of them")
    works = f"\n  {{ SELECT DISTINCT ?work WHERE {{ {part.pattern} }} }}"
    return replace(query, text=f"{before}{opening}{works}{after}")


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers of named queries about a part of a store (all of it where `part` is None), each asked once.

    Processes that ask the same of the same store share their answers through `folder`, which is theirs alone.
    """

    store: Store
    part: Part | None = None
    folder: Path | None = None
    known: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)

    def rows(self, name: str) -> list[tuple[Any, ...]]:
        """The rows of a query without parameters."""
        if name not in self.known:
            ask = partial(self._ask, name)
            self.known[name] = kept(self.folder / f"{name}.rows", ask) if self.folder else ask()
        return self.known[name]

    def whole(self, name: str, params: Mapping[str, object] | None = None) -> list[tuple[Any, ...]]:
        """The rows of a query over all of the store."""
        return list(run(self.store, find_query(name), params).drain())

    def _ask(self, name: str) -> list[tuple[Any, ...]]:
        return list(run(self.store, narrowed(find_query(name), self.part)).drain())


def _label(store: Store, node: NamedNode, prefixed: str) -> str:
    found = next(store.quads_for_pattern(node, expand(prefixed), None, None), None)
    return str(getattr(found.object, "value", node.value)) if found else node.value


def _is_empty(store: Store, part: Part) -> bool:
    return next(iter(run(store, narrowed(find_query("works"), part))), None) is None


def _years_of(store: Store, part: Part | None) -> str:
    """Return the years of a part, or of all papers, as the end of an error text; nothing if there are none."""
    years = ", ".join(str(row[0]) for row in run(store, narrowed(find_query("works_by_year"), part)))
    return f"; {part.label if part else 'the graph'} has papers of {years}" if years else ""
