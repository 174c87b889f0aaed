"""Queries given by name, as a file or as a text, and the values of their parameters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from pyoxigraph import Store

from kg.model.errors import QueryError, UsageError
from kg.store import (
    NamedQuery,
    Parameter,
    Rows,
    Triples,
    ask,
    find_query,
    missing_terms,
    named_queries,
    read_query,
    run,
)

_SPARQL_MARKS = "{?<:\n"


def queries(theme: str | None = None) -> Mapping[str, NamedQuery]:
    """Return all named queries, or those of one theme, by name. Raises UsageError for an unknown theme."""
    themes = sorted({query.theme for query in named_queries().values()})
    if theme is not None and theme not in themes:
        raise UsageError(f"unknown theme {theme!r}; choose one of {', '.join(themes)}")
    return {name: query for name, query in named_queries().items() if theme in (None, query.theme)}


def find_question(question: str) -> NamedQuery:
    """Return the query for a `question`, which is the name of a query, the path of a `.rq` file or a SPARQL text.

    Raises QueryError for an unknown name, with similar names in the message, and for a file that cannot be read.
    """
    if question in named_queries():
        return find_query(question)
    if question.endswith(".rq"):
        return read_query(Path(question).stem, _read(Path(question)))
    if any(mark in question for mark in _SPARQL_MARKS):
        return read_query("query", question)
    return find_query(question)


def arguments(query: NamedQuery, values: Sequence[object], named: Mapping[str, object]) -> dict[str, object]:
    """Return the values of a query's parameters by name.

    `values` are the values of the first parameters, in the order of the header of the query; `named` are further values
    by name. Raises UsageError for more values than parameters, and for a parameter with two values.

    Examples
    --------
    >>> arguments(find_query("works_of_author"), ["Yoshua Bengio"], {})
    {'author': 'Yoshua Bengio'}
    """
    return bound_arguments(query.name, query.parameters, values, named)


def bound_arguments(
    title: str, parameters: Sequence[Parameter], values: Sequence[object], named: Mapping[str, object]
) -> dict[str, object]:
    """Return the values of parameters by name, as `arguments` does; `title` begins the messages of errors."""
    names = [parameter.name for parameter in parameters]
    if len(values) > len(names):
        plural = "s" * (len(names) != 1)
        accepted = f"{len(names)} parameter{plural} ({', '.join(names)})" if names else "no parameters"
        raise UsageError(f"{title}: {len(values)} values given, but the query has {accepted}")
    given = dict(zip(names, values, strict=False))
    if twice := sorted(given.keys() & named.keys()):
        raise UsageError(f"{title}: two values given for the parameter {twice[0]!r}")
    return given | dict(named)


def parse_parameters(pairs: Iterable[str]) -> dict[str, str]:
    """Return the values by name of parameters written as NAME=VALUE.

    Raises UsageError for a parameter of another form, and for a name that is given twice.

    Examples
    --------
    >>> parse_parameters(["author=Yoshua Bengio"])
    {'author': 'Yoshua Bengio'}
    """
    found: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name.strip():
            raise UsageError(f"--param {pair}: write NAME=VALUE")
        if name.strip() in found:
            raise UsageError(f"--param {name.strip()}: given twice")
        found[name.strip()] = value
    return found


def run_question(store: Store, query: NamedQuery, params: Mapping[str, object]) -> Rows | Triples:
    """Return the result of a query. Raises QueryError for a missing or unknown parameter, and for an invalid query."""
    if query.parameters or params or query.order:
        return run(store, query, params)
    return ask(store, query.text)


def explain_empty(query: NamedQuery, params: Mapping[str, object], store: Store | None) -> str:
    """Return a message about an empty result.

    It has the question of the query and the values of its parameters; if `store` is given, also the terms of the query
    that the graph does not contain.
    """
    given = ", ".join(f"{each.name} = {params.get(each.name, each.default)}" for each in query.parameters)
    question = query.question or "the query"
    absent = missing_terms(store, query.text) if store is not None else []
    unknown = f"; the graph does not contain {', '.join(absent)}" if absent else ""
    return f"no results for: {question}{f' ({given})' if given else ''}{unknown}"


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise QueryError(f"cannot be read: {error.strerror}", file=path) from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise QueryError("the file is not UTF-8; save it as UTF-8", file=path, line=line) from None
