"""Records written for the tests."""

from __future__ import annotations

from kg.model.listing import Lines
from kg.model.record import AuthorName, PaperRecord


def paper(record_id: str, title: str, *authors: str | tuple[str, str], **fields: object) -> PaperRecord:
    """A record; an author is a name, or a name with the id that its source gives."""
    names = [a if isinstance(a, tuple) else (a, None) for a in authors]
    listing, _, number = record_id.partition("/")
    return PaperRecord(
        id=record_id,
        listing=listing,
        number=int(number or 1),
        lines=Lines(1, 2),
        title=title,
        authors=tuple(AuthorName(name, name, source) for name, source in names),
        **fields,  # type: ignore[arg-type]
    )
