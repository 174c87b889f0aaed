"""Paragraphs: runs of non-blank lines."""

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
    """Yield the paragraphs in groups; two or more blank lines separate groups."""
    group: list[Span] = []
    for span in spans(lines, 0, len(lines)):
        if group and span[0] - group[-1][1] >= 2:
            yield group
            group = []
        group.append(span)
    if group:
        yield group


def next_filled(lines: Lines, start: int, stop: int) -> int:
    """Return the index of the first non-blank line of `lines[start:stop]`, or `stop` if all are blank."""
    return next((index for index in range(start, stop) if lines[index].strip()), stop)


def last_filled(lines: Lines, start: int, stop: int) -> int:
    """Return the index of the last non-blank line of `lines[start:stop]`, or `start - 1` if all are blank."""
    return next((index for index in range(stop - 1, start - 1, -1) if lines[index].strip()), start - 1)


def flow(lines: Lines) -> str | None:
    """Return lines as text with one blank line between paragraphs, or None if all are blank."""
    if len(lines) == 1:
        return lines[0].strip() or None
    paragraphs = ("\n".join(lines[start:stop]) for start, stop in spans(lines, 0, len(lines)))
    return "\n\n".join(paragraphs).strip() or None
