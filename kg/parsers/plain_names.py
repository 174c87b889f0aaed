"""Recognition of rows of plain full names: the most frequent kind of row, which needs no further parsing."""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import lru_cache

from kg.parsers.name_order import GROUP_WORDS, PARTICLES

_LATIN = tuple(map(chr, range(0x180)))
_UPPER = "".join(filter(str.isupper, _LATIN))
_LOWER = "".join(letter for letter in _LATIN if letter.islower() and letter not in "ªº")
_WORD = f"(?:Mc)?[{_UPPER}][{_LOWER}]{{1,24}}(?:-[{_UPPER}][{_LOWER}]{{1,24}})*"
_INITIALS = r"[A-Z]\.(?:-[A-Z]\.)?"
_NAME = f"(?:{_WORD}|{_INITIALS})(?: {_INITIALS}| {_WORD}){{0,3}} {_WORD}"
_ROW = re.compile(f"{_NAME}(?:, {_NAME})*")
# Most rows consist of words without hyphens and initials; this pattern recognises them several times as fast.
_SIMPLE_NAME = f"[{_UPPER}][{_LOWER}]{{1,24}}(?: [{_UPPER}][{_LOWER}]{{1,24}}){{1,4}}"
_SIMPLE_ROW = re.compile(f"{_SIMPLE_NAME}(?:, {_SIMPLE_NAME})*")
_LONGEST_ROW = 20_000
OTHER_WORDS = frozenset(
    "journal conference proceedings transactions letters workshop symposium arxiv preprint university press univ"
    " institute inc ltd lab labs laboratory academy college school department google microsoft meta amazon nvidia"
    " nature science ieee acm springer elsevier paper code official project page dataset survey learning network"
    " networks".split()
)
"""Words that do not occur in names."""
# Words of groups, particles, suffixes and placeholders; a row with one of them is not plain.
_SPECIAL = (
    GROUP_WORDS
    | PARTICLES
    | frozenset(
        "jr sr jnr snr junior senior ii iii iv anonymous no not unknown author authors first paper et etal and various"
        " other others to more additional further hidden withheld anon name missing"
        " prof professor dr mr mrs ms ing".split()
    )
)


def are_plain(row: str) -> bool:
    """Return True if a row consists of full names separated by commas, given names first, without anything to parse.

    The names have no footnote marks, particles, suffixes or words in capitals, and are not groups.

    >>> are_plain("Ada Example, Grace B. Sample"), are_plain("Example, Ada"), are_plain("Pia van der Hoek")
    (True, False, False)
    """
    return _form(row) is not _Form.OTHER


def are_plain_names(row: str) -> bool:
    """Return True if a row is plain and has no word that does not occur in names.

    >>> are_plain_names("Ada Example, Grace B. Sample"), are_plain_names("Sheep Journal, Goat Letters")
    (True, False)
    """
    return _form(row) is _Form.NAMES


class _Form(Enum):
    """Form of a row: plain full names, words in the form of plain full names, or another form."""

    NAMES = auto()
    WORDS = auto()
    OTHER = auto()


@lru_cache(maxsize=1 << 14)
def _form(row: str) -> _Form:
    if len(row) > _LONGEST_ROW or not (_SIMPLE_ROW.fullmatch(row) or _ROW.fullmatch(row)):
        return _Form.OTHER
    words = row.replace(",", "").replace("-", " ").casefold().split(" ")
    if not _SPECIAL.isdisjoint(words):
        return _Form.OTHER
    return _Form.NAMES if OTHER_WORDS.isdisjoint(words) else _Form.WORDS
