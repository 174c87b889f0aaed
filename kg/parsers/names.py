"""Authors' names as listings write them in a row."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.model.record import AuthorName

# Marks of equal contribution, affiliation or emphasis around a name, and what joins the last of a row.
_MARKS = " \t*†‡§"
_AND = re.compile(r"(?:and|&)\s+")
_BEFORE_AND = re.compile(r"(?<=\S)\s+(?=(?:and|&)\s)")


def author(written: str, source_id: str | None = None) -> AuthorName | None:
    """The author written so, without the listing's marks; None where only marks are left."""
    written = written.strip()
    name = written.strip(_MARKS)
    if _AND.match(name):
        name = _AND.sub("", name, count=1).strip(_MARKS)
    return AuthorName(written, name, source_id) if name else None


def authors(written: Iterable[str]) -> tuple[AuthorName, ...]:
    """The authors of a row of names, in order."""
    found = (author(name) for name in written)
    return tuple(name for name in found if name is not None)


def in_cell(row: str) -> tuple[AuthorName, ...]:
    """The authors of a cell of a table: parted by semicolons where it has any ("Sample, Grace; Example, Ada")."""
    return authors(row.split(";")) if ";" in row else in_row(row)


def in_row(row: str) -> tuple[AuthorName, ...]:
    """The authors of "A, B and C" or "A, B, and C"."""
    return authors(part for piece in row.split(",") for part in _split_and(piece.strip()))


def _split_and(piece: str) -> list[str]:
    """The pattern is slow, and most pieces are one name."""
    return _BEFORE_AND.split(piece) if "and" in piece or "&" in piece else [piece]
