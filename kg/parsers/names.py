"""Authors' names as listings write them in a row."""

from __future__ import annotations

import re

from kg.model.record import AuthorName

# Marks of equal contribution, affiliation or emphasis around a name, and what joins the last of a row.
_MARKS = " \t*†‡§"
_AND = re.compile(r"(?:and|&)\s+")


def author(written: str, source_id: str | None = None) -> AuthorName | None:
    """The author written so, without the listing's marks; None where only marks are left."""
    written = written.strip()
    name = written.strip(_MARKS)
    if _AND.match(name):
        name = _AND.sub("", name, count=1).strip(_MARKS)
    return AuthorName(written, name, source_id) if name else None
