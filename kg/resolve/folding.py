"""Normal forms of titles for matching, and readable slugs."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from kg.model.text import ascii_slug, fold
from kg.resolve.latex import render

SLUG_LENGTH = 40
_NOT_WORD = re.compile(r"[\W_]+")
_IEEE_SYMBOL = re.compile(r"/spl ([a-z]+)/", re.IGNORECASE)


def _spell_greek(text: str) -> str:
    """Return a text in which each Greek letter is replaced by its name: "α-divergence" has the word "alpha"."""
    if text.isascii():
        return text
    return "".join(_greek_name(c) if "Ͱ" <= c <= "Ͽ" else c for c in text)


def _greek_name(letter: str) -> str:
    name = unicodedata.name(letter, "")
    return f" {name.rpartition(' ')[2].lower()} " if name.startswith("GREEK") else letter


@lru_cache(maxsize=262144)
def words(text: str) -> tuple[str, ...]:
    """Return the words of a title in lower case, without accents and punctuation; LaTeX is converted to plain text."""
    plain = _IEEE_SYMBOL.sub(r" \1 ", render(text)).replace("&", " and ")
    return tuple(w for w in _NOT_WORD.split(fold(_spell_greek(plain).replace("'", ""))) if w)


def title_key(title: str) -> str:
    """Return the normal form of a title: lower case, without accents, LaTeX, punctuation and spaces; never empty.

    >>> title_key("{GLUE}: A Multi-Task Benchmark")
    'glueamultitaskbenchmark'
    """
    return "".join(words(title)) or unicodedata.normalize("NFKC", title).casefold().strip() or "untitled"


def slug(text: str, otherwise: str) -> str:
    """Return a slug for an identifier: lower-case ASCII words joined by "-", at most 40 characters, never empty.

    Return `otherwise` if the text has no letter or digit with an ASCII form.
    """
    joined = ascii_slug(fold(_spell_greek(render(text)).replace("'", "")))
    if len(joined) > SLUG_LENGTH:
        joined = joined[: SLUG_LENGTH + 1].rpartition("-")[0] or joined[:SLUG_LENGTH]
    return joined.strip("-") or otherwise
