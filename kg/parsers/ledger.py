"""The ledger: what became of every line, each said once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.model.listing import Fate, LedgerEntry
from kg.model.listing import Lines as Range
from kg.parsers.block import Block, Lines

_STRAY = "not part of any paper"


def lines_of(block: Block) -> Range:
    """The lines of a block, counted from 1 with both ends."""
    return Range(block.start + 1, block.stop)


def gap(lines: Lines, start: int, stop: int, reason: str = _STRAY) -> Iterator[LedgerEntry]:
    """Entries of lines that no block covers: blank, or rejected."""
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


def after(block: Block, done: int) -> Block:
    """Return the part of a block from line `done` on, which may be empty."""
    if done <= block.start:
        return block
    start = min(done, block.stop)
    return replace(block, start=start, holes=tuple(hole for hole in block.holes if hole.start >= start))


def give_last_line(entries: list[LedgerEntry], number: int) -> None:
    """Give the last line to a paper that shares it with what is no paper, such as the end of a rejected entry."""
    held = entries[-1]
    if held.record is not None:
        return
    last = held.lines.end
    entries[-1] = LedgerEntry(Range(last, last), Fate.RECORD, number)
    if held.lines.start < last:
        before = replace(held, lines=Range(held.lines.start, last - 1), text=held.text.rpartition("\n")[0])
        entries.insert(len(entries) - 1, before)


def entries_of(lines: Lines, block: Block, number: int | None) -> Iterator[LedgerEntry]:
    """Entries of a block; `number` is its record's, where it became one.

    Blank lines between the lines of a paper are the paper's: they part its paragraphs.
    """
    if block.start == block.stop:
        return
    if number is None and (block.rejected or block.draft is not None):
        yield from gap(lines, block.start, block.stop, block.reason)
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
