"""Functions shared by the XML formats: furniture between papers, texts, web addresses, notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.parsers.block import Block, Findings, Lines, furniture, rejected
from kg.parsers.flowing import in_paragraphs, one_line
from kg.parsers.xml_elements import Element, raw_text

_OPENING = re.compile(r"\s*(?:<\?xml|<!DOCTYPE|<!--|<[a-z][\w.-]*(?::[\w.-]+)?[\s>/])", re.IGNORECASE)
_BEFORE_SUFFIX = re.compile(r",(?=\s(?:Jr|Sr|II|III|IV)\b)")
_WEB = ("http://", "https://")
AROUND = "XML around the papers"


def is_xml(lines: Lines) -> bool:
    """Return True if the first non-blank line begins with an XML tag, but not with that of a web page."""
    first = next((line.lstrip("\ufeff").lstrip() for line in lines if line.strip()), "")
    return bool(_OPENING.match(first)) and not first[:15].lower().startswith(("<!doctype html", "<html"))


def count(lines: Lines, pattern: re.Pattern[str]) -> int:
    """Return the number of matches of a pattern in the lines."""
    return sum(len(pattern.findall(line)) for line in lines if "<" in line)


def framed(lines: Lines, blocks: Iterable[Block]) -> Findings:
    """Yield the blocks, and all other non-blank lines as furniture.

    A line on which one element ends and the next one begins belongs to the first element.
    """
    done = 0
    for block in blocks:
        yield from _between(lines, done, block.start)
        yield block._replace(start=done) if block.start < done < block.stop else block
        done = max(done, block.stop)
    yield from _between(lines, done, len(lines))


def _between(lines: Lines, start: int, stop: int) -> Iterator[Block]:
    while start < stop and not lines[start].strip():
        start += 1
    while stop > start and not lines[stop - 1].strip():
        stop -= 1
    if start < stop:
        yield furniture(start, stop, AROUND)


def broken(element: Element) -> Block:
    """Return the lines of an incomplete element without a paper as a rejected block."""
    return rejected(element.start, element.stop, element.error)


def notes_of(element: Element) -> tuple[str, ...]:
    """Return a note if the element is incomplete."""
    return (f"incomplete XML element: {element.error}",) if element.error else ()


def texts(element: Element, tag: str) -> Iterator[str]:
    """Yield the non-empty texts of the children with this tag, each on one line."""
    return filter(None, (one_line(raw_text(child)) for child in element.all(tag)))


def name_of(*parts: str) -> str:
    """Return the parts of a name joined by spaces, without the comma before a suffix.

    >>> name_of("Emil", "Calder, Jr.")
    'Emil Calder Jr.'
    """
    return _BEFORE_SUFFIX.sub("", " ".join(filter(None, parts)))


def paragraphs(element: Element | None) -> str | None:
    """Return the text of an element, with blank lines between paragraphs and white space collapsed, or None."""
    return in_paragraphs(raw_text(element)) if element is not None else None


def web_address(addresses: Iterable[str]) -> str | None:
    """Return the first HTTP or HTTPS address, or None."""
    return next((address for address in addresses if address.startswith(_WEB)), None)


def year_of(text: str) -> int | None:
    """Return the year at the beginning of a date such as 2021-05-03, or None."""
    digits = text[:4]
    return int(digits) if len(digits) == 4 and digits.isascii() and digits.isdigit() and int(digits) > 0 else None
