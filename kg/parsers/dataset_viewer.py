"""Table of a dataset viewer, copied as text: column names with types and statistics, then one line per cell.

Rows are located by cells of a recognisable form (OpenReview group, web address, number, list). Therefore, a row with a
missing or an additional line does not shift the rows below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kg.parsers.block import AuthorCell, Block, Draft, Findings, Lines, Remark, furniture
from kg.parsers.format import Format
from kg.parsers.identifiers import identifiers_in
from kg.parsers.outcome import read_outcome
from kg.parsers.paragraph import flow, last_filled, next_filled
from kg.parsers.viewer_rows import Column, row_starts

_GROUP = re.compile(r"\s{0,9}[A-Za-z][\w.-]{0,60}/(?:19|20)\d\d/[\w./-]{1,80}\s{0,9}")
_TYPE = re.compile(
    r"(string(?:classes|lengths)?|(?:list|sequence)(?:lengths|classes)?|u?int\d{0,2}|float\d{0,2}|double|bool|"
    r"(?:timestamp|date|time)\S{0,40}|dict|null|image\w{0,10}|large_string)"
)
_NUMBER = re.compile(r"-?[\d.,]{1,15}\s?[kMB]?|(?:19|20)\d\d-\d\d-\d\d.{0,20}")
_CLASSES = re.compile(r"[\d.,]{1,9}k? (?:values?|classes|class)")
_EMPTY = "⌀"
_FIELDS = {
    "conference": "venue", "venue": "venue", "journal": "venue", "booktitle": "venue", "conference_name": "venue",
    "title": "title", "paper_title": "title", "paper title": "title", "name": "title",
    "abstract": "abstract", "paper_abstract": "abstract", "summary": "abstract",
    "decision": "outcome", "status": "outcome", "presentation": "outcome", "accepted": "outcome",
    "authors": "authors", "author": "authors", "author_names": "authors",
    "year": "year", "date": "year", "published": "year", "publication_date": "year", "update_date": "year",
    "url": "url", "abs": "url", "link": "url", "pdf": "pdf", "openreview": "url", "paper_url": "url", "forum": "url",
    "pdf_url": "pdf", "download_pdf": "pdf", "doi": "doi", "arxiv_id": "arxiv", "arxiv": "arxiv", "award": "award",
    "keywords": "keywords",
}  # fmt: skip
_USUAL = ["conference", "title", "abstract", "decision"]
_LONGEST_DECISION = 80
_NOTHING = frozenset({"null", "none", "nan", "⌀", "[]"})
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class _ViewerColumns:
    """Columns, the field of each column ("" if unused), and the index of the first line after the column headers."""

    columns: tuple[Column, ...]
    fields: tuple[str, ...]
    stop: int


def _head(lines: Lines) -> _ViewerColumns:
    """Return the columns from the lines above the rows: for each column its name, its type and its statistics."""
    columns: list[Column] = []
    index = next_filled(lines, 0, len(lines))
    stop = 0
    while index + 1 < len(lines):
        kind = _TYPE.fullmatch(lines[index + 1].strip())
        if not kind:
            break
        columns.append(Column(lines[index].strip(), kind[1]))
        stop = index = _after_statistics(lines, index + 2, kind[1])
    return _ViewerColumns(tuple(columns), _fields([column.name for column in columns]), stop)


def _after_statistics(lines: Lines, index: int, kind: str) -> int:
    """Return the index of the first line after the statistics of a column (classes, or minimum and maximum)."""
    if index < len(lines) and _CLASSES.fullmatch(lines[index].strip()):
        index += 1
    else:
        ranged = "classes" not in kind and kind not in ("string", "bool", "dict", "null", "large_string")
        for _ in range(2 if ranged else 0):
            index += index < len(lines) and _NUMBER.fullmatch(lines[index].strip()) is not None
    while index < len(lines) and lines[index].strip() == _EMPTY:
        index += 1
    return index


def _fields(names: list[str]) -> tuple[str, ...]:
    """Return the field of each column; "" for a column that is not used or repeats a field."""
    fields: list[str] = []
    for name in names:
        field = _FIELDS.get(name.strip().lower(), "")
        fields.append("" if field in fields else field)
    return tuple(fields)


def _decided(row: Lines, width: int) -> int | None:
    """Return the index of the line of a row with the decision, or None.

    The decision is the last field, but its line is not fixed, since the abstract may have several lines.
    """
    if len(row) == width and len(row[-1]) <= _LONGEST_DECISION:
        return width - 1
    after = range(width - 1, len(row))
    return next((i for i in after if len(row[i]) <= _LONGEST_DECISION and read_outcome(row[i]).decision), None)


def _cells(row: Lines, fields: tuple[str, ...]) -> dict[str, str]:
    """Return the text of each field; lines beyond one per cell belong to the abstract."""
    spare = max(len(row) - len(fields), 0)
    cells: dict[str, str] = {}
    index = 0
    for field in fields:
        stop = index + 1 + (spare if field == "abstract" else 0)
        text = flow(row[index:stop])
        if field and text and text.casefold() not in _NOTHING:
            cells[field] = text
        index = stop
    return cells


def _draft(cells: dict[str, str]) -> Draft:
    year = _YEAR.search(cells.get("year", "").replace(",", ""))
    url = cells.get("url") or cells.get("pdf")
    arxiv = f"arXiv:{cells['arxiv']}" if "arxiv" in cells else ""
    doi = f"https://doi.org/{cells['doi']}" if "doi" in cells else ""
    keywords = re.sub(r"[\[\]\"']", "", cells.get("keywords", "")).split(",")
    return Draft(
        title=cells.get("title") or "",
        author_cell=AuthorCell(cells["authors"]) if "authors" in cells else None,
        abstract=cells.get("abstract"),
        venue=cells.get("venue"),
        year=int(year[1]) if year else None,
        outcome=cells.get("outcome"),
        award=cells.get("award"),
        url=url,
        identifiers=identifiers_in([url or "", doi, f"https://arxiv.org/abs/{cells['arxiv']}" if arxiv else ""]),
        keywords=tuple(filter(None, map(str.strip, keywords))),
    )


def _row(lines: Lines, start: int, stop: int, fields: tuple[str, ...]) -> Iterator[Block | Remark]:
    """Yield the block of the row in `lines[start:stop]`, up to its decision, and a remark if it has no decision."""
    stop = last_filled(lines, start, stop) + 1 if stop - start > len(fields) else stop
    used = fields
    if fields[-1] == "outcome":
        decided = _decided(lines[start:stop], len(fields))
        stop = stop if decided is None else start + decided + 1
        if decided is None:
            used = fields[:-1]
            yield Remark("a row without a decision", start, stop)
    yield Block(start, stop, _draft(_cells(lines[start:stop], used)))


def _grouped(lines: Lines, head: _ViewerColumns, anchors: list[int]) -> tuple[list[int], tuple[str, ...]]:
    """Return the indices of the first lines of the rows, and the fields; `anchors` has those of OpenReview groups."""
    fields = head.fields or _fields(_USUAL)
    before = fields.index("venue") if "venue" in fields else 0
    return [index - before for index in anchors if index >= max(before, head.stop)], fields


def parse(lines: Lines) -> Findings:
    """Yield the rows of the table of a dataset viewer."""
    head = _head(lines)
    anchors = [index for index, line in enumerate(lines) if "/" in line[:80] and _GROUP.fullmatch(line)]
    if anchors:
        starts, fields = _grouped(lines, head, anchors)
    else:
        starts, fields = row_starts(lines, head.stop, head.columns), head.fields
    top = last_filled(lines, 0, starts[0] if starts else len(lines)) + 1
    if top and head.columns:
        yield furniture(0, top, "column names, types and statistics")
    for column, field in zip(head.columns, head.fields, strict=True):
        if not field:
            yield Remark(f"the column {column.name!r} is not used")
    for start, stop in pairwise([*starts, len(lines)]):
        yield from _row(lines, start, stop, fields)


def evidence(lines: Lines) -> int:
    """Return the evidence for this format: the number of column types plus the number of lines with OpenReview groups.

    Without OpenReview groups, the estimated number of rows is added instead; in this case, the evidence is 0 unless
    the table has a column of titles and at least one other column.
    """
    types = sum(_TYPE.fullmatch(line.strip()) is not None for line in lines[:200])
    rows = sum("/" in line[:80] and _GROUP.fullmatch(line) is not None for line in lines)
    if rows:
        return rows + types
    head = _head(lines)
    return (
        types + (len(lines) - head.stop) // len(head.columns) if "title" in head.fields and len(head.fields) > 1 else 0
    )


DATASET_VIEWER = Format(
    name="dataset-viewer",
    description="a table of papers from a dataset viewer, copied as text",
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
