"""Error messages for a text without a recognised format."""

from __future__ import annotations

import json
import re

from kg.parsers.block import Lines
from kg.parsers.table_head import any_head

_MOST_NAMES = 12
_REMEDY = 'assign columns in kg.toml: columns = { title = "…", authors = "…" }'
_MARKDOWN = re.compile(r"#{1,6}\s+\S|[-*+]\s+\[[^\[\]]{1,200}\]\(|```|[^\[\]]{0,200}!?\[[^\[\]]{0,200}\]\(https?:")
_FEWEST_MARKS = 2
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
    if first.startswith("<"):
        return (
            "XML in which no paper was found; only XML of arXiv, dblp and the ACL Anthology is supported; convert other"
            " XML to CSV or JSON"
        )
    if first.startswith(("{", "[")) and (keys := _keys(lines)):
        return f"JSON without titles; its keys are {keys}; {_REMEDY}"
    if head := any_head(lines):
        names = ", ".join(repr(name[:60]) for name in head.names[:_MOST_NAMES])
        return f"a table without a column of titles; its columns are {names}; {_REMEDY}"
    return "not a listing in a known format; `kg formats` shows the formats, and `format` in kg.toml selects one"


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
