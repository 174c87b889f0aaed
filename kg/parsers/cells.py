"""Conversion of cells of a table to texts, years, keywords and web addresses; placeholders become None."""

from __future__ import annotations

import math
import re
from typing import Any

from kg.parsers.list_cells import read_list

_NOTHING = {
    "", "nan", "n/a", "na", "none", "null", "nil", "-", "--", "—", "–", "?", "n.a.", "undefined", "<na>", "#n/a", "nat",
    "not available", "unknown", "no abstract", "no abstract available", "abstract missing", "abstract not available",
    "no abstract available.", "not applicable", "missing", "tbd", "tba", "no title", "untitled",
}  # fmt: skip
_YEAR = re.compile(r"(?<!\d)((?:1[5-9]|20)\d\d)(?!\d)")
_EDGES = "[]() \t\n"
_ADDRESS = re.compile(r"https?://[^\s<>\"|]{3,2000}", re.IGNORECASE)
_LONGEST_KEYWORD = 200


def text(value: Any) -> str | None:
    """Return a string or number as stripped text; None for an empty text, a placeholder ("n/a") or any other value."""
    if isinstance(value, str):
        value = value.strip()
        return None if not value or (len(value) < 26 and value.strip(_EDGES).casefold() in _NOTHING) else value
    if (
        isinstance(value, bool)
        or not isinstance(value, (int, float))
        or (isinstance(value, float) and math.isnan(value))
    ):
        return None
    return str(value)


def line(value: Any) -> str | None:
    """Return a value as text on one line, or None as in `text`."""
    found = text(value)
    return " ".join(found.split()) if found and ("  " in found or not found.isprintable()) else found


def year(value: Any) -> int | None:
    """Return the year in a value, which may be a number, a date or a text ("May 2021"), or None.

    >>> year("2020-05-01"), year("2021a"), year(2018.0), year("0021"), year("n.d.")
    (2020, 2021, 2018, None, None)
    """
    found = _YEAR.search((text(value) or "")[:100])
    return int(found[1]) if found else None


def keywords(value: Any) -> tuple[str, ...]:
    """Return the keywords in a cell, which are separated by semicolons, pipes, line breaks or commas, or are a list."""
    written = text(value)
    if written is None:
        return ()
    items = read_list(written)
    if items is None:
        separator = next((sign for sign in (";", "|", "\n", "；", "，", ",") if sign in written), ",")
        items = written.split(separator)
    found = (line(item) for item in items if isinstance(item, str))
    return tuple(word.strip(" .,") for word in found if word and len(word) <= _LONGEST_KEYWORD and word.strip(" .,"))


def address(value: Any) -> str | None:
    """Return the first web address in a cell, or None."""
    found = _ADDRESS.search((text(value) or "")[:20_000])
    return found[0].rstrip(",;") if found else None
