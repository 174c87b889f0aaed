"""Plain-text export of Web of Science: two-letter tags, full names in AF, records from PT to ER."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.parsers.block import AuthorCell, Block, Draft, Findings, Lines, Remark, furniture
from kg.parsers.format import Format
from kg.parsers.kinds import kind_of
from kg.parsers.languages import read_language
from kg.parsers.named_places import addresses_of, orcids_of
from kg.parsers.tagged import Tagged, TaggedRecord, TagNotation, records, split_values

_LINE = re.compile(r"\ufeff?([A-Z][A-Z0-9])(?: (.*)|$)")
_TYPICAL = re.compile(r"\ufeff?(?:FN |VR \d|PT [A-Z]$|A[UF] |TI |SO |UT |DT |PY \d{4}|ER\s*$|EF\s*$)")
# Web of Science writes a middle initial I or V like a numeral: "Vance, Tobin, V".
_MIDDLE = re.compile(r"^([^,]+, [^,]+), ([A-Z])$")
_HEADS = ("FN", "VR", "EF")
_NAMES = ("AF", "AU", "BF", "BA")


def _read(line: str) -> Tagged | None:
    found = _LINE.match(line)
    return Tagged(found[1], found[2] or "") if found else None


_NOTATION = TagNotation(_read, "  ", frozenset(("PT",)), frozenset(("ER",)))


def _authors(record: TaggedRecord) -> AuthorCell:
    names = next((found for tag in _NAMES if (found := tuple(record.rows(tag)))), ())
    names = (*(_MIDDLE.sub(r"\1 \2", name) for name in names), *record.rows("CA"))
    return AuthorCell(
        names,
        orcids=orcids_of(names, " ".join(record.values("OI"))),
        affiliations=addresses_of(names, "\n".join(record.rows("C1"))),
    )


def _year(record: TaggedRecord) -> int | None:
    """Return the year in PY, else in the date of early access, EA ("MAY 2021")."""
    found = re.search(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)", record.first("PY", "EA") or "")
    return int(found[0]) if found else None


def draft_of_record(record: TaggedRecord) -> Draft:
    """Return the paper of a record."""
    return Draft(
        title=record.first("TI") or "",
        author_cell=_authors(record),
        abstract=record.first("AB"),
        venue=record.first("SO", "CT"),
        year=_year(record),
        identifiers=record.identifiers(doi=record.first("DI"), wos=record.first("UT"), pubmed=record.first("PM")),
        keywords=split_values(record.values("DE"), ";"),
        language=read_language(record.first("LA") or ""),
        kind=kind_of(split_values(record.values("DT"), ";")),
    )


def _heads(lines: Lines) -> Iterator[int]:
    """Yield the indices of lines that begin or end a file; a listing can consist of several files."""
    return (index for index, line in enumerate(lines) if (read := _read(line)) and read.tag in _HEADS)


def parse(lines: Lines) -> Findings:
    """Yield the papers, with the author keywords (DE); the keywords of the database (ID) are ignored."""
    heads = [furniture(index, index + 1, "beginning or end of the file") for index in _heads(lines)]
    papers = [Block(r.start, r.stop, draft_of_record(r), holes=r.holes()) for r in records(lines, _NOTATION)]
    inside = {index for paper in papers for index in range(paper.start, paper.stop)}
    free = [head for head in heads if head.start not in inside]
    yield from sorted([*free, *papers], key=lambda block: block.start)
    if (
        lines
        and len(papers)
        and lines[papers[-1].stop - 1 : papers[-1].stop]
        and not any(line.startswith("ER") for line in lines[papers[-1].start : papers[-1].stop])
    ):
        reason = "the last record has no end tag ER; the file may be truncated"
        yield Remark(reason, papers[-1].stop - 1, papers[-1].stop)


def evidence(lines: Lines) -> int:
    """Return the evidence for this format: the number of lines with a common tag; 0 without a record."""
    if not any(line.startswith("PT ") and len(line.rstrip()) == 4 for line in lines):
        return 0
    return sum(_TYPICAL.match(line) is not None for line in lines)


WOS_PLAIN = Format(
    name="wos-plain",
    description="plain text exported from Web of Science (savedrecs.txt), tags such as AU, AF, TI, SO",
    example="""\
FN Clarivate Analytics Web of Science
VR 1.0
PT C
AU Example, A
   Sample, G
AF Example, Ada
   Sample, Grace
TI On Counting Sheep
SO INTERNATIONAL CONFERENCE ON LEARNING REPRESENTATIONS
AB We count sheep with a network.
PY 2021
ER

EF
""",
    evidence=evidence,
    parse=parse,
)
