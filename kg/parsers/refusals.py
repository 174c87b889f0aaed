"""Error messages for a text without a recognised format."""

from __future__ import annotations

import csv
import json
import re
from itertools import islice

from kg.parsers.block import Lines
from kg.parsers.table_head import SEPARATORS, any_head

_MOST_NAMES = 12
_REMEDY = 'assign columns in kg.toml: columns = { title = "…", authors = "…" }'
_MARKDOWN = re.compile(r"#{1,6}\s+\S|[-*+]\s+\[[^\[\]]{1,200}\]\(|```|[^\[\]]{0,200}!?\[[^\[\]]{0,200}\]\(https?:")
_FEWEST_MARKS = 2
_SPREADSHEET = "urn:schemas-microsoft-com:office:spreadsheet"
_LINES_LOOKED_AT = 50
# A cell that is not the name of a column: a number, a web address, a cell of several lines, or five words.
_NO_NAME = re.compile(r"\d+$|https?://|[^\n]*\n|\s*(?:\S+\s+){4}\S")
_HTML_TAG = re.compile(
    r"</?(?:a|article|b|body|br|center|details|div|dl|dt|em|font|footer|form|h[1-6]|head|header|hr|i|img|li|link|main|"
    r"meta|nav|ol|p|picture|pre|script|section|span|strong|style|sub|summary|sup|table|tbody|td|th|thead|tr|ul)\b",
    re.IGNORECASE,
)
_PART_OF_PAGE = "a part of a web page (HTML) in which no paper was found"
_HTML = ("<!doctype html", "<html", "<head", "<body")


def describe(lines: Lines) -> str:
    """Return the probable kind of a text, and the remedy."""
    first = next((line.strip() for line in lines if line.strip()), "").lstrip("\ufeff").lower()
    if first.startswith(_HTML) or any("<html" in line.lower() for line in lines[:50] if line.lstrip().startswith("<")):
        return (
            "a web page (HTML) in which no paper was found; open it in a browser, and save the page after its list has "
            "loaded, or copy its text into a file"
        )
    if sum(_MARKDOWN.match(line) is not None for line in lines) >= _FEWEST_MARKS:
        return (
            "a Markdown page in which no paper was found; papers are read from tables of titles, lists of links or "
            "titles, and headings with authors below them"
        )
    if _HTML_TAG.match(first):
        return f"{_PART_OF_PAGE}; save the whole page, or copy its text into a file"
    if any(_SPREADSHEET in line for line in lines[:_LINES_LOOKED_AT]):
        return "a spreadsheet in XML; open it in a spreadsheet program, and save it as CSV"
    if first.startswith("<"):
        return (
            "XML in which no paper was found; only XML of arXiv, dblp and the ACL Anthology is supported; convert other"
            " XML to CSV or JSON"
        )
    if first.startswith(("{", "[")) and (keys := _keys(lines)):
        return f"JSON without titles; its keys are {keys}; {_REMEDY}"
    if _is_headless(lines):
        return "a table without names of columns; add a first line with a name for each, such as title,authors,abstract"
    if head := any_head(lines):
        names = ", ".join(repr(name[:60]) for name in head.names[:_MOST_NAMES])
        return f"a table without a column of titles; its columns are {names}; {_REMEDY}"
    return "not a listing in a known format; `kg formats` shows the formats, and `format` in kg.toml selects one"


def _is_headless(lines: Lines) -> bool:
    """Return True if a text is a table whose first row has the values of a paper instead of names of columns.

    The first two rows must have the same number of cells. Cells after a comma that begin with a space indicate prose.
    """
    for separator in SEPARATORS:
        reader = csv.reader((line + "\n" for line in lines[:_LINES_LOOKED_AT]), delimiter=separator)
        try:
            rows = list(islice((row for row in reader if row), 2))
        except csv.Error:
            continue
        same = len(rows) == 2 and len(rows[0]) == len(rows[1]) > 1
        if same and any(map(_NO_NAME.match, rows[0])) and not any(cell.startswith(" ") for cell in rows[0][1:]):
            return True
    return False


def _keys(lines: Lines) -> str:
    """Return the keys of the first object of a JSON text as a comma-separated list, or ""."""
    for text in (next((line for line in lines if line.strip()), ""), "\n".join(lines)):
        try:
            value, _ = json.JSONDecoder().raw_decode(text.strip().lstrip("\ufeff"))
        except (ValueError, RecursionError):
            continue
        value = value[0] if isinstance(value, list) and value else value
        if isinstance(value, dict):
            return ", ".join(repr(str(key)[:60]) for key in list(value)[:_MOST_NAMES])
    return ""
