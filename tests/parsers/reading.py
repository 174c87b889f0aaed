"""Reading a text written for a test, and what must hold of any ledger."""

from __future__ import annotations

from pathlib import Path

from kg.model.listing import Fate, ListingHints
from kg.model.record import ParsedListing
from kg.parsers import read_listing


def read(folder: Path, content: str | bytes, hints: ListingHints | None = None) -> ParsedListing:
    path = folder / "listing"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_listing(path, hints or ListingHints())


def accounts_for_all(parsed: ParsedListing, lines: list[str]) -> None:
    """Each line has one entry, rejected ones verbatim, and each record the entries its lines say."""
    at = 1
    for entry in parsed.ledger.entries:
        assert entry.lines.start == at and entry.lines.end >= at
        at = entry.lines.end + 1
        text = lines[entry.lines.start - 1 : entry.lines.end]
        if entry.fate is Fate.BLANK:
            assert not "".join(text).strip()
        if entry.fate is Fate.REJECTED:
            assert entry.text == "\n".join(text) and entry.reason
        if entry.fate is Fate.RECORD:
            assert entry.record is not None
            record = parsed.records[entry.record - 1]
            assert record.number == entry.record
            assert record.lines.start <= entry.lines.start and entry.lines.end <= record.lines.end
    assert at - 1 == parsed.listing.line_count == len(lines)
    taken = {n for e in parsed.ledger.entries if e.fate is Fate.RECORD for n in range(e.lines.start, e.lines.end + 1)}
    assert all(taken.intersection(range(r.lines.start, r.lines.end + 1)) for r in parsed.records)


def accounts_for_each(parsed: ParsedListing) -> None:
    """Each line has one entry, and the lines of each record are its own, or those of one it shares a line with."""
    at = 1
    own: dict[int, set[int]] = {record.number: set() for record in parsed.records}
    taken: set[int] = set()
    for entry in parsed.ledger.entries:
        assert entry.lines.start == at and entry.lines.end >= at
        at = entry.lines.end + 1
        assert bool(entry.reason) is (entry.fate in (Fate.FURNITURE, Fate.REJECTED))
        if entry.fate is Fate.RECORD:
            assert entry.record is not None
            own[entry.record].update(range(entry.lines.start, at))
            taken.update(range(entry.lines.start, at))
    assert at - 1 == parsed.listing.line_count
    for record in parsed.records:
        lines = set(range(record.lines.start, record.lines.end + 1))
        assert own[record.number] <= lines and lines & taken
