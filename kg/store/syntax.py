"""Messages for syntax errors in SPARQL."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.store.named import suggest
from kg.store.query_tokens import tokens

_PLACE = re.compile(r"error at (\d+):(\d+): expected (.*)", re.DOTALL)


def explain(text: str, error: str, prefixes: Mapping[str, str]) -> str:
    """Return a message of one line for a syntax error: its position, the text around it, and a remedy.

    `error` is pyoxigraph's message; `prefixes` are the known prefixes.
    """
    found = _PLACE.search(error)
    if found is None:
        return f"the query is invalid: {error.splitlines()[0] if error else 'no reason given'}"
    line, column, expected = int(found[1]), int(found[2]), found[3]
    position = f"line {line}, column {column}"
    if "Prefix not found" in expected:
        return f"{position}: {_unknown_prefix(text, line, column, prefixes)}"
    return f"{position}: {_where(text, line, column)}; expected {_first(expected)}"


def _where(text: str, line: int, column: int) -> str:
    written = text.split("\n")[line - 1]
    before, rest = written[: column - 1][-30:].lstrip(), written[column - 1 :][:30].rstrip()
    return f"syntax error at ▸ in {before}▸{rest}" if rest else f"the query ends too early, after {before or 'nothing'}"


def _unknown_prefix(text: str, line: int, column: int, prefixes: Mapping[str, str]) -> str:
    written = text.split("\n")[line - 1]
    names = [token.partition(":")[0] for kind, token in tokens(written) if kind == "name" and token[0] not in "?$@_"]
    unknown = next((name for name in names if name not in prefixes), "")
    return f"the prefix {unknown}: is not declared; write PREFIX {unknown}: <…> first{suggest(unknown, prefixes)}"


def _first(expected: str) -> str:
    """Return the first expected tokens, without classes of characters: the engine lists whole ranges of Unicode."""
    choices = [" ".join(choice.split()) for choice in re.sub(r"^one of ", "", expected.strip()).split(", ")]
    tokens_expected = [choice for choice in choices if not choice.startswith("[")]
    plain = [choice for choice in tokens_expected if not choice.startswith("'")] or tokens_expected
    return " or ".join(plain[:4]) or "another character"
