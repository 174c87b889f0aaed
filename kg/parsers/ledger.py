"""Entries of the ledger, which records the fate of each line exactly once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.model.listing import Fate, LedgerEntry
from kg.model.listing import Lines as Range
from kg.parsers.block import Block, Lines

_STRAY = "not part of any paper"


def lines_of(block: Block) -> Range:
    """Return the lines of a block as a 1-based range that includes both ends."""
    return Range(block.start + 1, block.stop)


def uncovered(lines: Lines, start: int, stop: int, reason: str = _STRAY) -> Iterator[LedgerEntry]:
    """Yield the entries of `lines[start:stop]`, which are in no block: blank lines, and other lines as rejected."""
    while start < stop:
        blank = not lines[start].strip()
        end = start + 1
        while end < stop and (not lines[end].strip()) is blank:
            end += 1
        if blank:
            yield LedgerEntry(Range(start + 1, end), Fate.BLANK)
        else:
            yield LedgerEntry(Range(start + 1, end), Fate.REJECTED, reason=reason, text="\n".join(lines[start:end]))
        start = end


def part_after(block: Block, done: int) -> Block:
    """Return the part of a block after the first `done` lines of the listing; it can be empty."""
    if done <= block.start:
        return block
    start = min(done, block.stop)
    return block._replace(start=start, holes=tuple(hole for hole in block.holes if hole.start >= start))


def assign_last_line(entries: list[LedgerEntry], number: int) -> None:
    """Assign the last line of `entries` to the record `number`, unless another record has it.

    This is for a paper on a line that it shares with other text, such as the end of a rejected entry.
    """
    shared = entries[-1]
    if shared.record is not None:
        return
    last = shared.lines.end
    entries[-1] = LedgerEntry(Range(last, last), Fate.RECORD, number)
    if shared.lines.start < last:
        before = replace(shared, lines=Range(shared.lines.start, last - 1), text=shared.text.rpartition("\n")[0])
        entries.insert(len(entries) - 1, before)


def entries_of(lines: Lines, block: Block, number: int | None) -> Iterator[LedgerEntry]:
    """Yield the entries of a block; `number` is the number of its record, or None if it has no record.

    Blank lines inside a paper belong to the paper, because they separate its paragraphs.
    """
    if block.start == block.stop:
        return
    if number is None and (block.rejected or block.draft is not None):
        yield from uncovered(lines, block.start, block.stop, block.reason)
    elif number is None:
        yield LedgerEntry(lines_of(block), Fate.FURNITURE, reason=block.reason)
    elif not block.holes:
        yield LedgerEntry(lines_of(block), Fate.RECORD, number)
    else:
        yield from _around_holes(lines, block, number)


def _around_holes(lines: Lines, block: Block, number: int) -> Iterator[LedgerEntry]:
    start = block.start
    for hole in block.holes:
        if start < hole.start:
            yield LedgerEntry(Range(start + 1, hole.start), Fate.RECORD, number)
        yield from entries_of(lines, hole, None)
        start = hole.stop
    if start < block.stop:
        yield LedgerEntry(Range(start + 1, block.stop), Fate.RECORD, number)
