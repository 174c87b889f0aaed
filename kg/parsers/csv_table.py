"""CSV or TSV table: a header with a column of titles, then one row per paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.parsers.block import Block, Draft, Finding, Findings, Lines, Remark, UnreadableError, furniture, rejected
from kg.parsers.columns import compact
from kg.parsers.events import is_session
from kg.parsers.format import Format
from kg.parsers.row_drafts import draft_of
from kg.parsers.table_head import TableHead, any_head, find_head
from kg.parsers.table_rows import TableRow, read_rows

# In older Scopus exports, this column can have several cells, although the header has only one.
_SPREADING = "fundingtext1"
_MOST_NAMES = 12


def parse(lines: Lines) -> Findings:
    """Yield the papers of a table; a row that cannot be parsed or has too many cells is rejected."""
    return parse_with(lines, {})


def parse_with(lines: Lines, chosen: Mapping[str, str]) -> Findings:
    """Yield the papers of a table; `chosen` maps fields to the columns that the user chose."""
    head = find_head(lines, chosen)
    if head is None:
        yield from _refusal(lines, chosen)
        return
    for index in range(head.line):
        if lines[index].strip():
            yield furniture(index, index + 1, "line above the header")
    yield furniture(head.line, head.line + 1, "header")
    yield from remark_on_unused(head.columns.unused, "column")
    for row in read_rows(lines, head.line + 1, head.separator, len(head.names)):
        yield from _finding(row, head)


def remark_on_unused(names: tuple[str, ...], noun: str) -> Iterator[Remark]:
    """Yield one remark that lists the columns or keys (`noun`) not assigned to a field."""
    if names:
        more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
        shown = ", ".join(f"{name[:60]!r}" for name in names[:_MOST_NAMES])
        yield Remark(f"{noun if len(names) == 1 else noun + 's'} not used: {shown}{more}")


def _refusal(lines: Lines, chosen: Mapping[str, str]) -> Findings:
    head = any_head(lines)
    if head is None:
        return
    columns = ", ".join(repr(name[:60]) for name in head.names[:_MOST_NAMES])
    wrong = [name for name in chosen.values() if name.strip().casefold() not in {n.casefold() for n in head.names}]
    if wrong:
        raise UnreadableError(f"`columns` in kg.toml has the unknown column {wrong[0]!r}; the columns are {columns}")
    yield from ()


def _finding(row: TableRow, head: TableHead) -> Iterator[Finding]:
    cells = [cell.strip() for cell in row.cells]
    if not cells:
        yield rejected(row.start, row.stop, row.note)
    elif not any(cells):
        if row.stop > row.start + 1 or len(cells) > 1:
            yield furniture(row.start, row.stop, "empty row")
    elif tuple(cells) == head.names:
        yield furniture(row.start, row.stop, "repeated header")
    elif (fitted := _fitted(cells, head)) is None:
        reason = f"{len(cells)} cells under {len(head.names)} column names"
        yield rejected(row.start, row.stop, reason)
    else:
        if row.note:
            yield Remark(f"{row.note}; quotes are read as text", row.start, row.stop)
        draft = draft_of(dict(zip(head.names, fitted, strict=False)), head.columns)
        if _is_session(draft, head):
            yield furniture(row.start, row.stop, "the name of a session")
        else:
            yield Block(row.start, row.stop, draft)


def _is_session(draft: Draft, head: TableHead) -> bool:
    """Return True if a row is the name of a session between its papers: "Session: Robotics", without authors."""
    return draft.author_cell is None and "authors" in head.columns.fields and is_session(draft.title)


def _fitted(cells: list[str], head: TableHead) -> list[str] | None:
    """Return a row without surplus cells, or None if these may have shifted the other cells."""
    surplus = len(cells) - len(head.names)
    if surplus <= 0:
        return cells
    if not any(cells[len(head.names) :]):
        return cells[: len(head.names)]
    place = next((index for index, name in enumerate(head.names) if compact(name) == _SPREADING), None)
    return None if place is None else cells[: place + 1] + cells[place + 1 + surplus :]


def evidence(lines: Lines) -> int:
    """Return the evidence for this format: the number of fields with a column; 0 without a column of titles."""
    head = find_head(lines)
    return head.columns.known if head else 0


CSV_TABLE = Format(
    name="csv",
    description="a table with column names, as spreadsheets and databases (Scopus, Web of Science, …) export it",
    example="""\
title,authors,venue,year,abstract,decision
On Counting Sheep,Ada Example; Grace Sample,ICLR,2021,We count sheep with a network.,Accept (Poster)
""",
    evidence=evidence,
    parse=parse,
    parse_with=parse_with,
)
