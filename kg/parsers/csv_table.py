"""A table as CSV: a row of column names with `title` among them, then one paper a row, parted by `,`, `;` or a tab."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import NamedTuple

from kg.parsers.block import Block, Finding, Findings, Lines, Remark, furniture, rejected
from kg.parsers.columns import FIELDS, draft_of, unused
from kg.parsers.format import Format
from kg.parsers.paragraph import next_filled

_SEPARATORS = ",;\t"
_FEWEST_KNOWN = 2


class _Row(NamedTuple):
    """The cells of `lines[start:stop]`, None where they cannot be read."""

    start: int
    stop: int
    cells: list[str] | None


def _known(names: list[str]) -> int:
    return sum(names.count(name) for aliases in FIELDS.values() for name in aliases)


def _head(lines: Lines) -> tuple[list[str], str]:
    """The column names, in lower case, and what parts them; no names where the first line has no `title`."""
    first = next_filled(lines, 0, len(lines))
    line = lines[first] if first < len(lines) else ""
    heads = [([name.strip().strip('"').lower() for name in line.split(part)], part) for part in _SEPARATORS]
    names, part = max(heads, key=lambda head: _known(head[0]))
    return (names, part) if "title" in names and _known(names) >= _FEWEST_KNOWN else ([], part)


def _rows(lines: Lines, start: int, part: str) -> Iterator[_Row]:
    """Rows with their lines. A quote that is never closed takes the lines up to the end with it."""
    reader = csv.reader((f"{line}\n" for line in lines[start:]), delimiter=part, strict=True)
    while True:
        begun = start + reader.line_num
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield _Row(begun, start + reader.line_num, None)
        else:
            yield _Row(begun, start + reader.line_num, cells)


def _block(row: _Row, names: list[str]) -> Iterator[Finding]:
    if row.cells is None:
        yield rejected(row.start, row.stop, "a quote that is not closed, or text after a closed one")
    elif len(row.cells) > len(names):
        yield rejected(row.start, row.stop, f"{len(row.cells)} cells under {len(names)} column names")
    elif any(cell.strip() for cell in row.cells):
        cells = dict(zip(names, (cell.strip() for cell in row.cells), strict=False))
        yield Block(row.start, row.stop, draft_of(cells, lambda cell: ()))


def parse(lines: Lines) -> Findings:
    """The papers of a table. A row that cannot be read, or has more cells than there are columns, is rejected."""
    names, part = _head(lines)
    if not names:
        return
    first = next_filled(lines, 0, len(lines))
    yield furniture(first, first + 1, "names of the columns")
    for name in unused(names):
        yield Remark(f"the column {name!r} is not used")
    for row in _rows(lines, first + 1, part):
        yield from _block(row, names)


def evidence(lines: Lines) -> int:
    """1 where the first line names the columns."""
    return int(bool(_head(lines)[0]))


CSV_TABLE = Format(
    name="csv",
    description="a table with column names: title, authors (parted by ; or ,), venue, year, abstract, url, decision",
    example="""\
title,authors,venue,year,abstract,decision
On Counting Sheep,Ada Example; Grace Sample,ICLR,2021,We count sheep with a network.,Accept (Poster)
""",
    evidence=evidence,
    parse=parse,
)
