"""OAI-PMH harvest of arXiv in the metadata format `arXiv`, with one `arXiv` element per paper."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model.record import AuthorName, WorkKind
from kg.parsers.arxiv_atom import identifiers_of
from kg.parsers.block import Block, Draft, Findings, Lines, rejected
from kg.parsers.format import Format
from kg.parsers.xml_elements import Element, elements
from kg.parsers.xml_listing import broken, count, framed, is_xml, name_of, notes_of, paragraphs, texts, year_of

_WANTED = frozenset(("arXiv",))
_PAPER = re.compile(r"<arXiv[\s>]")


def _author(element: Element) -> Iterator[AuthorName]:
    name = name_of(*map(element.text, ("forenames", "keyname", "suffix")))
    if name:
        yield AuthorName(name, name, affiliations=tuple(texts(element, "affiliation")))


def _draft(paper: Element) -> Draft:
    listed = paper.first("authors")
    number = paper.text("id")
    return Draft(
        title=paper.text("title"),
        authors=tuple(author for element in (listed.all("author") if listed else ()) for author in _author(element)),
        abstract=paragraphs(paper.first("abstract")),
        venue="arXiv",
        year=year_of(paper.text("created")),
        url=f"https://arxiv.org/abs/{number}" if number else None,
        identifiers=identifiers_of(number, paper.text("doi")),
        kind=WorkKind.PREPRINT,
        notes=notes_of(paper),
    )


def _blocks(lines: Lines) -> Iterator[Block]:
    for paper in elements(lines, _WANTED):
        if paper.tag and paper.text("title"):
            yield Block(paper.start, paper.stop, _draft(paper))
        elif paper.error:
            yield broken(paper)
        else:
            yield rejected(paper.start, paper.stop, "a paper without a title")


def parse(lines: Lines) -> Findings:
    """Yield the papers, with the year of their first version."""
    return framed(lines, _blocks(lines))


def evidence(lines: Lines) -> int:
    """Return the evidence for this format: the number of papers."""
    return count(lines, _PAPER) if is_xml(lines) else 0


ARXIV_OAI = Format(
    name="arxiv-oai",
    description="a harvest of arXiv by OAI-PMH in the metadata format `arXiv` (XML)",
    example="""\
<ListRecords>
<record>
<metadata>
<arXiv xmlns="http://arxiv.org/OAI/arXiv/">
 <id>2101.99991</id><created>2021-01-30</created>
 <authors><author><keyname>Example</keyname><forenames>Ada</forenames></author></authors>
 <title>On Counting Sheep</title>
 <abstract>We count sheep with a network.</abstract>
</arXiv>
</metadata>
</record>
</ListRecords>
""",
    evidence=evidence,
    parse=parse,
)
