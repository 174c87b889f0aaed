"""Rows of plain full names, as most rows of most listings are, which are read alike in every notation."""

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
# Names of groups, particles, suffixes, and words of placeholders: what is read in a name with one of these.
_TELLING = (
    GROUP_WORDS
    | PARTICLES
    | frozenset(
        "jr sr jnr snr junior senior ii iii iv anonymous no not unknown author authors first paper et etal and various"
        " other others to more additional further hidden withheld anon name missing prof dr".split()
    )
)


@lru_cache(maxsize=1 << 12)
def are_plain(row: str) -> bool:
    """Return whether a row is plain full names that commas separate: no marks, particles, suffixes, groups, capitals.

    Any notation of names reads such a name as it is written.

    >>> are_plain("Ada Example, Grace B. Sample"), are_plain("Example, Ada"), are_plain("Pia van der Hoek")
    (True, False, False)
    """
    if len(row) > _LONGEST_ROW or not _ROW.fullmatch(row):
        return False
    return _TELLING.isdisjoint(row.replace(",", "").replace("-", " ").casefold().split(" "))
