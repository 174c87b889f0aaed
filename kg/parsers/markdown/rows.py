"""Classification of the lines of a Markdown page: headings, list items, text, table rows, rules and markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

from kg.parsers.block import Lines
from kg.parsers.markdown.inline import as_markdown

_FENCES = ("```", "~~~")
_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(.*)$")
_ITEM = re.compile(r"(\s*)(?:>\s?)*(?:[-*+•]|\d{1,5}[.)](?!\d))\s+(?:\[[ xX]\]\s+)?(.*)$")
_RULE = re.compile(r"\s*(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,}|={3,}\s*)$")
_TAGS = re.compile(r"(?:</?[A-Za-z][^<>]*>|\s)+$")
_QUOTE = re.compile(r"(?:(?<!\s)\s++)?+(?:>(?:\s++(?=>)|\s)?)+")
_LONGEST_RULE = 400


class RowKind(Enum):
    """Kind of a line of a Markdown page."""

    HEADING = auto()
    ITEM = auto()
    TEXT = auto()
    TABLE = auto()
    RULE = auto()
    MARKUP = auto()


class Row(NamedTuple):
    """Non-blank line of a page; `line` is its index, `depth` the level of a heading or the indent of another row."""

    line: int
    kind: RowKind
    depth: int
    text: str


def rows_of(lines: Lines) -> Iterator[Row]:
    """Yield the non-blank lines of a page; fenced code and comments are markup."""
    fence = ""
    comment = False
    for index, line in enumerate(lines):
        text = line.strip()
        if not text:
            continue
        if fence or text.startswith(_FENCES):
            fence = "" if fence and text.startswith(fence) else fence or text[:3]
            yield Row(index, RowKind.MARKUP, 0, "")
            continue
        if comment or "<!--" in line:
            line, comment = _without_comments(line, comment)
            if not line.strip():
                yield Row(index, RowKind.MARKUP, 0, "")
                continue
        yield _row(index, line)


def _without_comments(line: str, inside: bool) -> tuple[str, bool]:
    """Return the text of a line outside comments, and True if a comment continues on the next line."""
    kept: list[str] = []
    at = 0
    while at < len(line):
        mark = "-->" if inside else "<!--"
        found = line.find(mark, at)
        if not inside:
            kept.append(line[at : found if found >= 0 else len(line)])
        if found < 0:
            break
        at = found + len(mark)
        inside = not inside
    return "".join(kept), inside


def _row(index: int, line: str) -> Row:
    if "<" in line:
        if _TAGS.match(line):
            return Row(index, RowKind.MARKUP, 0, "")
        line = as_markdown(line)
    indent = len(line) - len(line.lstrip())
    text = line.strip()
    if text[0] == "#" and (heading := _HEADING.match(line)):
        return Row(index, RowKind.HEADING, len(heading[1]), heading[2].rstrip("# "))
    if len(text) < _LONGEST_RULE and text[0] in "-*_=" and _RULE.match(text):
        return Row(index, RowKind.RULE, 0, "")
    if item := _ITEM.match(line):
        return Row(index, RowKind.ITEM, indent, item[2])
    if text.startswith("|") or (text.count("|") > 1 and text.endswith("|")):
        return Row(index, RowKind.TABLE, indent, text)
    if text.startswith(">"):
        text = _QUOTE.sub("", text)
    return Row(index, RowKind.TEXT, indent, text)
