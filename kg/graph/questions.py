"""Asking the graph of a build: by the name of a query, with a file, or in SPARQL."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Store

from kg.model.errors import QueryError
from kg.output import STORE
from kg.store import (
    NamedQuery,
    Rows,
    Triples,
    ask_endpoint,
    find_query,
    missing_words,
    named_queries,
    open_store,
    prefixes_of,
    read_query,
)
from kg.store import ask as ask_store
from kg.store import run as run_query


@dataclass(frozen=True, slots=True)
class Question:
    """A query, the values of its parameters, and where it is put: the folder of a build or an endpoint's address."""

    query: NamedQuery
    params: Mapping[str, str]
    out: Path
    endpoint: str | None = None


def named(theme: str | None = None) -> Mapping[str, NamedQuery]:
    """The named queries, by name, or those of a theme; raises QueryError where there is no such theme."""
    themes = sorted({query.theme for query in named_queries().values()})
    if theme is not None and theme not in themes:
        raise QueryError(f"there is no theme {theme!r}; there are {', '.join(themes)}")
    return {name: query for name, query in named_queries().items() if theme in (None, query.theme)}


def ask(question: Question) -> Rows | Triples:
    """The answer to a question.

    Raises QueryError where a parameter is missing or unknown, where the query would change the graph or reach out of
    it, and where an endpoint does not answer.
    """
    if question.endpoint:
        return ask_endpoint(question.endpoint, question.query, question.params)
    return put(_store(question), question.query, question.params)


def put(store: Store, query: NamedQuery, params: Mapping[str, object]) -> Rows | Triples:
    """The answer of a query in an open store; raises QueryError as `ask` does."""
    if query.parameters or params or query.order:
        return run_query(store, query, params)
    return ask_store(store, query.text)


def known_prefixes(question: Question) -> Mapping[str, str]:
    """The prefixes that the answer can be read with."""
    return {} if question.endpoint else prefixes_of(_store(question))


def looked_for(question: Question) -> str:
    """What a question with an empty answer was looking for, and which of its words the graph does not have."""
    given = ", ".join(
        f"{each.name} = {question.params.get(each.name, each.default)}" for each in question.query.parameters
    )
    asked = question.query.question or "an answer to the query"
    absent = [] if question.endpoint else missing_words(_store(question), question.query.text)
    unknown = f"; the graph has no {', no '.join(absent)}" if absent else ""
    return f"nothing found for: {asked}{f' ({given})' if given else ''}{unknown}"


def find_question(question: str) -> NamedQuery:
    """The query meant by a name, the path of a `.rq` file, or SPARQL; raises QueryError where it is none of these."""
    if question in named_queries():
        return find_query(question)
    if question.endswith(".rq"):
        return read_query(Path(question).stem, _read(Path(question)))
    if any(mark in question for mark in "{?<:\n"):
        return read_query("query", question)
    return find_query(question)


def parameters(given: Iterable[str]) -> dict[str, str]:
    """Parameters given as NAME=VALUE; raises QueryError where one is not."""
    params: dict[str, str] = {}
    for each in given:
        name, equals, value = each.partition("=")
        if not equals or not name.strip():
            raise QueryError(f"--param {each}: write NAME=VALUE")
        if name.strip() in params:
            raise QueryError(f"--param {name.strip()}: given twice")
        params[name.strip()] = value
    return params


def _store(question: Question) -> Store:
    return open_store(question.out / STORE)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise QueryError(f"cannot be read: {error.strerror}", file=path) from None
    except UnicodeDecodeError as error:
        raise QueryError(f"not UTF-8 at byte {error.start}; save it as UTF-8", file=path) from None
