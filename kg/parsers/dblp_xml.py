"""XML of dblp: the complete dump or a part of it, the page of a person, or a search result."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.model.record import AuthorName, Identifier, WorkKind
from kg.parsers.block import Block, Draft, Findings, Lines, furniture, rejected
from kg.parsers.format import Format
from kg.parsers.identifiers import identifiers_in, read_identifier, read_orcid
from kg.parsers.xml_elements import Element, elements
from kg.parsers.xml_listing import broken, count, framed, is_xml, notes_of, web_address, year_of

_KINDS = {
    "article": WorkKind.ARTICLE,
    "inproceedings": WorkKind.CONFERENCE_PAPER,
    "incollection": WorkKind.BOOK_CHAPTER,
    "phdthesis": WorkKind.THESIS,
    "mastersthesis": WorkKind.THESIS,
    "book": WorkKind.BOOK,
    "data": WorkKind.OTHER,
    "info": None,
}
_FRAME = {"proceedings": "a volume of proceedings", "www": "a home page", "person": "a home page"}
_TYPES = {
    "Conference and Workshop Papers": WorkKind.CONFERENCE_PAPER,
    "Journal Articles": WorkKind.ARTICLE,
    "Informal and Other Publications": WorkKind.PREPRINT,
    "Informal Publications": WorkKind.PREPRINT,
    "Parts in Books or Collections": WorkKind.BOOK_CHAPTER,
    "Books and Theses": WorkKind.BOOK,
    "Editorship": WorkKind.FRONT_MATTER,
}
_WANTED = frozenset((*_KINDS, *_FRAME))
_PAPER = re.compile(r"<(?:article|inproceedings|incollection|phdthesis|mastersthesis|book|hit)\s[^<>]*\b(?:key|id)=")
_NUMBERED = re.compile(r"(.+) (\d{4})")


def _author(element: Element) -> Iterator[AuthorName]:
    written = " ".join("".join(part for part in element.content if isinstance(part, str)).split())
    if not written:
        return
    numbered = _NUMBERED.fullmatch(written)
    pid = element.attributes.get("pid")
    source = f"dblp:{pid}" if pid else f"dblp:{written}" if numbered else None
    orcid = read_orcid(element.attributes.get("orcid", ""))
    yield AuthorName(written, numbered[1] if numbered else written, source, orcid)


def _authors(paper: Element) -> tuple[AuthorName, ...]:
    listed = paper.first("authors")
    return tuple(author for element in (listed or paper).all("author") for author in _author(element))


def _kind(paper: Element, venue: str) -> WorkKind | None:
    if paper.attributes.get("publtype", "").startswith("withdrawn"):
        return WorkKind.RETRACTION
    if paper.attributes.get("publtype", "").startswith("informal") or venue == "CoRR":
        return WorkKind.PREPRINT
    return _TYPES.get(paper.text("type")) or _KINDS[paper.tag]


def _identifiers(key: str, addresses: Iterable[str]) -> tuple[Identifier, ...]:
    own = read_identifier("dblp", key) if key else None
    return tuple(sorted({*identifiers_in(addresses), *([own] if own else [])}))


def _addresses(paper: Element) -> list[str]:
    given = [" ".join("".join(part for part in ee.content if isinstance(part, str)).split()) for ee in paper.all("ee")]
    doi = paper.text("doi")
    return [*given, *([f"https://doi.org/{doi}"] if doi else [])]


def _draft(paper: Element) -> Draft:
    venue = next(filter(None, map(paper.text, ("journal", "booktitle", "venue"))), "")
    addresses = _addresses(paper)
    title = paper.text("title")
    return Draft(
        title=title[:-1] if title.endswith(".") and not title.endswith("..") else title,
        authors=_authors(paper),
        venue=venue or None,
        year=year_of(paper.text("year")),
        url=web_address(addresses),
        identifiers=_identifiers(paper.attributes.get("key") or paper.text("key"), addresses),
        kind=_kind(paper, venue),
        notes=notes_of(paper),
    )


def _blocks(lines: Lines) -> Iterator[Block]:
    for paper in elements(lines, _WANTED):
        if paper.tag in _FRAME:
            yield furniture(paper.start, paper.stop, _FRAME[paper.tag])
        elif paper.tag and paper.text("title"):
            yield Block(paper.start, paper.stop, _draft(paper))
        elif paper.error:
            yield broken(paper)
        else:
            yield rejected(paper.start, paper.stop, "an entry without a title")


def parse(lines: Lines) -> Findings:
    """Yield the papers; volumes of proceedings and home pages are furniture."""
    return framed(lines, _blocks(lines))


def evidence(lines: Lines) -> int:
    """Return the evidence for this format: the number of entries with a dblp key and of search hits."""
    return count(lines, _PAPER) if is_xml(lines) else 0


DBLP_XML = Format(
    name="dblp-xml",
    description="XML of dblp: the complete file or a part of it, the page of a person, or a search result",
    example="""\
<dblp>
<inproceedings mdate="2021-01-11" key="conf/iclr/ExampleS21">
<author>Ada Example 0001</author>
<author orcid="0000-0000-1111-2228">Grace Sample</author>
<title>On Counting Sheep.</title>
<booktitle>ICLR</booktitle>
<year>2021</year>
<ee>https://example.org/sheep</ee>
</inproceedings>
</dblp>
""",
    evidence=evidence,
    parse=parse,
)
