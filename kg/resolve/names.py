"""Names of people in normal form."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from kg.resolve.folding import fold
from kg.resolve.latex import render

_NICKNAME = re.compile(r"[(（\"“][^)）\"”]*[)）\"”]")
_SEPARATOR = re.compile(r"[\s.,_]+")


@lru_cache(maxsize=262144)
def name_key(name: str) -> str:
    """A full name without case, accents, dots, nicknames and spare spaces; never empty.

    >>> name_key("Jürgen  Schmidhuber"), name_key("R.S. Fearing")
    ('jurgen schmidhuber', 'r s fearing')
    """
    plain = _NICKNAME.sub(" ", render(name))
    return " ".join(p for p in _SEPARATOR.split(fold(plain)) if p) or unicodedata.normalize("NFKC", name).casefold()
