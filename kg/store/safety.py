"""Rejection of queries that access the network, change the store, or are nested too deeply."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model.errors import QueryError

_TOKENS = re.compile(
    r"""
    (?P<text>  '''(?:(?:'|'')?(?:[^'\\]|\\.))*''' | \"\"\"(?:(?:"|"")?(?:[^"\\]|\\.))*\"\"\"
             | '(?:[^'\\\n\r]|\\.)*' | "(?:[^"\\\n\r]|\\.)*" )
  | (?P<iri>   <[^<>"{}|^`\\\x00-\x20]*> )
  | (?P<note>  \#[^\n\r]* )
  | (?P<name>  [?$]\w+ | [\w.-]*:[\w.:%\\-]* | _:\w+ | @[A-Za-z-]+ )
  | (?P<word>  [A-Za-z_]+ )
  | (?P<other> . )
    """,
    re.VERBOSE | re.DOTALL,
)
_CHANGES = {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"}
_BRACKETS = dict.fromkeys("({[", 1) | dict.fromkeys(")}]", -1)
_OPERATORS = frozenset("!|&+-*/^=<>")
_JOINS = {"UNION", "FILTER", "OPTIONAL", "MINUS", "BIND", "VALUES", "GRAPH"}
_NAMES_A_GRAPH = {"GRAPH", "FROM"}
NO_NAMED_GRAPHS = (  # follows "GRAPH: " or "FROM: " in messages
    "all statements are in the default graph, so remove it (only `kg export graph --format nquads` writes named graphs)"
)
MOST_NESTED = 128
MOST_OPERATORS = 3_000
_FORMS = {"SELECT", "CONSTRUCT", "ASK", "DESCRIBE"}


def reject_network_and_updates(text: str) -> None:
    """Raise QueryError for an update, and for a query with SERVICE, which would send a request to another server.

    Literals, IRIs, comments and names are skipped. Unicode escapes need no decoding: the engine decodes them only in
    literals and IRIs, so they cannot form a keyword.
    """
    upper = [(kind, token.upper()) for kind, token in tokens(text)]
    words = [token for kind, token in upper if kind == "word"]
    if any("SERVICE" in token for kind, token in upper if kind == "word" or _may_contain_service(kind, token)):
        raise QueryError("SERVICE would access another server; queries run without network access, so remove it")
    for word in words:
        if word in _FORMS:
            return
        if word in _CHANGES:
            raise QueryError(f"{word} is an update; the graph is read-only, so use SELECT, CONSTRUCT, ASK or DESCRIBE")


def reject_named_graphs(text: str) -> None:
    """Raise QueryError for a query with GRAPH or FROM, since the store has only a default graph."""
    for kind, token in tokens(text):
        if kind == "word" and token.upper() in _NAMES_A_GRAPH:
            raise QueryError(f"{token.upper()}: {NO_NAMED_GRAPHS}")


def reject_deep_nesting(text: str) -> None:
    """Raise QueryError for a query with so many nested brackets, or so many operators, that the engine might crash.

    The engine parses both recursively; its stack overflows at about 700 nested brackets or 7,000 operators.
    """
    depth = operators = 0
    for kind, mark in tokens(text):
        if kind == "other":
            depth += _BRACKETS.get(mark, 0)
        operators += (kind == "other" and mark in _OPERATORS) or (kind == "word" and mark.upper() in _JOINS)
        if depth > MOST_NESTED:
            raise QueryError(f"the query is nested more than {MOST_NESTED} brackets deep; simplify it")
    if operators > MOST_OPERATORS:
        raise QueryError(f"the query has more than {MOST_OPERATORS:,} operators; simplify it")


def tokens(text: str) -> Iterator[tuple[str, str]]:
    """Yield the kind and the text of each token of a query.

    The kinds are "text" (a string literal), "iri", "note" (a comment), "name" (a variable or prefixed name), "word" (a
    keyword) and "other".
    """
    return ((found.lastgroup or "other", found.group()) for found in _TOKENS.finditer(text))


def _may_contain_service(kind: str, token: str) -> bool:
    """Return True if the engine might read the keyword SERVICE in a name.

    The engine needs no space after a keyword: it may parse `SERVICEex:a`, a single prefixed name by the grammar, as
    SERVICE and `ex:a`.
    """
    prefix, _, local = token.partition(":")
    return kind == "name" and token[0] not in "?$@" and ("SERVICE" in prefix or prefix == "_" or ".SERVICE" in local)
