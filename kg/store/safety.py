"""Queries that would reach out of the store, or change it, are refused."""

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
NO_NAMED_GRAPHS = (
    "all statements are in the default graph; leave it out (only `kg export graph --format nquads` writes named graphs)"
)
MOST_NESTED = 128
MOST_OPERATORS = 3_000
_FORMS = {"SELECT", "CONSTRUCT", "ASK", "DESCRIBE"}


def refuse_what_reaches_out(text: str) -> None:
    """Raise QueryError for a query with SERVICE, which asks another server, and for an update.

    What stands in texts, IRIs, comments and names does not count. The engine reads Unicode escapes within texts and
    IRIs only, so a keyword cannot hide behind them.
    """
    upper = [(kind, token.upper()) for kind, token in tokens(text)]
    words = [token for kind, token in upper if kind == "word"]
    if any("SERVICE" in token for kind, token in upper if kind == "word" or _may_hide(kind, token)):
        raise QueryError("SERVICE asks another server; this graph is asked without a network: leave it out")
    for word in words:
        if word in _FORMS:
            return
        if word in _CHANGES:
            raise QueryError(f"{word} changes a graph; this one is read only: use SELECT, CONSTRUCT, ASK or DESCRIBE")


def refuse_named_graphs(text: str) -> None:
    """Raise QueryError for a query with GRAPH or FROM: every statement is in the default graph of the store."""
    for kind, token in tokens(text):
        if kind == "word" and token.upper() in _NAMES_A_GRAPH:
            raise QueryError(f"{token.upper()}: {NO_NAMED_GRAPHS}")


def refuse_what_is_too_deep(text: str) -> None:
    """Raise QueryError for a query whose brackets or operators are nested so deep that the engine might not return.

    The engine reads both by recursion and falls at about 700 brackets or 7,000 operators.
    """
    depth = operators = 0
    for kind, mark in tokens(text):
        if kind == "other":
            depth += _BRACKETS.get(mark, 0)
        operators += (kind == "other" and mark in _OPERATORS) or (kind == "word" and mark.upper() in _JOINS)
        if depth > MOST_NESTED:
            raise QueryError(f"the query is nested more than {MOST_NESTED} brackets deep; say it with fewer")
    if operators > MOST_OPERATORS:
        raise QueryError(f"the query has more than {MOST_OPERATORS:,} operators; say it with fewer")


def tokens(text: str) -> Iterator[tuple[str, str]]:
    """The pieces of a query, each with what it is (text, iri, note, name, word, other); together the query."""
    return ((found.lastgroup or "other", found.group()) for found in _TOKENS.finditer(text))


def _may_hide(kind: str, token: str) -> bool:
    """Whether a name, which the engine reads word by word, could be a keyword and a name without a space between."""
    prefix, _, local = token.partition(":")
    return kind == "name" and token[0] not in "?$@" and ("SERVICE" in prefix or prefix == "_" or ".SERVICE" in local)
