"""Evaluation of SPARQL queries and named queries on a store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Store,
    Triple,
    Variable,
)

from kg.model.errors import QueryError
from kg.store.editions import with_years
from kg.store.lookup import find_resource
from kg.store.named import NamedQuery, Parameter, find_query, suggest
from kg.store.ordering import ordered, unordered
from kg.store.rows import Rows, Term, Triples
from kg.store.safety import reject_unsafe
from kg.store.shortening import prefixes_of
from kg.store.summary import base_of
from kg.store.syntax import explain

Bindings = dict[Variable, NamedNode | BlankNode | Literal | Triple]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class BoundTerm:
    """The RDF term of a parameter, with a note if several resources have the given name.

    If a parameter that stands for a resource has its default value, such as "all", the term is a literal.
    """

    term: NamedNode | Literal
    note: str = ""


def run(store: Store, query: NamedQuery | str, params: Mapping[str, object] | None = None) -> Rows:
    """Return the result of a named query on the store.

    Values of parameters are bound to variables and never become part of the query text. A parameter that stands for a
    resource takes its name, IRI or identifier. Raises QueryError for an unknown query or name, and for a parameter that
    is missing, unknown or of the wrong type.
    """
    named = find_query(query) if isinstance(query, str) else query
    text, keys = unordered(named.text)
    terms = _terms(store, named, params or {})
    bound = _bound(terms)
    answer = _ask(store, text, bound)
    if not isinstance(answer, Rows):
        raise QueryError(f"{named.name}: a named query must be a SELECT query")
    if not {name for name, _ in keys} <= set(answer.columns):
        answer, keys = cast(Rows, _ask(store, named.text, bound)), ()
    rows = shaped(ordered(answer, keys), named)
    return Rows(rows.columns, rows.terms.drain(), "; ".join(each.note for each in terms.values() if each.note))


def rows_of(store: Store, name: str) -> list[tuple[Any, ...]]:
    """Return all rows of a named query that has no parameters."""
    return list(run(store, name).drain())


def ask(store: Store, text: str) -> Rows | Triples:
    """Return the result of a SPARQL query on the store; the prefixes of `prefixes_of` need no declaration.

    The result of ASK is one row with the column `answer`. Raises QueryError for a syntax error, with its position in
    the message, and for a query that would change the store or access the network.
    """
    return _ask(store, text, {})


def shaped(answer: Rows, query: NamedQuery) -> Rows:
    """Return the result without the columns of parameters, sorted by the columns in the query's `order`."""
    shown = _without(answer, {parameter.name for parameter in query.parameters})
    return ordered(shown, [(column, False) for column in query.order])


def bindings(store: Store, query: NamedQuery, params: Mapping[str, object]) -> Bindings:
    """Return the variable of each parameter with the RDF term of its value: the given one, otherwise the default."""
    return _bound(_terms(store, query, params))


def _bound(terms: Mapping[str, BoundTerm]) -> Bindings:
    return {Variable(name): each.term for name, each in terms.items()}


def _terms(store: Store, query: NamedQuery, params: Mapping[str, object]) -> dict[str, BoundTerm]:
    known = {parameter.name for parameter in query.parameters}
    for name in params:
        if name not in known:
            valid = f"its parameters are {', '.join(sorted(known))}" if known else "it has no parameters"
            raise QueryError(f"{query.name}: no parameter {name!r}; {valid}{suggest(name, known)}")
    given = with_years(store, query.name, query.parameters, params)
    return {each.name: _term(store, query, each, given.get(each.name)) for each in query.parameters}


def _term(store: Store, query: NamedQuery, parameter: Parameter, given: object) -> BoundTerm:
    value = parameter.default if given is None else given
    if value is None:
        example = f"--param {parameter.name}=…"
        raise QueryError(f"{query.name}: the parameter {parameter.name!r} ({parameter.type}) is missing; add {example}")
    if parameter.type == "integer":
        return BoundTerm(Literal(_whole_number(query, parameter, value)))
    if parameter.type != "text" and str(value) != parameter.default:
        found = find_resource(store, parameter.type, str(value))
        return BoundTerm(found.node, found.note)
    try:
        return BoundTerm(Literal(str(value)))
    except ValueError:
        raise QueryError(f"{query.name}: {parameter.name} contains characters that RDF does not allow") from None


def _whole_number(query: NamedQuery, parameter: Parameter, value: object) -> int:
    try:
        number = int(str(value))
    except ValueError:
        raise QueryError(f"{query.name}: {parameter.name} must be a whole number, not {value!r}") from None
    if abs(number) >= 2**63:
        raise QueryError(f"{query.name}: {parameter.name} is out of range; give a number of at most 18 digits")
    return number


def _ask(store: Store, text: str, bound: Bindings) -> Rows | Triples:
    answer = open_answer(store, text, bound)
    if isinstance(answer, QueryTriples):
        return Triples(_with_query_errors(answer))
    if isinstance(answer, QueryBoolean):
        return Rows(("answer",), [(Literal(bool(answer)),)])
    return Rows(tuple(variable.value for variable in answer.variables), _tuples(answer))


def open_answer(store: Store, text: str, bound: Bindings | None = None) -> QuerySolutions | QueryBoolean | QueryTriples:
    """Return pyoxigraph's result of a read-only query without network access.

    Relative IRIs are resolved against the base of the graph's identifiers, so `<person/ada-b>` is a resource of it.

    Raises QueryError for SERVICE, updates, GRAPH and FROM, for a query that is too large or nested too deeply, and for
    a syntax error.
    """
    reject_unsafe(text)
    known = prefixes_of(store)
    try:
        return store.query(text, base_iri=base_of(store), prefixes=known, substitutions=bound or {})
    except SyntaxError as error:
        raise QueryError(explain(text, str(error), known)) from None
    except (RuntimeError, ValueError, OSError) as error:
        raise QueryError(f"the query cannot be evaluated: {error}") from None


def _tuples(solutions: QuerySolutions) -> Iterator[tuple[Term | None, ...]]:
    return _with_query_errors(map(tuple, solutions))


def _with_query_errors(answers: Iterator[T]) -> Iterator[T]:
    """Yield the items; errors of the engine, which evaluates them on demand, become QueryErrors."""
    try:
        yield from answers
    except (RuntimeError, OSError) as error:
        raise QueryError(f"the evaluation of the query failed: {error}") from None


def _without(rows: Rows, names: set[str]) -> Rows:
    if names.isdisjoint(rows.columns):
        return rows
    indices = [index for index, column in enumerate(rows.columns) if column not in names]
    kept = tuple(rows.columns[index] for index in indices)
    return Rows(kept, (tuple(row[index] for index in indices) for row in rows.terms.drain()), rows.note)
