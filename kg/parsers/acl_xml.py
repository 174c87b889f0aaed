"""XML of the ACL Anthology: collections of volumes; the `meta` element of a volume has the venue and year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model.record import AuthorName, Identifier, WorkKind
from kg.parsers.block import Block, Draft, Findings, Lines, furniture, rejected
from kg.parsers.format import Format
from kg.parsers.identifiers import read_identifier, read_orcid
from kg.parsers.xml_elements import Element, elements
from kg.parsers.xml_listing import AROUND, broken, count, framed, is_xml, name_of, notes_of, paragraphs, texts, year_of

_WANTED = frozenset(("meta", "frontmatter", "paper"))
_PAPER = re.compile(r"<paper\s[^<>]*\bid=")
# Values of `venue` that do not name a series: workshops in general, and the joint "Findings" of several conferences.
_NO_SERIES = ("ws", "findings")
_OLD_PLACE = re.compile(r"[A-Z](\d\d)-\d{4}")
_FIRST_YEAR = 60
_ADDRESS = "https://aclanthology.org/"


def _name(element: Element) -> str:
    parts = name_of(element.text("first"), element.text("last"))
    return parts or " ".join("".join(part for part in element.content if isinstance(part, str)).split())


def _author(element: Element) -> Iterator[AuthorName]:
    name = _name(element)
    if not name:
        return
    own = element.attributes.get("id")
    yield AuthorName(
        name,
        name,
        f"acl:{own}" if own else None,
        read_orcid(element.attributes.get("orcid", "")),
        tuple(texts(element, "affiliation")),
    )


def _venue(meta: Element | None) -> str | None:
    if meta is None:
        return None
    own = next((name for name in texts(meta, "venue") if name not in _NO_SERIES), "")
    return own.upper() or meta.text("journal-title") or meta.text("booktitle") or None


def _identifiers(paper: Element, place: str) -> tuple[Identifier, ...]:
    given = (("acl", place), ("doi", paper.text("doi")))
    found = (read_identifier(scheme, text) for scheme, text in given if text)
    return tuple(identifier for identifier in found if identifier is not None)


def _year_in(place: str) -> int | None:
    """Return the year in the identifier of a paper: "2021.acl-long.1" or "W19-0101"."""
    found = _OLD_PLACE.match(place)
    if found is None:
        return year_of(place)
    return int(found[1]) + (1900 if int(found[1]) >= _FIRST_YEAR else 2000)


def _kind(paper: Element, meta: Element | None) -> WorkKind:
    if paper.first("retracted") is not None or paper.first("removed") is not None:
        return WorkKind.RETRACTION
    if paper.attributes.get("type") in ("frontmatter", "backmatter"):
        return WorkKind.FRONT_MATTER
    is_journal = meta is not None and meta.first("journal-title") is not None
    return WorkKind.ARTICLE if is_journal else WorkKind.CONFERENCE_PAPER


def _draft(paper: Element, meta: Element | None) -> Draft:
    place = paper.text("url").removesuffix(".pdf")
    return Draft(
        title=paper.text("title"),
        authors=tuple(author for element in paper.all("author") for author in _author(element)),
        abstract=paragraphs(paper.first("abstract")),
        venue=_venue(meta),
        year=(year_of(meta.text("year")) if meta is not None else None) or _year_in(place),
        award="; ".join(texts(paper, "award")) or None,
        url=place if place.startswith("http") else f"{_ADDRESS}{place}" if place else None,
        identifiers=_identifiers(paper, place),
        kind=_kind(paper, meta),
        notes=notes_of(paper),
    )


def _block(element: Element, meta: Element | None) -> Block:
    if element.tag == "frontmatter":
        return furniture(element.start, element.stop, "front matter of a volume")
    if element.tag and element.text("title"):
        return Block(element.start, element.stop, _draft(element, meta))
    return broken(element) if element.error else rejected(element.start, element.stop, "a paper without a title")


def _blocks(lines: Lines) -> Iterator[Block]:
    meta: Element | None = None
    for element in elements(lines, _WANTED):
        if element.tag == "meta":
            meta = element if element.first("booktitle") is not None else meta
            yield furniture(element.start, element.stop, AROUND)
        else:
            yield _block(element, meta)


def parse(lines: Lines) -> Findings:
    """Yield the papers of the volumes; editors are not read as authors, and front matter is furniture."""
    return framed(lines, _blocks(lines))


def evidence(lines: Lines) -> int:
    """Return the evidence for this format: the number of papers; 0 without a volume or collection."""
    if not is_xml(lines) or not any("<collection" in line or "<volume" in line for line in lines):
        return 0
    return count(lines, _PAPER)


ACL_XML = Format(
    name="acl-xml",
    description="a file of the ACL Anthology (XML)",
    example="""\
<collection id="2021.acl">
  <volume id="long">
    <meta>
      <booktitle>Proceedings of a Meeting of the Association for Computational Linguistics</booktitle>
      <year>2021</year>
      <venue>acl</venue>
    </meta>
    <paper id="1">
      <title>On Counting <fixed-case>S</fixed-case>heep</title>
      <author><first>Ada</first><last>Example</last></author>
      <author><first>Grace</first><last>Sample</last></author>
      <abstract>We count sheep with a network.</abstract>
      <url>2021.acl-long.999</url>
    </paper>
  </volume>
</collection>
""",
    evidence=evidence,
    parse=parse,
)
