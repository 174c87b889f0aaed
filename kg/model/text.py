"""Normal forms of text for comparison, and ASCII slugs for identifiers and file names."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "þ": "th", "Þ": "th"}
    | {"æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t", "ŋ": "n", "ə": "e", "Ə": "e"}
    | {"’": "'", "‘": "'", "`": "'", "´": "'", "ʼ": "'"}
    | dict.fromkeys("‐‑‒–—―−", "-")
)
_NOT_ASCII_WORD = re.compile(r"[^a-z0-9]+")


def without_accents(text: str) -> str:
    """Return the compatibility decomposition (NFKD) of a text without its combining marks.

    Examples
    --------
    >>> without_accents("José Núñez")
    'Jose Nunez'
    """
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def fold(text: str) -> str:
    """Return a text in lower case, without accents, with uniform hyphens and apostrophes.

    Letters without a decomposition are replaced by ASCII letters: "ł" by "l", "ß" by "ss".

    Examples
    --------
    >>> fold("Işıl Bozma – Łukasz Kaiser")
    'isil bozma - lukasz kaiser'
    """
    return text.lower() if text.isascii() else _fold_accents(text)


@lru_cache(maxsize=262144)
def _fold_accents(text: str) -> str:
    return without_accents(text.translate(_LETTERS)).casefold().translate(_LETTERS)


def fold_name(name: str) -> str:
    """Return a name in the form of `fold`, with single spaces, for comparison with a label in the same form.

    Examples
    --------
    >>> fold_name("  Jürgen   SCHMIDHUBER ")
    'jurgen schmidhuber'
    """
    return " ".join(fold(name).split())


def digest(text: str) -> str:
    """Return the first 8 hexadecimal digits of the SHA-256 of a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def ascii_slug(folded: str) -> str:
    """Return the runs of ASCII letters and digits of a folded text, joined by "-"; "" if there are none.

    Examples
    --------
    >>> ascii_slug("graph (neural) networks")
    'graph-neural-networks'
    """
    return _NOT_ASCII_WORD.sub("-", folded).strip("-")
