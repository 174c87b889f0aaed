"""Atom feed of the arXiv search interface, with one `entry` per paper."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model.record import AuthorName, Identifier, WorkKind
from kg.parsers.block import Block, Draft, Findings, Lines, rejected
from kg.parsers.format import Format
from kg.parsers.identifiers import read_identifier
from kg.parsers.xml_elements import Element, elements
from kg.parsers.xml_listing import (
    broken,
    count,
    framed,
    is_xml,
    name_of,
    notes_of,
    paragraphs,
    texts,
    web_address,
    year_of,
)

_WANTED = frozenset(("entry",))
_ENTRY = re.compile(r"<(?:\w+:)?entry[\s>]")
_ERRORS = "arxiv.org/api/errors"


def _author(element: Element) -> Iterator[AuthorName]:
    name = name_of(element.text("name"))
    if name:
        yield AuthorName(name, name, affiliations=tuple(texts(element, "affiliation")))


def identifiers_of(number: str, doi: str) -> tuple[Identifier, ...]:
    """Return the identifiers of an arXiv paper from its number (or web address) and the DOI of its publication."""
    found = (read_identifier(scheme, text) for scheme, text in (("arxiv", number), ("doi", doi)) if text)
    return tuple(identifier for identifier in found if identifier is not None)


def _draft(entry: Element) -> Draft:
    identifiers = identifiers_of(entry.text("id"), entry.text("doi"))
    links = [link.attributes.get("href", "") for link in entry.all("link") if link.attributes.get("rel") == "alternate"]
    is_preprint = any(identifier.scheme == "arxiv" for identifier in identifiers)
    return Draft(
        title=entry.text("title"),
        authors=tuple(author for element in entry.all("author") for author in _author(element)),
        abstract=paragraphs(entry.first("summary")),
        venue="arXiv" if is_preprint else None,
        year=year_of(entry.text("published")) or year_of(entry.text("updated")),
        url=web_address([*links, entry.text("id")]),
        identifiers=identifiers,
        kind=WorkKind.PREPRINT if is_preprint else None,
        notes=notes_of(entry),
    )


def _blocks(lines: Lines) -> Iterator[Block]:
    for entry in elements(lines, _WANTED):
        if entry.tag and entry.text("title") and _ERRORS not in entry.text("id"):
            yield Block(entry.start, entry.stop, _draft(entry))
        elif entry.error:
            yield broken(entry)
        else:
            yield rejected(entry.start, entry.stop, "an entry without a title, or an error message")


def parse(lines: Lines) -> Findings:
    """Yield the papers of a feed, with the year of their first version."""
    return framed(lines, _blocks(lines))


def evidence(lines: Lines) -> int:
    """Return the evidence for this format: the number of entries; 0 if the feed is not from arXiv."""
    if not is_xml(lines) or not any("arxiv.org" in line for line in lines):
        return 0
    return count(lines, _ENTRY)


ARXIV_ATOM = Format(
    name="arxiv-atom",
    description="the result of an arXiv search (Atom XML)",
    example="""\
<feed xmlns="http://www.w3.org/2005/Atom">
  <entry>
    <id>http://arxiv.org/abs/2101.99991v2</id>
    <published>2021-01-30T10:00:00Z</published>
    <title>On Counting Sheep</title>
    <summary>We count sheep with a network.</summary>
    <author><name>Ada Example</name></author>
    <author><name>Grace Sample</name></author>
  </entry>
</feed>
""",
    evidence=evidence,
    parse=parse,
)
