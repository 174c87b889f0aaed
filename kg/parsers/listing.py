"""Reading of a listing: its records, and the ledger with the fate of each line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

from kg.engine.memory import infrequent_gc
from kg.model.errors import ListingError
from kg.model.listing import Fate, Ledger, LedgerEntry, Listing, ListingHints
from kg.model.record import PaperRecord, ParsedListing
from kg.model.text import ascii_slug, without_accents
from kg.parsers.block import Block, Finding, Remark, UnreadableError
from kg.parsers.clean import clean, without_controls
from kg.parsers.completing import complete
from kg.parsers.format import Format
from kg.parsers.formats import choose
from kg.parsers.ledger import assign_last_line, entries_of, lines_of, part_after, uncovered
from kg.parsers.notices import grouped, most_rejected, notices
from kg.parsers.record import record_of
from kg.parsers.source import Source, read_source

_NO_HINTS = ListingHints()
_NO_TITLE = "a paper without a title"
_LONGEST_SLUG = 60


def read_listing(path: Path, hints: ListingHints = _NO_HINTS) -> ParsedListing:
    """Read a listing; its format is detected from its content unless the hints name one.

    Raise ListingError if the file cannot be read, is empty or binary, is in no known format, or contains no paper. The
    message is one line that names the file, the line if known, and the remedy.
    """
    with infrequent_gc():
        source = read_source(path)
        form = choose(path, source.lines, hints)
        try:
            parsed = _assemble(_listing(path, source, form), source, _findings(form, source, hints), hints)
        except UnreadableError as reason:
            raise ListingError(str(reason), file=path) from None
    if not parsed.records:
        raise ListingError(f"no paper found in the format {form.name}; {form.remedy}", file=path)
    return parsed


def _findings(form: Format, source: Source, hints: ListingHints) -> Iterable[Finding]:
    if hints.columns and form.parse_with:
        return form.parse_with(source.lines, hints.columns)
    return form.parse(source.lines)


def _listing(path: Path, source: Source, form: Format) -> Listing:
    name = without_controls(path.name) or "listing"
    plain = without_accents(name).encode("ascii", "ignore").decode().lower()
    slug = ascii_slug(plain)[:_LONGEST_SLUG].strip("-") or "listing"
    return Listing(f"{slug}-{source.sha256[:12]}", name, source.sha256, form.name, len(source.lines))


def _assemble(listing: Listing, source: Source, parsed: Iterable[Finding], hints: ListingHints) -> ParsedListing:
    findings, remarks = complete(list(parsed), hints)
    records: list[PaperRecord] = []
    entries: list[LedgerEntry] = []
    noted: list[Remark] = []
    done = 0
    for finding in chain(source.remarks, remarks, findings):
        if isinstance(finding, Remark):
            noted.append(finding)
            continue
        if done < finding.start:
            entries += uncovered(source.lines, done, finding.start)
        record = _record(finding, listing, len(records) + 1, hints)
        if record:
            records.append(record)
            if done >= finding.stop:
                assign_last_line(entries, record.number)
        entries += _entries(source.lines, part_after(finding, done), record)
        done = max(done, finding.stop)
    entries += uncovered(source.lines, done, len(source.lines))
    ledger = Ledger(listing.id, tuple(entries))
    warnings = (
        *most_rejected(ledger),
        *grouped(listing.id, noted),
        *notices(listing.id, records, listing.line_count),
    )
    return ParsedListing(listing, tuple(records), replace(ledger, warnings=warnings))


def _record(block: Block, listing: Listing, number: int, hints: ListingHints) -> PaperRecord | None:
    """Return the record of a block, or None if the block has no paper or the paper has no title."""
    if block.draft is None:
        return None
    draft = clean(block.draft)
    return record_of(draft, listing.id, number, lines_of(block), hints) if draft.title.strip() else None


def _entries(lines: Sequence[str], block: Block, record: PaperRecord | None) -> Iterable[LedgerEntry]:
    """Return the entries of a block; a paper without a title is rejected."""
    if record is None:
        untitled = block.draft is not None
        return uncovered(lines, block.start, block.stop, _NO_TITLE) if untitled else entries_of(lines, block, None)
    if block.start < block.stop and block.start + 1 == record.lines.start and not block.holes:
        return (LedgerEntry(record.lines, Fate.RECORD, record.number),)
    return entries_of(lines, block, record.number)
