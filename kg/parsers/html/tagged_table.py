"""Records of Web of Science in a saved web page (savedrecs.html): rows of a tag and its value, PT first."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from kg.parsers.html.page import Page, prose_of, text_of
from kg.parsers.html.site_list import FoundPaper
from kg.parsers.tagged import TaggedRecord
from kg.parsers.wos_plain import draft_of_record

_TAG = re.compile(r"[A-Z][A-Z0-9]")
_FIRST = "PT"
_SIGN = "PT </td>"


def tagged_papers(page: Page) -> list[FoundPaper]:
    """Return the papers of a page of tagged records; a line break in a value begins a new line of the value."""
    if not any(_SIGN in line for line in page.lines):
        return []
    records = [record for record in _records(page) if record.first("TI")]
    return [FoundPaper(draft_of_record(record), record.start, record.stop) for record in records]


def _records(page: Page) -> Iterator[TaggedRecord]:
    record: TaggedRecord | None = None
    for row, tag, value in _rows(page.root):
        if tag == _FIRST:
            if record is not None:
                yield record
            record = TaggedRecord(page.line(row))
        if record is not None:
            record.fields.append((tag, prose_of(value).split("\n\n")))
            record.stop = page.end(value) + 1
    if record is not None:
        yield record


def _rows(root: etree._Element) -> Iterator[tuple[etree._Element, str, etree._Element]]:
    """Yield the row, the tag and the value cell of each row of two cells whose first cell is a tag."""
    for row in root.iter("tr"):
        cells = [cell for cell in row if cell.tag == "td"]
        if len(cells) == 2 and len(cells[0]) < 2 and _TAG.fullmatch(tag := text_of(cells[0])):
            yield row, tag, cells[1]
