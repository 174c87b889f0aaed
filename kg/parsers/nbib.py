"""MEDLINE text of PubMed (nbib): tags of up to four letters before a hyphen; a record begins with PMID or PMC."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model.record import Identifier
from kg.parsers.block import AuthorCell, Block, Draft, Findings, Lines
from kg.parsers.format import Format
from kg.parsers.identifiers import read_orcid
from kg.parsers.kinds import kind_of
from kg.parsers.languages import read_language
from kg.parsers.tagged import Tagged, TaggedRecord, TagNotation, records

_LINE = re.compile(r"\ufeff?([A-Z][A-Z0-9]{1,3}) {0,2}- ?(.*)")
_TYPICAL = re.compile(r"\ufeff?(?:PMID|PMC |OWN |STAT|DP  |TI  |FAU |AU  |AD  |JT  |TA  |PT  |AID |LID )- ?")
_BEGINS = re.compile(r"\ufeff?(?:PMID|PMC )- ")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_WIDTH = 5


def _read(line: str) -> Tagged | None:
    """Return the tag and the value of a line whose fifth character is a hyphen, or None for any other line."""
    found = _LINE.match(line)
    return Tagged(found[1], found[2]) if found and line.lstrip("\ufeff")[_WIDTH - 1 : _WIDTH] == "-" else None


_NOTATION = TagNotation(_read, "  ", frozenset(("PMID", "PMC")))


def _authors(record: TaggedRecord) -> AuthorCell:
    """Return the authors (FAU, CN), each with the ORCID (AUID) and the affiliations (AD) that follow.

    If a record has no full names (FAU), short names (AU) are used. Editors (FED) and investigators (FIR) are ignored.
    """
    full = any(tag == "FAU" for tag, _ in record.fields)
    names: list[str] = []
    orcids: list[str] = []
    places: list[list[str]] = []
    within = False
    for tag, lines in record.fields:
        value = " ".join(lines)
        if tag in ("FAU" if full else "AU", "CN") and value:
            names.append(value)
            orcids.append("")
            places.append([])
            within = True
        elif tag in ("FED", "ED", "FIR", "IR"):
            within = False
        elif tag == "AUID" and within:
            orcids[-1] = orcids[-1] or read_orcid(value) or ""
        elif tag == "AD" and within and value:
            places[-1].append(value.rstrip("."))
    return AuthorCell(tuple(names), orcids=tuple(orcids), affiliations=tuple("; ".join(each) for each in places))


def _identifiers(record: TaggedRecord) -> tuple[Identifier, ...]:
    doi = next((value for value in record.values("LID", "AID") if value.endswith("[doi]")), record.first("SO"))
    return record.identifiers(doi=doi, pubmed=record.first("PMID"))


def _title(record: TaggedRecord) -> str:
    """Return the title without the full stop that PubMed appends."""
    title = record.first("TI", "BTI") or ""
    return title[:-1] if title.endswith(".") and not title.endswith("..") else title


def _draft(record: TaggedRecord) -> Draft:
    year = _YEAR.search(record.first("DP", "DEP", "EDAT") or "")
    return Draft(
        title=_title(record),
        author_cell=_authors(record),
        abstract=record.first("AB"),
        venue=record.first("JT", "TA"),
        year=int(year[0]) if year else None,
        identifiers=_identifiers(record),
        keywords=tuple(dict.fromkeys(value.lstrip("*") for value in record.values("OT"))),
        language=read_language(record.first("LA") or ""),
        kind=kind_of(record.values("PT")),
    )


def _blocks(lines: Lines) -> Iterator[Block]:
    for record in records(lines, _NOTATION):
        yield Block(record.start, record.stop, _draft(record), holes=record.holes())


def parse(lines: Lines) -> Findings:
    """Yield the papers of an export of PubMed or PubMed Central."""
    return _blocks(lines)


def evidence(lines: Lines) -> int:
    """Return the evidence for this format: the number of lines with a common tag; 0 without a record."""
    if not any(_BEGINS.match(line) for line in lines):
        return 0
    return sum(_TYPICAL.match(line) is not None for line in lines)


NBIB = Format(
    name="nbib",
    description="PubMed's citations for reference managers or its PubMed format (.nbib, .txt)",
    example="""\
PMID- 39999991
DP  - 2021 Apr
TI  - On Counting Sheep.
AB  - We count sheep with a network.
FAU - Example, Ada
AU  - Example A
AUID- ORCID: 0000-0000-1111-2228
AD  - Department of Sheep, Northmoor University.
FAU - Sample, Grace
AU  - Sample G
JT  - Journal of sheep
""",
    evidence=evidence,
    parse=parse,
)
