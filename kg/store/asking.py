"""Questions put to a store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
from kg.store.lookup import look_up
from kg.store.named import NamedQuery, Parameter, find_query, suggest
from kg.store.ordering import ordered, unordered
from kg.store.rows import Rows, Term, Triples
from kg.store.safety import refuse_named_graphs, refuse_what_is_too_deep, refuse_what_reaches_out
from kg.store.shortening import prefixes_of
from kg.store.syntax import explain

Bindings = dict[Variable, NamedNode | BlankNode | Literal | Triple]
T = TypeVar("T")


def run(store: Store, query: NamedQuery | str, params: Mapping[str, object] | None = None) -> Rows:
    """The answer of a named query, over the whole graph.

    Parameters are bound to variables, never written into the text. Things are given by name, IRI or identifier.
    Raises QueryError for a name that is not known, for a parameter that is missing, unknown or of the wrong type.
    """
    named = find_query(query) if isinstance(query, str) else query
    text, keys = unordered(named.text)
    bound = bindings(store, named, params or {})
    answer = _ask(store, text, bound)
    if not isinstance(answer, Rows):
        raise QueryError(f"{named.name}: a named query must be a SELECT")
    if not {name for name, _ in keys} <= set(answer.columns):
        answer, keys = cast(Rows, _ask(store, named.text, bound)), ()
    return shaped(ordered(answer, keys), named)


def rows_of(store: Store, name: str) -> list[tuple[Any, ...]]:
    """Return all rows of the named query without parameters."""
    return list(run(store, name).drain())


def ask(store: Store, text: str) -> Rows | Triples:
    """The answer of a SPARQL query, over the whole graph, with the usual prefixes known.

    An ASK answers one row with the column `answer`. Raises QueryError for what is not a query, with the place of the
    error, and for one that would change the store or reach out of it.
    """
    return _ask(store, text, {})


def shaped(answer: Rows, query: NamedQuery) -> Rows:
    """The rows of a query without the columns of its parameters, in the order that its header asks for."""
    shown = _without(answer, {parameter.name for parameter in query.parameters})
    return ordered(shown, [(column, False) for column in query.order])


def bindings(store: Store, query: NamedQuery, params: Mapping[str, object]) -> Bindings:
    """The variables of a query's parameters with the terms that the given values or the defaults stand for."""
    known = {parameter.name for parameter in query.parameters}
    for name in params:
        if name not in known:
            takes = f"it takes {', '.join(sorted(known))}" if known else "it takes none"
            raise QueryError(f"{query.name}: there is no parameter {name!r}; {takes}{suggest(name, known)}")
    return {Variable(each.name): _term(store, query, each, params.get(each.name)) for each in query.parameters}


def _term(store: Store, query: NamedQuery, parameter: Parameter, given: object) -> NamedNode | Literal:
    value = parameter.default if given is None else given
    if value is None:
        example = f"--param {parameter.name}=…"
        raise QueryError(f"{query.name}: the parameter {parameter.name!r} ({parameter.type}) is missing: {example}")
    if parameter.type == "integer":
        return Literal(_whole_number(query, parameter, value))
    if parameter.type != "text":
        return look_up(store, parameter.type, str(value))
    try:
        return Literal(str(value))
    except ValueError:
        raise QueryError(f"{query.name}: {parameter.name} holds characters that no text can") from None


def _whole_number(query: NamedQuery, parameter: Parameter, value: object) -> int:
    try:
        number = int(str(value))
    except ValueError:
        raise QueryError(f"{query.name}: {parameter.name} must be a whole number, not {value!r}") from None
    if abs(number) >= 2**63:
        raise QueryError(f"{query.name}: {parameter.name} is too large")
    return number


def _ask(store: Store, text: str, bound: Bindings) -> Rows | Triples:
    answer = open_answer(store, text, bound)
    if isinstance(answer, QueryTriples):
        return Triples(_careful(answer))
    if isinstance(answer, QueryBoolean):
        return Rows(("answer",), [(Literal(bool(answer)),)])
    return Rows(tuple(variable.value for variable in answer.variables), _tuples(answer))


def open_answer(store: Store, text: str, bound: Bindings | None = None) -> QuerySolutions | QueryBoolean | QueryTriples:
    """Return the answer of the engine to a query that stays within the store and changes nothing.

    Raises QueryError for a query that would reach out of the store or change it, that names a graph, that is nested
    too deep, or that has a syntax error.
    """
    refuse_what_reaches_out(text)
    refuse_what_is_too_deep(text)
    refuse_named_graphs(text)
    known = prefixes_of(store)
    try:
        return store.query(text, prefixes=known, substitutions=bound or {})
    except SyntaxError as error:
        raise QueryError(explain(text, str(error), known)) from None
    except (RuntimeError, ValueError, OSError) as error:
        raise QueryError(f"the query cannot be answered: {error}") from None


def _tuples(solutions: QuerySolutions) -> Iterator[tuple[Term | None, ...]]:
    return (tuple(solution) for solution in _careful(solutions))


def _careful(answers: Iterator[T]) -> Iterator[T]:
    try:
        yield from answers
    except (RuntimeError, OSError) as error:
        raise QueryError(f"the query failed while it was answered: {error}") from None


def _without(rows: Rows, names: set[str]) -> Rows:
    places = [place for place, column in enumerate(rows.columns) if column not in names]
    kept = tuple(rows.columns[place] for place in places)
    return Rows(kept, (tuple(row[place] for place in places) for row in rows.terms.drain()), rows.note)
