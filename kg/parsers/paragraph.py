"""Paragraphs: runs of lines that are not blank."""

from __future__ import annotations

from collections.abc import Iterator

from kg.parsers.block import Lines

Span = tuple[int, int]


def spans(lines: Lines, start: int, stop: int) -> Iterator[Span]:
    """Yield the paragraphs of `lines[start:stop]` as (start, stop) pairs."""
    begin = -1
    for index in range(start, stop):
        if lines[index].strip():
            begin = index if begin < 0 else begin
        elif begin >= 0:
            yield begin, index
            begin = -1
    if begin >= 0:
        yield begin, stop


def groups(lines: Lines) -> Iterator[list[Span]]:
    """Yield paragraphs in groups that two or more blank lines separate."""
    group: list[Span] = []
    for span in spans(lines, 0, len(lines)):
        if group and span[0] - group[-1][1] >= 2:
            yield group
            group = []
        group.append(span)
    if group:
        yield group


def next_filled(lines: Lines, start: int, stop: int) -> int:
    """Return the index of the first line of `lines[start:stop]` that is not blank, `stop` without one."""
    return next((index for index in range(start, stop) if lines[index].strip()), stop)


def last_filled(lines: Lines, start: int, stop: int) -> int:
    """Return the index of the last line of `lines[start:stop]` that is not blank, `start - 1` without one."""
    return next((index for index in range(stop - 1, start - 1, -1) if lines[index].strip()), start - 1)


def flow(lines: Lines) -> str | None:
    """Return the text of lines without blank lines around it and with one blank line between paragraphs."""
    if len(lines) == 1:
        return lines[0].strip() or None
    paragraphs = ("\n".join(lines[start:stop]) for start, stop in spans(lines, 0, len(lines)))
    return "\n\n".join(paragraphs).strip() or None
