"""Asking the graph of a build: by the name of a query, with a file, or in SPARQL."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from kg.artefacts import STORE
from kg.model.errors import QueryError
from kg.store import NamedQuery, Rows, Triples, find_query, named_queries, open_store, read_query
from kg.store import ask as ask_store
from kg.store import run as run_query


def named() -> Mapping[str, NamedQuery]:
    """The named queries, by name."""
    return named_queries()


def text(name: str) -> str:
    """The SPARQL of a named query, with its header."""
    return find_query(name).text


def ask(out: Path, question: str, params: Mapping[str, str] | None = None) -> Rows | Triples:
    """The answer to a question put to the graph in the folder `out`.

    `question` is the name of a named query, the path of a `.rq` file, or SPARQL. Raises QueryError where it is none of
    these, where a parameter is missing or unknown, and where the query would change the graph or reach out of it.
    """
    store = open_store(out / STORE)
    query = find_question(question)
    if query.parameters or params:
        return run_query(store, query, params or {})
    return ask_store(store, query.text)


def find_question(question: str) -> NamedQuery:
    """The query meant by a name, a path or a text."""
    if question in named_queries():
        return find_query(question)
    if question.endswith(".rq"):
        return read_query(Path(question).stem, _read(Path(question)))
    if any(mark in question for mark in "{?\n"):
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


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise QueryError(f"{path}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise QueryError(f"{path}: not UTF-8 at byte {error.start}; save it as UTF-8") from None
