"""Rejection of queries that access the network, change the store, or are too large for the engine."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from kg.model.errors import QueryError
from kg.store.query_tokens import tokens

Token = tuple[str, str]
"""Kind and text of a token; in this module, the text is in upper case."""

_CHANGES = {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"}
_BRACKETS = dict.fromkeys("({[", 1) | dict.fromkeys(")}]", -1)
_OPERATORS = frozenset("!|&+-*/^=<>")
_JOINS = {"UNION", "FILTER", "OPTIONAL", "MINUS", "BIND", "VALUES", "GRAPH"}
_NAMES_A_GRAPH = {"GRAPH", "FROM"}
_PARTS = {"name", "iri", "text", "number", "word"}
NO_NAMED_GRAPHS = (  # follows "GRAPH: " or "FROM: " in messages
    "all statements are in the default graph, so remove the reference to a named graph "
    "(only `kg export graph --format nquads` writes named graphs)"
)
MOST_NESTED = 128
MOST_OPERATORS = 3_000
MOST_PARTS = 1_200
"""Maximum number of names, keywords, IRIs, literals, numbers and opening brackets, without the rows of VALUES."""
_FORMS = {"SELECT", "CONSTRUCT", "ASK", "DESCRIBE"}
_WEB_ADDRESS = re.compile(r"<[A-Z][A-Z0-9+.-]*+://")


@lru_cache(maxsize=64)
def reject_unsafe(text: str) -> None:
    """Raise QueryError for a query that the engine must not run.

    These are updates, queries with SERVICE, GRAPH or FROM, and queries so large that the engine might crash. A literal
    without an end is an error too: the tokens after it are uncertain.
    """
    found = [(kind, token.upper()) for kind, token in tokens(text) if kind not in ("note", "space")]
    _reject_open_literal(text)
    _reject_network(text, found)
    _reject_updates(found)
    _reject_large(found)
    _reject_named_graphs(found)


def _reject_open_literal(text: str) -> None:
    rest = next((token for kind, token in tokens(text) if kind == "open"), "")
    if rest:
        start = len(text) - len(rest)
        line, column = text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
        raise QueryError(f"line {line}, column {column}: the literal that begins here has no end; close it")


def _reject_network(text: str, found: Iterable[Token]) -> None:
    """Raise QueryError for a query with SERVICE, which would send a request to another server.

    Literals, IRIs, comments and names are skipped. Unicode escapes need no decoding: the engine decodes them only in
    literals and IRIs, so they cannot form a keyword.
    """
    if "SERVICE" not in text.upper():
        return
    for kind, token in found:
        if (kind == "word" or _may_contain_service(kind, token)) and "SERVICE" in token:
            raise QueryError("SERVICE would access another server; queries run without network access, so remove it")
        if kind == "iri" and _may_be_comparison(token):
            raise QueryError(f"{token} could be read as two comparisons around SERVICE; write the IRI with http://")


def _reject_updates(found: Iterable[Token]) -> None:
    for word in (token for kind, token in found if kind == "word"):
        if word in _FORMS:
            return
        if word in _CHANGES:
            raise QueryError(f"{word} is an update; the graph is read-only, so use SELECT, CONSTRUCT, ASK or DESCRIBE")


def _reject_named_graphs(found: Iterable[Token]) -> None:
    for kind, token in found:
        if kind == "word" and token in _NAMES_A_GRAPH:
            raise QueryError(f"{token}: {NO_NAMED_GRAPHS}")


def _reject_large(found: Sequence[Token]) -> None:
    """Raise QueryError for a query with so many nested brackets, operators or parts that the engine might crash.

    The engine is recursive, and its stack overflows at about 700 nested brackets, 7,000 operators, or 2,500 names,
    literals or expressions in a row.
    """
    depth = operators = 0
    for kind, mark in found:
        if kind == "other":
            depth += _BRACKETS.get(mark, 0)
        operators += (kind == "other" and mark in _OPERATORS) or (kind == "word" and mark in _JOINS)
        if depth > MOST_NESTED:
            raise QueryError(f"the query is nested more than {MOST_NESTED} brackets deep; simplify it")
    if operators > MOST_OPERATORS:
        raise QueryError(f"the query has more than {MOST_OPERATORS:,} operators; simplify it")
    parts = sum(kind in _PARTS or _BRACKETS.get(token, 0) > 0 for kind, token in _without_values(found))
    if parts > MOST_PARTS:
        message = f"the query has {parts:,} names, keywords, literals and opening brackets, more than {MOST_PARTS:,}"
        raise QueryError(f"{message}; write long lists as rows of VALUES, which are not counted")


def _without_values(found: Iterable[Token]) -> Iterator[Token]:
    """Yield the tokens outside the braces of VALUES."""
    pending, depth = False, 0
    for kind, mark in found:
        if depth or (pending and mark == "{"):
            depth += _BRACKETS.get(mark, 0) if kind == "other" else 0
            pending = False
            continue
        pending = (kind, mark) == ("word", "VALUES") or (pending and kind in ("name", "other"))
        yield kind, mark


def _may_contain_service(kind: str, token: str) -> bool:
    """Return True if the engine might read the keyword SERVICE in a name.

    The engine needs no space after a keyword: it may parse `SERVICEex:a`, a single prefixed name by the grammar, as
    SERVICE and `ex:a`.
    """
    prefix, _, local = token.partition(":")
    return kind == "name" and token[0] not in "?$@" and ("SERVICE" in prefix or prefix == "_" or ".SERVICE" in local)


def _may_be_comparison(iri: str) -> bool:
    """Return True if the engine could parse an IRI as comparisons, as in `?a<'x>'` and `?a<?b#c>`.

    A literal or a comment would then begin inside the IRI and hide the tokens after it. A web address cannot be parsed
    as a comparison, since no term follows its first slash.
    """
    return ("'" in iri or "#" in iri) and not _WEB_ADDRESS.match(iri)
