"""Normal forms of terms: case, hyphens, plurals, accents, LaTeX marks and -ise/-ize make no difference."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.model.text import ascii_slug, digest, without_accents

_MARKUP = re.compile(
    r"\\(?:mathcal|mathbb|mathrm|mathbf|mathit|text|textit|textbf|textsc|texttt|emph|operatorname|ell)"
)
_JUNK = re.compile(r"[\\{}$^_~'’`\"“”]")
_BREAKS = re.compile(r"[-‐‑–—/\s]+")
_ARTICLE = re.compile(r"^(?:the|a|an)\s+(?=\S)", re.IGNORECASE)
_PLURAL_KEEPS = ("ss", "us", "is")
_PLURAL_TAILS = (("ies", "y"), ("sses", "ss"), ("xes", "x"), ("ches", "ch"))

GENERIC_HEADS = frozenset(
    "algorithm method approach framework architecture technique scheme procedure strategy system module mechanism"
    " heuristic".split()
)
"""Last words of a term that may be kept or left out without naming another concept."""


def singular(word: str) -> str:
    """Return a lower-case word without its plural ending: "policies" → "policy", "gans" → "gan", "bias" stays."""
    if len(word) <= 3 or not word.endswith("s") or word.endswith(_PLURAL_KEEPS):
        return word
    for tail, base in _PLURAL_TAILS:
        if word.endswith(tail) and len(word) > len(tail) + 2:
            return word[: -len(tail)] + base
    return word[:-1]


@lru_cache(maxsize=200_000)
def plain_form(word: str) -> str:
    """Return a word in lower case, without accents and LaTeX marks, with American -ize for British -ise."""
    word = _JUNK.sub("", _MARKUP.sub("", without_accents(word))).lower()
    if "is" in word and len(word) > 6:
        word = word.replace("isation", "ization").replace("ising", "izing").replace("ised", "ized")
    return word


@lru_cache(maxsize=65_536)
def normal_form(surface: str) -> str:
    """Return the plain words of a term, the last in the singular, hyphens as blanks: equal for all its spellings."""
    words = [word for word in _BREAKS.split(_ARTICLE.sub("", surface.strip())) if plain_form(word)]
    return " ".join([*map(plain_form, words[:-1]), *map(base_form, words[-1:])])


@lru_cache(maxsize=200_000)
def base_form(word: str) -> str:
    """Return a word in its plain form and the singular, except for a name in capitals: "DARTS", "SNIPS"."""
    if len(word) > 2 and word.endswith("s") and word[:-1].isupper():
        return plain_form(word[:-1])
    return plain_form(word) if word.isupper() and word.endswith("S") else singular(plain_form(word))


def tight_form(surface: str) -> str:
    """Return the normal form without blanks, equal for "auto-encoder", "auto encoder" and "autoencoder"."""
    return normal_form(surface).replace(" ", "")


def slug(form: str) -> str:
    """Return an ASCII name for an IRI; a short hash separates forms that differ only in characters outside ASCII."""
    text = ascii_slug(form)
    if text.replace("-", " ") == form and len(text) <= 80:
        return text
    return f"{text[:70].strip('-')}-{digest(form)}".strip("-")


def is_abbreviation(surface: str) -> bool:
    """Return True if at least two letters of a word, and at least half, are capitals: "GNNs", not "Q-learning"."""
    if not 2 <= len(surface) <= 12 or " " in surface:
        return False
    capitals = sum(c.isupper() for c in surface)
    return capitals >= 2 and capitals * 2 >= sum(c.isalpha() for c in surface.removesuffix("s"))
