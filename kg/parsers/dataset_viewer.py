"""A table shown by a data-set viewer, copied as text: column heads with their statistics, then one line a cell.

The rows are found by the cells that name an OpenReview group ("ICLR.cc/2023/Conference"), so that a row with a line
too many or too few does not shift those below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.parsers.block import AuthorCell, Block, Draft, Findings, Lines, Remark, furniture
from kg.parsers.format import Format
from kg.parsers.outcome import read_outcome
from kg.parsers.paragraph import flow, last_filled

_GROUP = re.compile(r"\s*[A-Za-z][\w.-]*/(?:19|20)\d\d/[\w./-]+\s*")
_TYPE = re.compile(r"(string(classes|lengths)|(list|sequence)(lengths)?|u?int\d+|float\d+|bool|timestamp\S*)")
_FIELDS = {"conference": "venue", "venue": "venue", "title": "title", "abstract": "abstract", "decision": "outcome"}
_FIELDS |= {"authors": "authors", "url": "url"}
_USUAL = ["conference", "title", "abstract", "decision"]
_LONGEST_DECISION = 80


def _columns(head: Lines) -> list[str]:
    """The names above the types of the columns."""
    names = [name.strip() for name, kind in pairwise(head) if _TYPE.fullmatch(kind.strip())]
    return names or _USUAL


def _fields(names: list[str]) -> list[str]:
    return [_FIELDS.get(name.lower(), "") for name in names]


def _decided(row: Lines, width: int) -> int | None:
    """The index of the cell with the decision in a row that ends with it, however many lines the abstract has."""
    if len(row) == width and len(row[-1]) <= _LONGEST_DECISION:
        return width - 1
    after = range(width - 1, len(row))
    return next((i for i in after if len(row[i]) <= _LONGEST_DECISION and read_outcome(row[i]).decision), None)


def _cells(row: Lines, fields: list[str]) -> dict[str, str | None]:
    """The text of each field. Lines beyond one a cell belong to the abstract."""
    spare = max(len(row) - len(fields), 0)
    cells: dict[str, str | None] = {}
    index = 0
    for field in fields:
        stop = index + 1 + (spare if field == "abstract" else 0)
        if text := flow(row[index:stop]):
            cells[field] = text
        index = stop
    return cells


def _draft(cells: dict[str, str | None]) -> Draft:
    return Draft(
        title=cells.get("title") or "",
        author_cell=AuthorCell(cells["authors"] or "") if cells.get("authors") else None,
        abstract=cells.get("abstract"),
        venue=cells.get("venue"),
        outcome=cells.get("outcome"),
        url=cells.get("url"),
    )


def _row(lines: Lines, start: int, stop: int, fields: list[str]) -> Iterator[Block | Remark]:
    """The block of the row in `lines[start:stop]`, which may have lines after it that are none of its."""
    stop = last_filled(lines, start, stop) + 1 if stop - start > len(fields) else stop
    used = fields
    if fields[-1] == "outcome":
        decided = _decided(lines[start:stop], len(fields))
        stop = stop if decided is None else start + decided + 1
        if decided is None:
            used = fields[:-1]
            yield Remark("a row without its decision", start, stop)
    yield Block(start, stop, _draft(_cells(lines[start:stop], used)))


def parse(lines: Lines) -> Findings:
    """The rows of a data-set viewer's dump."""
    anchors = [index for index, line in enumerate(lines) if _GROUP.fullmatch(line)]
    names = _columns(lines[: anchors[0]] if anchors else lines)
    fields = _fields(names)
    before = fields.index("venue") if "venue" in fields else 0
    starts = [index - before for index in anchors if index >= before]
    head = last_filled(lines, 0, starts[0] if starts else len(lines)) + 1
    if head and len(fields) <= head and any(_TYPE.fullmatch(line.strip()) for line in lines[:head]):
        yield furniture(0, head, "heads of the columns and their statistics")
    for name in (name for name, field in zip(names, fields, strict=True) if not field):
        yield Remark(f"the column {name!r} is not used")
    for start, stop in pairwise([*starts, len(lines)]):
        yield from _row(lines, start, stop, fields)


def evidence(lines: Lines) -> int:
    """Number of cells with an OpenReview group, and of types of columns."""
    rows = sum(_GROUP.fullmatch(line) is not None for line in lines)
    return rows and rows + sum(_TYPE.fullmatch(line) is not None for line in lines[:100])


DATASET_VIEWER = Format(
    name="dataset-viewer",
    description="a table of submissions and decisions from a data-set viewer, copied as text",
    example="""\
conference
stringclasses
1 value
title
stringlengths
2
40
abstract
stringlengths
2
100
decision
stringclasses
2 values
ICLR.cc/2023/Conference
On Counting Sheep
We count sheep with a network and find that it falls asleep.
Accept: poster
""",
    evidence=evidence,
    parse=parse,
)
