"""Recognition of names and rows of names, as opposed to titles, venues and sentences."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.parsers.plain_names import OTHER_WORDS, are_plain_names

_LONGEST_NAME = 60
_MOST_WORDS = 6
_WORDS_ALONE = 3
_LONGEST_ROW = 20_000
_SEPARATOR = re.compile(r"[,;，、；·|&]| and ")
_PARTICLES = frozenset(
    "de da do dos das del della der den di du la le van von vom zu zur ten ter af av bin ibn al el ben y e i "
    "san st jr sr et and 't".split()
)
_WORD = re.compile(r"\w+")
_NO_NAME_SIGN = re.compile(r"[0-9?!:/=<>\"$@]")
_OTHERS = re.compile(r"\bet\.? ?al\.?|\band others\b|\.\.\.|…", re.IGNORECASE)
# Footnote marks for affiliations and equal contribution, and brackets, between and after names.
_MARK = re.compile(r"[*†‡§¶#\d¹²³⁰-⁹₀-₉^{}(\[]")
_MARKS = re.compile(r"[*†‡§¶#\d¹²³⁰-⁹₀-₉^{}]+|\([^()]*\)|\[[^\[\]]*\]")


@lru_cache(maxsize=1 << 12)
def are_names(text: str) -> bool:
    """Return True if a text looks like a row of names: "Ada Example, G. Sample and Bo Li et al."."""
    if not text or len(text) > _LONGEST_ROW or text.endswith(("?", "!", ":")):
        return False
    if "," in text and are_plain_names(text):
        return True
    parts = _parts(text)
    if not parts or not all(map(is_name, parts)):
        return False
    if len(parts) == 1:
        alone = parts[0].split()
        return 1 < len(alone) <= _WORDS_ALONE or any(
            len(word.strip(".")) == 1 or _is_particle(word) for word in alone[:-1]
        )
    return True


@lru_cache(maxsize=1 << 14)
def is_name(text: str) -> bool:
    """Return True if a text looks like one name: capitalised words, initials and particles, without digits."""
    words = text.split()
    if not 0 < len(words) <= _MOST_WORDS or len(text) > _LONGEST_NAME or _has_other_word(text):
        return False
    if _NO_NAME_SIGN.search(text) or (not text.isascii() and any(map(str.isdigit, text))):
        return False
    return words[0].casefold() in _PARTICLES or (_starts_name(words[0]) and all(map(_is_part, words)))


def _has_other_word(text: str) -> bool:
    """Return True if a text has a word that does not occur in names."""
    return not OTHER_WORDS.isdisjoint(_WORD.findall(text.casefold()))


def _parts(text: str) -> list[str]:
    plain = _OTHERS.sub("", text) if not text.isalpha() else text
    plain = _MARKS.sub("", plain) if _MARK.search(plain) else plain
    return [part.strip(" .*_") for part in _SEPARATOR.split(plain) if part.strip(" .*_-")]


def _starts_name(word: str) -> bool:
    first = next((character for character in word if character.isalpha()), "")
    return bool(first) and not first.islower()


def _is_part(word: str) -> bool:
    return _starts_name(word) or _is_particle(word) or word[:2].casefold() in ("d'", "d’", "al")


def _is_particle(word: str) -> bool:
    return word.casefold().strip("'’.") in _PARTICLES
