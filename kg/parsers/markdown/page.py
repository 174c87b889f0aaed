"""Papers of a Markdown page: detection of their first rows, and assignment of the other rows to papers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from enum import IntEnum
from typing import NamedTuple

from kg.parsers.block import Block, Finding, Lines, furniture, rejected
from kg.parsers.markdown.entry import MarkdownPaper, read_paper, span
from kg.parsers.markdown.fields import read_field
from kg.parsers.markdown.head import TitleLine, read_head
from kg.parsers.markdown.inline import links_in, parts_of, plain, without_links
from kg.parsers.markdown.links import is_label, leads_elsewhere
from kg.parsers.markdown.rows import Row, RowKind, rows_of
from kg.parsers.markdown.table import read_table
from kg.parsers.name_shape import are_names
from kg.parsers.plain_names import are_plain

_PAPERS = re.compile(
    r"paper|publication|proceedings|accepted|literature|reading list|bibliography|论文|文献", re.IGNORECASE
)
_WRAPPED = re.compile(r"(?:\*|_)(?![*_\s])[^*_]+(?:\*|_)[.,;\s]*+(?:<br\s?/?>)?+\s*+$", re.IGNORECASE)
_PEOPLE = re.compile(
    r"contribut|author|maintain|team|thank|acknowledg|contact|credit|organi[sz]er|people", re.IGNORECASE
)
_NUMBERED = re.compile(r"#\d{1,5}\s?[:.)]\s")
_TITLE_WORDS = 4
_DEEPEST = 3
_SEVERAL = 3
_MARKS = frozenset('[*_(`~【"“:→↘➡✅⭐🔥📄📝📌🌟⚡🆕')
_REASONS = {
    RowKind.HEADING: "heading of the page",
    RowKind.RULE: "rule between papers",
    RowKind.MARKUP: "markup of the page",
    RowKind.TABLE: "table without papers",
    RowKind.ITEM: "list item without a paper",
    RowKind.TEXT: "text of the page",
}


class Likeness(IntEnum):
    """Evidence that a row is the first row of a paper: none, only together with other rows, or sufficient by itself."""

    NONE = 0
    LIKELY = 1
    EVIDENT = 2


class Candidate(NamedTuple):
    """A row that may begin a paper, with the rows below that belong to it (`body`)."""

    row: Row
    head: TitleLine | None
    likeness: Likeness
    body: list[Row]


def findings(lines: Lines) -> Iterator[Finding]:
    """Yield the papers of a page, and its other rows as furniture or rejected, in the order of their lines."""
    rows = list(rows_of(lines))
    headings = [row for row in rows if row.kind is RowKind.HEADING]
    about_papers = any(_PAPERS.search(row.text) for row in headings if row.depth == 1 or row is headings[0])
    pending: list[tuple[Candidate, MarkdownPaper]] = []
    read: list[tuple[Candidate, MarkdownPaper | None] | list[Finding]] = []
    for part in _parts(rows):
        if isinstance(part, Candidate):
            paper = _read(part)
            read.append((part, paper))
            if paper is not None:
                pending.append((part, paper))
        else:
            read.append(list(read_table(part)))
    proven = set() if all(_is_evident(*each) for each in pending) else _proven_forms(pending, about_papers)
    for entry in read:
        if isinstance(entry, list):
            yield from entry
            continue
        candidate, paper = entry
        if paper is not None and _is_proven(candidate, paper, proven):
            start, stop = span(candidate.row, candidate.body)
            yield Block(start, stop, paper.draft)
            yield from (_around(row) for row in candidate.body if row.line >= stop)
        else:
            yield from map(_around, (candidate.row, *candidate.body))


def _parts(rows: Sequence[Row]) -> Iterator[Candidate | list[Row]]:
    """Yield candidates with their bodies, and tables as lists of rows."""
    current: Candidate | None = None
    table: list[Row] = []
    for place, row in enumerate(rows):
        if row.kind is RowKind.TABLE:
            if current is not None:
                yield current
                current = None
            table.append(row)
            continue
        if table:
            yield table
            table = []
        head, likeness = _head(row, rows[place + 1] if place + 1 < len(rows) else None)
        if current is not None and _belongs(row, likeness, current):
            current.body.append(row)
            continue
        if current is not None:
            yield current
        current = Candidate(row, head, likeness, [])
    if table:
        yield table
    if current is not None:
        yield current


def _head(row: Row, below: Row | None) -> tuple[TitleLine | None, Likeness]:
    """Return the title of a row, and the evidence that it is the first row of a paper."""
    if not row.text or read_field(row.text) or (row.kind is RowKind.TEXT and not _may_begin(row, below)):
        return None, Likeness.NONE
    head = read_head(parts_of(row.text)[0])
    if head is None or is_label(head.title):
        return None, Likeness.NONE
    return head, _LIKENESS[row.kind](row, head, below)


def _may_begin(row: Row, below: Row | None) -> bool:
    """Return True if a row of text begins with a Markdown mark, or is directly above a list item with names."""
    if row.depth > _DEEPEST and row.text[0] == row.text[-1] == "*" and are_plain(row.text[1:-1]):
        return False
    return row.text[0] in _MARKS or _is_above_names(row, below)


def _is_above_names(row: Row, below: Row | None) -> bool:
    if below is None or below.kind is not RowKind.ITEM or below.line != row.line + 1 or links_in(below.text):
        return False
    return are_names(plain(below.text).strip(" ."))


def _heading_likeness(row: Row, head: TitleLine, below: Row | None) -> Likeness:
    if head.links and not leads_elsewhere(head.links[0].target):
        return Likeness.LIKELY
    words = len(head.title.split())
    if words > 1 and _NUMBERED.match(row.text):
        return Likeness.LIKELY
    named = words > 2 and not _PEOPLE.search(head.title)
    is_above_authors = below is not None and (_has_authors(below) or (named and _is_row_of_names(below)))
    return Likeness.LIKELY if is_above_authors else Likeness.NONE


def _is_row_of_names(row: Row) -> bool:
    """Return True if a row of text consists of several names."""
    return row.kind is RowKind.TEXT and "," in row.text and are_names(plain(row.text)) and not links_in(row.text)


def _has_authors(row: Row) -> bool:
    """Return True if a row is a labelled field with authors, or a row of names in italics."""
    if row.kind not in (RowKind.TEXT, RowKind.ITEM):
        return False
    labelled = read_field(row.text)
    if labelled:
        return labelled[0] == "authors" and bool(labelled[1])
    return bool(_WRAPPED.match(row.text)) and are_names(plain(row.text).strip(" .,;"))


def _item_likeness(row: Row, head: TitleLine, below: Row | None) -> Likeness:
    if head.evident and (head.marked or len(head.title.split()) > 1):
        return Likeness.EVIDENT
    if not head.marked and are_names(head.title):
        return Likeness.NONE
    words = len(head.title.split())
    if head.marked and head.links and not leads_elsewhere(head.links[0].target) and words >= _TITLE_WORDS:
        return Likeness.LIKELY
    if head.bold and words > 1:
        return Likeness.LIKELY
    deeper = below is not None and below.depth > row.depth and below.kind in (RowKind.ITEM, RowKind.TEXT)
    if deeper and words > 1 and below is not None and _has_authors(below):
        return Likeness.LIKELY
    return Likeness.LIKELY if words >= _TITLE_WORDS and (deeper or head.imprint.year) else Likeness.NONE


def _text_likeness(row: Row, head: TitleLine, below: Row | None) -> Likeness:
    if head.marked and not head.bold and head.linked and row.depth <= _DEEPEST and _stands_first(row, head):
        return Likeness.EVIDENT
    if head.bold and len(head.title.split()) > 1 and row.text.startswith(("*", "_")):
        return Likeness.EVIDENT if head.evident else Likeness.LIKELY
    if head.marked or row.depth > _DEEPEST or row.text.endswith((":", "：")):
        return Likeness.NONE
    return Likeness.LIKELY if _is_above_names(row, below) else Likeness.NONE


def _stands_first(row: Row, head: TitleLine) -> bool:
    """Return True if a row of text begins with its title and has no sentence after it."""
    begins = row.text.lstrip("*_ ").startswith("[") and bool(links_in(row.text)) and links_in(row.text)[0].start <= 3
    return begins and not _is_sentence(head.imprint.gloss)


def _is_sentence(text: str) -> bool:
    return len(text.split()) > 12


_LIKENESS = {RowKind.HEADING: _heading_likeness, RowKind.ITEM: _item_likeness, RowKind.TEXT: _text_likeness}


def _belongs(row: Row, likeness: Likeness, current: Candidate) -> bool:
    """Return True if a row belongs to the current candidate."""
    if current.likeness is Likeness.NONE:
        return False
    if row.kind is RowKind.MARKUP:
        return True
    if row.kind is RowKind.RULE or likeness is Likeness.EVIDENT:
        return False
    if row.kind is RowKind.HEADING:
        return current.row.kind is RowKind.HEADING and row.depth > current.row.depth and not likeness
    return _BELONGING[current.row.kind](row, likeness, current)


def _in_heading(row: Row, likeness: Likeness, current: Candidate) -> bool:
    return likeness is Likeness.NONE or row.kind is RowKind.TEXT


def _in_item(row: Row, likeness: Likeness, current: Candidate) -> bool:
    """Return True if a row belongs to a list item: it is indented more, or is text on the next line."""
    if row.depth > current.row.depth:
        return row.kind is RowKind.TEXT or likeness is Likeness.NONE or not links_in(row.text)
    if row.kind is not RowKind.TEXT:
        return False
    last = current.body[-1] if current.body else current.row
    follows = row.line == last.line + 1 and not likeness
    return follows or read_field(row.text) is not None or (not current.body and _has_authors(row))


def _in_text(row: Row, likeness: Likeness, current: Candidate) -> bool:
    return likeness is Likeness.NONE


_BELONGING = {RowKind.HEADING: _in_heading, RowKind.ITEM: _in_item, RowKind.TEXT: _in_text}


def _proven_forms(
    read: Sequence[tuple[Candidate, MarkdownPaper]], about_papers: bool
) -> set[tuple[RowKind, bool, bool]]:
    """Return the forms of first rows for which a candidate is accepted as a paper without other evidence.

    A form is accepted if its evident candidates are at least half as many as its listed ones (see `_is_listed`), if it
    is that of numbered headings and at least three of them are evident, or if a heading states that the page lists
    papers and at least three listed candidates have the form.
    """
    evident = Counter(_form(part) for part, paper in read if _is_evident(part, paper))
    counts = Counter(_form(part) for part, _ in read if _is_listed(part))
    forms = {form for form, count in counts.items() if evident[form] * 2 >= count}
    forms |= {form for form in counts if form[0] is RowKind.HEADING and evident[form] >= _SEVERAL}
    return forms | {form for form, count in counts.items() if about_papers and count >= _SEVERAL}


def _is_listed(candidate: Candidate) -> bool:
    """Return True if a candidate is in a list.

    It is a list item whose title links to another site, a bold title above a field, or a numbered heading.
    """
    links = candidate.head.links if candidate.head else ()
    if candidate.row.kind is RowKind.HEADING:
        return _NUMBERED.match(candidate.row.text) is not None
    if candidate.row.kind is RowKind.TEXT:
        return bool(candidate.head and candidate.head.bold and candidate.body and read_field(candidate.body[0].text))
    return candidate.row.kind is RowKind.ITEM and bool(links) and not leads_elsewhere(links[0].target)


def _form(candidate: Candidate) -> tuple[RowKind, bool, bool]:
    head = candidate.head
    return candidate.row.kind, bool(head and head.links), bool(head and head.bold)


def _read(candidate: Candidate) -> MarkdownPaper | None:
    if candidate.head is None or candidate.likeness is Likeness.NONE:
        return None
    keep_prose = candidate.row.kind is not RowKind.ITEM
    return read_paper(candidate.head, candidate.row, candidate.body, keep_prose)


def _is_proven(candidate: Candidate, paper: MarkdownPaper, proven: set[tuple[RowKind, bool, bool]]) -> bool:
    """Return True if a candidate is a paper: by its first row, by its other rows, or by the form of its first row."""
    return _is_evident(candidate, paper) or (_is_listed(candidate) and _form(candidate) in proven)


def _is_evident(candidate: Candidate, paper: MarkdownPaper) -> bool:
    return candidate.likeness is Likeness.EVIDENT or paper.evident


def _around(row: Row) -> Finding:
    """Return the block of a row that belongs to no paper: a long list item with a web link is rejected."""
    if row.kind is RowKind.ITEM:
        links = [link for link in links_in(row.text) if link.target.startswith("http") and not link.image]
        if links and len(plain(without_links(row.text, [])).split()) >= _TITLE_WORDS:
            return rejected(row.line, row.line + 1, "a list item without the title of a paper")
    return furniture(row.line, row.line + 1, _REASONS[row.kind])
