"""What the reader of a listing should know, gathered from its records."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from kg.model.listing import Lines, Notice
from kg.model.record import PaperRecord

_LONGEST_ABSTRACT = 4000
_ENDS = tuple(".!?…。)]}\"'”’$*")
_MOST_PLACES = 5

_LACKS: tuple[tuple[str, str, Callable[[PaperRecord], bool]], ...] = (
    ("without authors", "", lambda record: not record.authors),
    ("without an abstract", "", lambda record: not record.abstract),
    ("without a venue", "; name it in kg.toml", lambda record: not record.venue),
    ("without a year", "; name it in kg.toml", lambda record: record.year is None),
    (
        f"with an abstract of more than {_LONGEST_ABSTRACT:,} characters, which may hold more than the abstract",
        "",
        lambda record: len(record.abstract or "") > _LONGEST_ABSTRACT,
    ),
    ("with a note", "", lambda record: bool(record.notes)),
)


def notices(listing: str, records: Sequence[PaperRecord], line_count: int) -> Iterator[Notice]:
    """One notice for each thing that some records lack, and one where the listing ends in mid-sentence."""
    for lack, remedy, lacks in _LACKS:
        found = [record for record in records if lacks(record)]
        if found:
            places = "" if len(found) == len(records) else _places(found)
            noun = "paper" if len(found) == 1 else "papers"
            yield Notice(listing, f"{len(found)} {noun} {lack}{places}{remedy}", found[0].lines)
    yield from _cut(listing, records[-1:], line_count)


def _places(records: Sequence[PaperRecord]) -> str:
    starts = [str(record.lines.start) for record in records[:_MOST_PLACES]]
    more = ", …" if len(records) > _MOST_PLACES else ""
    return f" (from line {', '.join(starts)}{more})"


def _cut(listing: str, last: Sequence[PaperRecord], line_count: int) -> Iterator[Notice]:
    for record in last:
        abstract = record.abstract or ""
        if record.lines.end == line_count and abstract and not abstract.endswith(_ENDS):
            where = Lines(line_count, line_count)
            yield Notice(listing, "the listing ends in mid-sentence; it may be cut", where)
