"""Division of a query into tokens, in a time proportional to its length."""

from __future__ import annotations

import re
from collections.abc import Iterator

_TOKENS = re.compile(
    r"""
    (?P<text>  '''(?:'{0,2}+(?:[^'\\]|\\.))*+''' | \"""(?:"{0,2}+(?:[^"\\]|\\.))*+\"""
             | (?!''')'(?:[^'\\\n\r]|\\.)*+' | (?!\""")"(?:[^"\\\n\r]|\\.)*+" )
  | (?P<open>  ['"].*+ )
  | (?P<iri>   <(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*+> )
  | (?P<note>  \#[^\n\r]*+ )
  | (?P<name>  [?$]\w++ | [\w.-]*+:(?:[\w.:%-]|\\[_~.!$&'()*+,;=/?\#@%-])*+ | @[A-Za-z]++(?:-++[A-Za-z0-9]++)*+ )
  | (?P<run>   [\w.-]++ )
  | (?P<other> \S )
  | (?P<space> \s++ )
    """,
    re.VERBOSE | re.DOTALL,
)
_PARTS_OF_RUN = re.compile(r"(?P<word>[A-Za-z_]++)|(?P<number>\d++)|(?P<other>.)", re.DOTALL)


def tokens(text: str) -> Iterator[tuple[str, str]]:
    """Yield the kind and the text of each token of a query; the tokens join to the query.

    The kinds are "text" (a string literal), "open" (the rest of the query from a string literal without an end), "iri",
    "note" (a comment), "name" (a variable, a prefixed name or a language tag), "word" (a keyword), "number", "space"
    and "other" (one character). No quantifier backtracks, and no character is read more than a fixed number of times.
    """
    for found in _TOKENS.finditer(text):
        kind = found.lastgroup
        if kind == "run":
            yield from ((part.lastgroup or "other", part.group()) for part in _PARTS_OF_RUN.finditer(found.group()))
        else:
            yield kind or "other", found.group()
