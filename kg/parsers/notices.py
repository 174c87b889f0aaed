"""Notices about a listing: missing fields of its records, the notes on records by kind, and truncation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from kg.model.listing import WARNING, Fate, Ledger, Lines, Notice
from kg.model.record import PaperRecord
from kg.parsers.block import Remark

_LONGEST_ABSTRACT = 4000
_ENDS = tuple(".!?…。)]}\"'”’$*")
_MOST_PLACES = 5
_MOST_CHARACTERS = 400
"""Maximum length of the message of a notice."""
_REMEDIES = {"decision not recognised": '; define its meaning in kg.toml: outcomes = { "1" = "Accept (Poster)", … }'}

_LACKS: tuple[tuple[str, str, Callable[[PaperRecord], bool]], ...] = (
    ("without authors", "", lambda record: not record.authors),
    ("without an abstract", "", lambda record: not record.abstract),
    ("without a venue", "; set it in kg.toml", lambda record: not record.venue),
    ("without a year", "; set it in kg.toml", lambda record: record.year is None),
    (
        f"with an abstract of more than {_LONGEST_ABSTRACT:,} characters, which may include other text",
        "",
        lambda record: len(record.abstract or "") > _LONGEST_ABSTRACT,
    ),
)


def notices(listing: str, records: Sequence[PaperRecord], line_count: int) -> Iterator[Notice]:
    """Yield a notice for each field that some records lack, for each kind of note, and for a truncated listing."""
    for lack, remedy, lacks in _LACKS:
        found = [record for record in records if lacks(record)]
        if found:
            places = "" if len(found) == len(records) else _places(found)
            yield Notice(listing, f"{_papers(found)} {lack}{places}{remedy}", found[0].lines)
    yield from _notes(listing, records)
    yield from _truncation(listing, records[-1:], line_count)


def _cut(text: str) -> str:
    """Return the message of a notice, cut at _MOST_CHARACTERS, because it may quote long text of the listing."""
    return text if len(text) <= _MOST_CHARACTERS else text[: _MOST_CHARACTERS - 1] + "…"


def grouped(listing: str, remarks: Iterable[Remark]) -> Iterator[Notice]:
    """Yield one notice for all remarks with the same message, at the first of their lines."""
    by_message: dict[str, list[Remark]] = {}
    for remark in remarks:
        by_message.setdefault(remark.message, []).append(remark)
    for message, held in by_message.items():
        starts = sorted(remark.start + 1 for remark in held if remark.stop)
        first = held[0]
        lines = Lines(first.start + 1, first.stop) if first.stop else None
        times = f" ({len(starts):,} times{_from(starts)})" if len(starts) > 1 else ""
        yield Notice(listing, _cut(message) + times, lines)


def most_rejected(ledger: Ledger) -> Iterator[Notice]:
    """Yield a warning if more lines were rejected than belong to papers."""
    rejected, kept = ledger.count(Fate.REJECTED), ledger.count(Fate.RECORD)
    if rejected > kept:
        message = f"most of the listing was rejected: {rejected:,} rejected lines, {kept:,} lines of papers"
        yield Notice(ledger.listing, f"{WARNING}: {message}; see rejected.jsonl for the reasons")


def _notes(listing: str, records: Sequence[PaperRecord]) -> Iterator[Notice]:
    kinds: dict[str, dict[int, PaperRecord]] = {}
    for record in records:
        for note in record.notes:
            kinds.setdefault(note.partition(":")[0], {})[record.number] = record
    for kind, found in kinds.items():
        noted = list(found.values())
        yield Notice(
            listing, f"{_papers(noted)}: {_cut(kind)}{_places(noted)}{_REMEDIES.get(kind, '')}", noted[0].lines
        )


def _papers(records: Sequence[PaperRecord]) -> str:
    return f"{len(records):,} {'paper' if len(records) == 1 else 'papers'}"


def _places(records: Sequence[PaperRecord]) -> str:
    return f" ({_from([record.lines.start for record in records]).removeprefix(', ')})"


def _from(starts: Sequence[int]) -> str:
    more = ", …" if len(starts) > _MOST_PLACES else ""
    return f", at line{'s' if len(starts) > 1 else ''} {', '.join(map(str, starts[:_MOST_PLACES]))}{more}"


def _truncation(listing: str, last: Sequence[PaperRecord], line_count: int) -> Iterator[Notice]:
    for record in last:
        abstract = record.abstract or ""
        if record.lines.end == line_count and abstract and not abstract.endswith(_ENDS):
            where = Lines(line_count, line_count)
            yield Notice(listing, "the listing ends in mid-sentence; it may be truncated", where)
