"""The answer to a query as a graph: what it links, under the names and kinds that the whole graph knows."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeVar

from pyoxigraph import Literal, NamedNode, Store

from kg.analysis import linked_graph
from kg.analysis.graphs import Graph
from kg.model.errors import QueryError
from kg.model.numbers import round_float
from kg.store import Rows, Triples
from kg.store.kinds import LABELS, OTHER, kind_of, label_of
from kg.store.lookup import expand
from kg.store.rows import Term, python_value

T = TypeVar("T")

MOST = 200_000
"""Rows or statements beyond which an answer is no picture any more."""

_TYPE = expand("rdf:type")
_SHAPE = "two columns, or three of which the last is a number above 0"


@dataclass(slots=True)
class _Links:
    """What an answer links, while it is read: how often each term stands in it, what each pair weighs, given names."""

    seen: Counter[Term] = field(default_factory=Counter)
    weights: Counter[tuple[Term, Term]] = field(default_factory=Counter)
    names: dict[Term, str] = field(default_factory=dict)

    def add(self, left: Term | None, right: Term | None, weight: float = 1) -> None:
        """A link, or where a row lacks one end, the other alone."""
        self.seen.update({term for term in (left, right) if term is not None})
        if left is not None and right is not None:
            one, other = sorted((left, right), key=str)
            self.weights[one, other] += weight  # type: ignore[assignment]


def answer_graph(store: Store, answer: Rows | Triples) -> Graph:
    """The graph that an answer says: rows of two columns link what they hold, statements their subject and object.

    A third column of numbers gives weights; without it a link weighs as many rows or statements as say so. A statement
    of a name or a type names its subject and links nothing. `works` of a node counts the rows or statements it stands
    in. Raises QueryError for another shape, for a weight that is none, and for more than MOST rows or statements.
    """
    links = _of_triples(answer) if isinstance(answer, Triples) else _of_rows(answer)
    nodes = ((str(term), *_described(store, term, links), count) for term, count in links.seen.items())
    edges = ((str(left), str(right), round_float(weight)) for (left, right), weight in links.weights.items())
    return linked_graph("answer", nodes, edges)


def _of_rows(answer: Rows) -> _Links:
    if len(answer.columns) not in (2, 3):
        found = f"{len(answer.columns)} ({', '.join(answer.columns)})" if answer.columns else "none"
        raise QueryError(f"a graph is drawn from {_SHAPE}, or from CONSTRUCT; this answer has {found}")
    links = _Links()
    for left, right, *weight in _all(answer.terms.drain()):
        links.add(left, right, _weight(weight[0]) if weight else 1)
    return links


def _of_triples(answer: Triples) -> _Links:
    names = {expand(name) for name in LABELS}
    links = _Links()
    for triple in sorted(set(_all(answer.triples.drain())), key=str):
        if triple.predicate in names and isinstance(triple.object, Literal):
            links.names.setdefault(triple.subject, triple.object.value)
            links.add(triple.subject, None)
        else:
            links.add(triple.subject, None if triple.predicate == _TYPE else triple.object)
    return links


def _all(answers: Iterator[T]) -> Iterator[T]:
    yield from islice(answers, MOST)
    if next(answers, None) is not None:
        raise QueryError(f"the answer has more than {MOST:,} rows or statements; end the query with LIMIT {MOST}")


def _weight(term: Term | None) -> float:
    value = python_value(term)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < math.inf:
        raise QueryError(f"a graph is drawn from {_SHAPE}, or from CONSTRUCT; the last column holds {value!r}")
    return value


def _described(store: Store, term: Term, links: _Links) -> tuple[str, str]:
    """The name and the kind of a term."""
    if not isinstance(term, NamedNode):
        return (term.value, "text") if isinstance(term, Literal) else (str(term), OTHER)
    return links.names.get(term) or label_of(store, term), kind_of(store, term)
