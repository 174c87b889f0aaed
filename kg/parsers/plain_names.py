"""Recognition of rows of plain full names, which most rows are and which need no parsing in any notation."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.parsers.name_order import GROUP_WORDS, PARTICLES

_LATIN = tuple(map(chr, range(0x180)))
_UPPER = "".join(filter(str.isupper, _LATIN))
_LOWER = "".join(letter for letter in _LATIN if letter.islower() and letter not in "ªº")
_WORD = f"(?:Mc)?[{_UPPER}][{_LOWER}]{{1,24}}(?:-[{_UPPER}][{_LOWER}]{{1,24}})*"
_INITIALS = r"[A-Z]\.(?:-[A-Z]\.)?"
_NAME = f"(?:{_WORD}|{_INITIALS})(?: {_INITIALS}| {_WORD}){{0,3}} {_WORD}"
_ROW = re.compile(f"{_NAME}(?:, {_NAME})*")
_LONGEST_ROW = 20_000
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
    return bool(plain_words(row))


@lru_cache(maxsize=1 << 14)
def plain_words(row: str) -> tuple[str, ...]:
    """Return the words of a row of plain full names in lower case, or () for any other row."""
    if len(row) > _LONGEST_ROW or not _ROW.fullmatch(row):
        return ()
    words = row.replace(",", "").replace("-", " ").casefold().split(" ")
    return tuple(words) if _SPECIAL.isdisjoint(words) else ()
