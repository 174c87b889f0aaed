"""Detection of the header of a table: its line, which can be below other lines, and the separator of its cells."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kg.parsers.block import Lines
from kg.parsers.columns import Columns, choose, match
from kg.parsers.table_rows import split_line

SEPARATORS = ",;\t|"
_MOST_LINES_ABOVE = 30
_LONGEST_HEAD = 20_000
_ROWS_LOOKED_AT = 5
_FEWEST_KNOWN = 2
_LONGEST_NAME = 60
_SENTENCE_ENDS = (".", "!", "。")
_RULE = re.compile(r"[\s|:-]{3,}")


@dataclass(frozen=True, slots=True)
class TableHead:
    """Header of a table: its line index, the names of the columns, their separator, and the fields of the columns."""

    line: int
    names: tuple[str, ...]
    separator: str
    columns: Columns


def find_head(lines: Lines, chosen: Mapping[str, str] | None = None) -> TableHead | None:
    """Return the header with a column of titles and the most known fields, or None.

    `chosen` maps fields to the columns that the user chose.
    """
    best: TableHead | None = None
    for index in range(min(len(lines), _MOST_LINES_ABOVE)):
        if not lines[index].strip() or len(lines[index]) > _LONGEST_HEAD:
            continue
        head = _head_at(lines, index, chosen)
        if head and (best is None or head.columns.known > best.columns.known):
            best = head
    return best


def any_head(lines: Lines) -> TableHead | None:
    """Return the first non-blank line as a header, even without a column of titles; None if it begins no table."""
    first = next((index for index, line in enumerate(lines[:_MOST_LINES_ABOVE]) if line.strip()), None)
    if first is None or len(lines[first]) > _LONGEST_HEAD:
        return None
    heads = [_named(lines, first, separator) for separator in SEPARATORS]
    head = max(heads, key=lambda found: len(found.names))
    same = sum(line.count(head.separator) >= len(head.names) - 1 for line in lines[first + 1 : first + 6])
    named = all(len(name) < _LONGEST_NAME and not name.endswith(_SENTENCE_ENDS) for name in head.names)
    return head if len(head.names) > 1 and same and named else None


def _named(lines: Lines, index: int, separator: str) -> TableHead:
    names = tuple(name.strip().lstrip("\ufeff") for name in split_line(lines[index], separator))
    return TableHead(index, names, separator, match(names))


def _head_at(lines: Lines, index: int, chosen: Mapping[str, str] | None) -> TableHead | None:
    if _is_markdown(lines, index):
        return None
    heads = [_named(lines, index, separator) for separator in SEPARATORS if separator in lines[index]]
    if chosen:
        heads = [
            TableHead(h.line, h.names, h.separator, c)
            for h in heads
            if isinstance(c := choose(h.names, chosen), Columns)
        ]
    titled = [head for head in heads if "title" in head.columns.fields]
    if not titled:
        return None
    head = max(titled, key=lambda found: (found.columns.known, len(found.names)))
    if not chosen and not _is_strong(head) and not _rows_fit(lines, head):
        return None
    return head


def _is_markdown(lines: Lines, index: int) -> bool:
    """Return True if a line is the header of a Markdown table, with a row of dashes below it."""
    return index + 1 < len(lines) and "|" in lines[index + 1] and _RULE.fullmatch(lines[index + 1]) is not None


def _is_strong(head: TableHead) -> bool:
    """Return True if a line is certainly a header: at least two fields are known, and no name is very long."""
    return head.columns.known >= _FEWEST_KNOWN and all(len(name) < 80 for name in head.names)


def _rows_fit(lines: Lines, head: TableHead) -> bool:
    """Return True if a header with only a column "title" is followed by rows with the same number of cells."""
    below = [line for line in lines[head.line + 1 : head.line + 1 + _ROWS_LOOKED_AT] if line.strip()]
    usual = any(name.strip().casefold() == "title" for name in head.names)
    return usual and bool(below) and all(len(split_line(line, head.separator)) == len(head.names) for line in below)
