"""Parsing of one paper of a Markdown page from its rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from kg.parsers.block import AuthorCell, Draft
from kg.parsers.identifiers import identifiers_in, read_identifier
from kg.parsers.imprint import read_dated, read_imprint
from kg.parsers.markdown.fields import read_field
from kg.parsers.markdown.head import TitleLine
from kg.parsers.markdown.inline import Link, links_in, parts_of, plain, without_links
from kg.parsers.markdown.links import best_address, text_of
from kg.parsers.markdown.rows import Row, RowKind
from kg.parsers.name_shape import are_names
from kg.parsers.paragraph import flow
from kg.parsers.plain_names import are_plain_names

_ABSTRACT = re.compile(r"[\W_]*(?:abstract|摘要|show(?: abstract)?)[\W_]*$", re.IGNORECASE)
_WRAPPED = re.compile(r"(?:\*|_)(?![*_\s])(.+?)(?:\*|_)[.,;\s]*$", re.DOTALL)
_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_COMMA = re.compile(r"[,;，；]")
_LONGEST_IMPRINT = 400


@dataclass(slots=True)
class Reading:
    """State of parsing a paper row by row: the fields found so far.

    If `keeps_prose` is true, sentences become the abstract. `below_heading` is True if the title is a heading.
    """

    head: TitleLine
    keeps_prose: bool
    below_heading: bool
    values: dict[str, str] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    prose: list[tuple[int, str]] = field(default_factory=list)
    in_abstract: bool = False

    def keep(self, name: str, value: str) -> None:
        """Set a field, unless the value is empty or the field already has a value."""
        if value and name not in self.values:
            self.values[name] = value


class MarkdownPaper(NamedTuple):
    """A parsed paper; `evident` is True if its rows have authors or a link to a paper."""

    draft: Draft
    evident: bool


def read_paper(head: TitleLine, first: Row, body: Sequence[Row], keep_prose: bool) -> MarkdownPaper:
    """Parse a paper.

    Parameters
    ----------
    head
        Title, from the first row.
    first
        First row.
    body
        Rows below the first row.
    keep_prose
        True to read sentences as the abstract.
    """
    reading = Reading(head, keep_prose, first.kind is RowKind.HEADING, links=list(head.links))
    _take_imprint(reading, head.imprint.names, head.imprint.venue, head.imprint.year, head.imprint.outcome)
    for part in parts_of(first.text)[1:]:
        _take(reading, first.line, part)
    for row in body:
        if row.kind is RowKind.HEADING:
            reading.in_abstract = bool(_ABSTRACT.match(row.text))
        elif row.kind is not RowKind.MARKUP:
            for part in parts_of(row.text):
                _take(reading, row.line, part)
    return _paper(reading)


def _take_imprint(reading: Reading, names: str, venue: str | None, year: int | None, outcome: str | None) -> None:
    reading.keep("authors", names)
    reading.keep("venue", venue or "")
    reading.keep("year", str(year or ""))
    reading.keep("outcome", outcome or "")


def _take(reading: Reading, index: int, text: str) -> None:
    """Parse one part of a row: a labelled field, names, an imprint, links, or a sentence."""
    text = text.strip()
    if labelled := read_field(text):
        _take_field(reading, index, *labelled)
        return
    if reading.in_abstract:
        reading.prose.append((index, text))
        return
    if _ABSTRACT.match(text):
        reading.in_abstract = True
        return
    if text[:1] == text[-1:] == "*" and "," in text and "authors" not in reading.values and are_plain_names(text[1:-1]):
        reading.keep("authors", text[1:-1])  # the form of most rows of authors
        return
    links = links_in(text)
    shown = plain(without_links(text, [link for link in links if _is_aside(link)])) if links else plain(text)
    if "authors" not in reading.values and (are_names(shown) or _may_be_names(text)):
        reading.keep("authors", shown.strip(" .,;"))
        return
    reading.links += [link for link in links if not link.target.startswith("#")]
    imprint = read_imprint(shown) if len(shown) < _LONGEST_IMPRINT else None
    if imprint and not imprint.gloss:
        _take_imprint(reading, imprint.names, imprint.venue, imprint.year, imprint.outcome)
    elif _keeps(reading) and sum(map(str.isalpha, shown)) > 2:
        reading.prose.append((index, text))


def _keeps(reading: Reading) -> bool:
    """Return True if a sentence is part of the abstract: it is below a heading, or the authors are already known."""
    return reading.keeps_prose and (reading.below_heading or "authors" in reading.values)


def _is_aside(link: Link) -> bool:
    return link.image or not are_names(plain(link.label))


def _may_be_names(text: str) -> bool:
    """Return True if a row can be names: it is in italics, has few words between commas, and no year."""
    wrapped = _WRAPPED.match(text)
    if wrapped is None:
        return False
    text = plain(wrapped[1])
    parts = [part.split() for part in text.strip(" .").split(",")]
    return not _DATE.search(text) and all(len(words) <= 6 for words in parts) and (len(parts) > 1 or len(parts[0]) <= 4)


def _take_field(reading: Reading, index: int, name: str, value: str, note: str) -> None:
    reading.in_abstract = name == "abstract"
    if name == "abstract":
        if value.strip("* _"):
            reading.prose.append((index, value))
        return
    links = links_in(value)
    reading.links += [link for link in links if link.target.startswith("http")]
    if name == "url":
        address = next((link.target for link in links), value.strip("<> ").split(" ")[0])
        reading.keep("url", address if address.startswith(("http://", "https://")) else "")
        reading.keep("outcome", note if read_imprint(note).outcome else "")
    elif name:
        reading.keep(name, plain(value).strip("*_ ;"))


def _paper(reading: Reading) -> MarkdownPaper:
    values = reading.values
    best = best_address(reading.links)
    url = values.get("url") or best or _first_web(reading.head)
    written = values.get("authors", "").strip(" .,;")
    dated = read_dated(values.get("venue", ""))
    addresses = [url or "", *(link.target for link in reading.links if text_of(link.label).names_paper)]
    identifiers = identifiers_in(addresses)
    if "identifier" in values and (known := read_identifier("arxiv", values["identifier"])):
        identifiers = tuple(sorted({*identifiers, known}))
    draft = Draft(
        title=reading.head.title,
        author_cell=AuthorCell(written) if written else None,
        abstract=_flowing(reading.prose),
        venue=(dated[1] if dated and not dated[0] else None) or values.get("venue") or None,
        year=_year(values.get("year", "")) or (dated[2] if dated else None),
        outcome=values.get("outcome"),
        award=values.get("award"),
        url=url,
        identifiers=identifiers,
        keywords=_keywords(values.get("keywords", "")),
    )
    return MarkdownPaper(draft, bool(written or values.get("url") or best))


def _keywords(text: str) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, _COMMA.split(text)))) if text else ()


def _first_web(head: TitleLine) -> str | None:
    return next((link.target for link in head.links if link.target.startswith(("http://", "https://"))), None)


@lru_cache(maxsize=256)
def _year(text: str) -> int | None:
    found = _DATE.search(text)
    return int(found[1]) if found else None


def _flowing(prose: list[tuple[int, str]]) -> str | None:
    """Return the text of (line index, sentence) pairs; sentences that are not on adjacent lines form new paragraphs."""
    lines: list[str] = []
    last = -1
    for index, text in prose:
        if lines and index > last + 1:
            lines.append("")
        lines.append(text)
        last = index
    return flow(lines) if lines else None


def span(first: Row, body: Sequence[Row]) -> tuple[int, int]:
    """Return the lines (start, stop) of a paper, from its title to its last row that is not markup."""
    return first.line, max((row.line for row in body if row.kind is not RowKind.MARKUP), default=first.line) + 1
