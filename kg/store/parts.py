"""Parts of a graph (the papers of a venue, a year or a listing) and named queries restricted to a part."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode, Store

from kg.model.errors import QueryError
from kg.store.evaluation import run
from kg.store.file_cache import stored
from kg.store.lookup import expand, look_up
from kg.store.named import NamedQuery, find_query

_OPENING = "WHERE {"
_AGGREGATE = re.compile(r"\([^()]*\([^()]*\)[^()]*\)")


@dataclass(frozen=True, slots=True)
class Part:
    """Part of a graph: a label, and a SPARQL pattern that binds `?work` to its papers."""

    label: str
    pattern: str


def part_of(store: Store, venue: str | None = None, year: int | None = None, listing: str | None = None) -> Part | None:
    """Return the part with the papers that have the given venue, year and listing; None if all three are None.

    Raises QueryError for an unknown name, with similar names in the message, and for a part without papers, with the
    years that have papers.
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


def restricted(query: NamedQuery, part: Part | None) -> NamedQuery:
    """Return the query restricted to the papers of a part; the query itself if `part` is None.

    Raises QueryError if the query has no variable `?work`, or has it only inside a subquery.
    """
    if part is None:
        return query
    before, opening, after = query.text.partition(_OPENING)
    if not opening or not re.search(r"\?work\b", _outer_group(after)):
        raise QueryError(
            f"{query.name}: the query has no variable ?work, so it cannot be restricted to a venue, year or listing"
        )
    works = f"\n  {{ SELECT DISTINCT ?work WHERE {{ {part.pattern} }} }}"
    return replace(query, text=f"{before}{opening}{works}{after}")


def _outer_group(body: str) -> str:
    """Return the text of a query in which each subquery is replaced by its SELECT clause, without aggregates.

    >>> _outer_group("{ SELECT ?a (COUNT(?work) AS ?works) WHERE { ?work ?p ?a } GROUP BY ?a } ?a ?q ?name }").split()
    ['SELECT', '?a', 'WHERE', '?a', '?q', '?name']
    """
    pieces: list[str] = []
    subqueries = [False]
    for piece in re.split(r"([{}])", body):
        if piece == "{":
            subqueries.append(subqueries[-1])
        elif piece == "}":
            subqueries.pop()
        elif not subqueries[-1]:
            subqueries[-1] = piece.lstrip().startswith("SELECT")
            pieces.append(_AGGREGATE.sub("", piece) if subqueries[-1] else piece)
        if not subqueries:
            break
    return "".join(pieces)


@dataclass(frozen=True, slots=True)
class Answers:
    """Results of named queries on a part of a store, or on the complete store if `part` is None.

    Each query runs once; `known` has the rows of the queries that have run. If `folder` is given, processes share their
    results through files in it; other users must not be able to write to it.
    """

    store: Store
    part: Part | None = None
    folder: Path | None = None
    known: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)

    def rows(self, name: str) -> list[tuple[Any, ...]]:
        """Return the rows of a query without parameters, restricted to the part."""
        if name not in self.known:
            compute = partial(self._run, name)
            self.known[name] = stored(self.folder / f"{name}.rows", compute) if self.folder else compute()
        return self.known[name]

    def unrestricted_rows(self, name: str, params: Mapping[str, object] | None = None) -> list[tuple[Any, ...]]:
        """Return the rows of a query on the complete store, even if `part` is set."""
        return list(run(self.store, find_query(name), params).drain())

    def _run(self, name: str) -> list[tuple[Any, ...]]:
        return list(run(self.store, restricted(find_query(name), self.part)).drain())


def _label(store: Store, node: NamedNode, prefixed: str) -> str:
    found = next(store.quads_for_pattern(node, expand(prefixed), None, None), None)
    return str(getattr(found.object, "value", node.value)) if found else node.value


def _is_empty(store: Store, part: Part) -> bool:
    return next(iter(run(store, restricted(find_query("works"), part))), None) is None


def _years_of(store: Store, part: Part | None) -> str:
    """Return the end of an error message with the years of a part, or of the graph; "" if no paper has a year."""
    years = ", ".join(str(row[0]) for row in run(store, restricted(find_query("works_by_year"), part)))
    return f"; {part.label if part else 'the graph'} has papers of {years}" if years else ""
