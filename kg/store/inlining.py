"""Insertion of parameter values into the text of named queries: the SPARQL protocol has no parameters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from pyoxigraph import BlankNode, Literal, NamedNode, Store, Triple, Variable

from kg.store.evaluation import bindings
from kg.store.named import NamedQuery
from kg.store.query_tokens import tokens
from kg.store.shortening import prefixes_of

_ENDS = {"HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES"}


def as_text(store: Store, query: NamedQuery, params: Mapping[str, object]) -> str:
    """Return the text of a named query with PREFIX declarations, and with its parameters replaced by their values.

    Raises QueryError under the same conditions as `bindings`.
    """
    return inlined(with_prefixes(query.text, prefixes_of(store)), bindings(store, query, params))


def inlined(text: str, bound: Mapping[Variable, NamedNode | BlankNode | Literal | Triple]) -> str:
    """Return the query with each bound variable replaced by its term; literals and comments are unchanged.

    pyoxigraph serialises and escapes the terms. In the lists of SELECT, GROUP BY and ORDER BY, where a term is not
    allowed, the variable is removed.
    """
    values = {f"{mark}{variable.value}": str(term) for variable, term in bound.items() for mark in "?$"}
    return "".join(_inlined(text, values))


def _inlined(text: str, values: Mapping[str, str]) -> Iterator[str]:
    in_list, depth = False, 0
    for kind, token in tokens(text):
        word = token.upper()
        if kind == "word" and word in ("SELECT", "BY"):
            in_list, depth = True, 0
        elif word in ("{", "}", "WHERE") or (kind == "word" and word in _ENDS):
            in_list = False
        depth += {"(": 1, ")": -1}.get(token, 0)
        if kind == "name" and token in values:
            yield "" if in_list and not depth else values[token]
        else:
            yield token


def with_prefixes(text: str, known: Mapping[str, str]) -> str:
    """Return the query preceded by PREFIX declarations of the known prefixes that it uses and does not declare."""
    pieces = list(tokens(text))
    used = {token.partition(":")[0] for kind, token in pieces if kind == "name" and token[0] not in "?$@_"}
    words = [token for kind, token in pieces if token.strip() and kind != "note"]
    declared = {after[:-1] for word, after in pairwise(words) if word.upper() == "PREFIX"}
    lines = [f"PREFIX {prefix}: <{known[prefix]}>\n" for prefix in sorted((used - declared) & set(known))]
    return "".join(lines) + text
