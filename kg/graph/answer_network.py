"""Network of the result of a query, with the names and kinds of its nodes."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
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
"""Maximum number of rows or triples of a result that becomes a network."""

_TYPE = expand("rdf:type")
_SHAPE = "two columns, or three with positive numbers in the last"


@dataclass(slots=True)
class _Links:
    """Links in a result.

    `seen` counts the rows or triples that contain each term, `weights` is the total weight of each pair of terms, and
    `names` are the names of terms that triples state.
    """

    seen: Counter[Term] = field(default_factory=Counter)
    weights: Counter[tuple[Term, Term]] = field(default_factory=Counter)
    names: dict[Term, str] = field(default_factory=dict)

    def add(self, left: Term | None, right: Term | None, weight: float = 1) -> None:
        """Add a link between two terms, or a single node if one of them is None."""
        self.seen.update({term for term in (left, right) if term is not None})
        if left is not None and right is not None:
            one, other = sorted((left, right), key=str)
            self.weights[one, other] += weight  # type: ignore[assignment]


def answer_graph(store: Store, answer: Rows | Triples) -> Graph:
    """Return the network of a query result.

    Each row links the values of its first two columns, and each triple links its subject and its object. A third column
    has the weights of links; without it, the weight of a link is the number of its rows or triples. A triple that
    states a name or a type describes its subject and is not a link. The node attribute `works` is the number of rows or
    triples with the node.

    Raises QueryError for any other number of columns, for a weight that is not a positive number, and for more than
    MOST rows or triples.
    """
    links = _of_triples(answer) if isinstance(answer, Triples) else _of_rows(answer)
    nodes = ((str(term), *_described(store, term, links), count) for term, count in links.seen.items())
    edges = ((str(left), str(right), round_float(weight)) for (left, right), weight in links.weights.items())
    return linked_graph("answer", nodes, edges)


def _of_rows(answer: Rows) -> _Links:
    if len(answer.columns) not in (2, 3):
        raise QueryError(f"a network needs {_SHAPE}, or triples (CONSTRUCT); this result has {_listed(answer.columns)}")
    links = _Links()
    for left, right, *weight in _limited(answer.terms.drain()):
        links.add(left, right, _weight(weight[0]) if weight else 1)
    return links


def _listed(columns: Sequence[str]) -> str:
    if not columns:
        return "no columns"
    return f"{len(columns)} column{'s' * (len(columns) > 1)} ({', '.join(columns)})"


def _of_triples(answer: Triples) -> _Links:
    names = {expand(name) for name in LABELS}
    links = _Links()
    for triple in sorted(set(_limited(answer.triples.drain())), key=str):
        if triple.predicate in names and isinstance(triple.object, Literal):
            links.names.setdefault(triple.subject, triple.object.value)
            links.add(triple.subject, None)
        else:
            links.add(triple.subject, None if triple.predicate == _TYPE else triple.object)
    return links


def _limited(answers: Iterator[T]) -> Iterator[T]:
    yield from islice(answers, MOST)
    if next(answers, None) is not None:
        raise QueryError(f"the result has more than {MOST:,} rows or triples; end the query with LIMIT {MOST}")


def _weight(term: Term | None) -> float:
    value = python_value(term)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < math.inf:
        raise QueryError(f"a network needs {_SHAPE}, or triples (CONSTRUCT); the last column has {value!r}")
    return value


def _described(store: Store, term: Term, links: _Links) -> tuple[str, str]:
    """Return the name and the kind of a term."""
    if not isinstance(term, NamedNode):
        return (term.value, "text") if isinstance(term, Literal) else (str(term), OTHER)
    return links.names.get(term) or label_of(store, term), kind_of(store, term)
