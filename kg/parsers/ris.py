"""RIS, the exchange format of reference managers: two-letter tags, records from TY to ER; parsed with rispy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import rispy
from rispy.config import LIST_TYPE_TAGS, TAG_KEY_MAPPING

from kg.model.record import Identifier, WorkKind
from kg.parsers.block import AuthorCell, Block, Draft, Findings, Lines, furniture
from kg.parsers.format import Format
from kg.parsers.identifiers import identifiers_in, read_identifier, with_arxiv
from kg.parsers.kinds import kind_of
from kg.parsers.languages import read_language
from kg.parsers.tagged import split_values

Fields = dict[str, Any]

_TAG = re.compile(r"[\ufeff\s]{0,8}([A-Z][A-Z0-9])  -(?: (.*)|$)")
# Some programs write one or three spaces before the hyphen. This pattern is not the default, because a line of an
# abstract may begin with "AI - ".
_LOOSE_TAG = re.compile(r"[\ufeff\s]{0,8}([A-Z][A-Z0-9]) {1,3}-(?: (.*)|$)")
_WEB = ("http://", "https://")
_TEXT = "text between the records"
# Number of a clinical trial, which trial registries write instead of authors.
_TRIAL = re.compile(r"[A-Za-z]{2,8}[\w/-]{0,30}\d{4}[\w/-]{0,30},?")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_KINDS = {
    "JOUR": WorkKind.ARTICLE,
    "EJOUR": WorkKind.ARTICLE,
    "MGZN": WorkKind.ARTICLE,
    "NEWS": WorkKind.ARTICLE,
    "CONF": WorkKind.CONFERENCE_PAPER,
    "CPAPER": WorkKind.CONFERENCE_PAPER,
    "ABST": WorkKind.CONFERENCE_PAPER,
    "CHAP": WorkKind.BOOK_CHAPTER,
    "ECHAP": WorkKind.BOOK_CHAPTER,
    "BOOK": WorkKind.BOOK,
    "EBOOK": WorkKind.BOOK,
    "EDBOOK": WorkKind.BOOK,
    "THES": WorkKind.THESIS,
    "UNPB": WorkKind.PREPRINT,
    "UNPD": WorkKind.PREPRINT,
    "INPR": WorkKind.PREPRINT,
    "MANSCPT": WorkKind.PREPRINT,
}
_TITLES = frozenset(("TI", "T1"))
_JOURNAL = ("JF", "T2", "JO", "JA", "J2", "J1")
_VOLUME = ("T2", "BT", "C3", "T3", "JF", "JO", "JA", "J2")
_READER = rispy.RisParser(
    mapping={tag: tag for tag in (*TAG_KEY_MAPPING, "BT", "CT", "J1", "L3", "DI")},
    list_tags=[*LIST_TYPE_TAGS, "AB", "N2"],
    delimiter_tags_mapping={},
    skip_unknown_tags=True,
)


def _notation(lines: Lines) -> re.Pattern[str] | None:
    """Return the pattern of tagged lines: the strict one if it matches records, else the loose one, else None.

    Records in old Scopus exports have no TY; they are recognised by a title and ER.
    """
    for pattern in (_TAG, _LOOSE_TAG):
        tags = {tag[1] for line in lines if (tag := pattern.match(line))}
        if "TY" in tags or ("ER" in tags and tags & _TITLES):
            return pattern
    return None


def _spans(lines: Lines, notation: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Yield (start, stop) of each record, from TY or the first tag after the previous record to ER or the next TY."""
    start, last, is_record = -1, -1, False
    for index, line in enumerate(lines):
        tag = notation.match(line)
        name = tag[1] if tag else ""
        if name == "TY" and start >= 0 and is_record:
            yield start, last + 1
        if name == "TY" or (name and start < 0):
            start, is_record = index, False
        is_record = is_record or name == "TY" or name in _TITLES
        if line.strip():
            last = index
        elif not is_record:
            start = -1
        if name == "ER":
            if is_record:
                yield start, index + 1
            start = -1
    if start >= 0 and is_record:
        yield start, last + 1


def _fields(lines: Lines, notation: re.Pattern[str]) -> Fields:
    """Return the values of a record by tag; a line without a tag continues the previous value."""
    normal = [f"{tag[1]}  - {tag[2] or ''}" if (tag := notation.match(line)) else f" {line}" for line in lines]
    begin = [] if normal[0].startswith("TY") else ["TY  - "]
    found = _READER.parse_lines(iter([*begin, *normal, "ER  - "]))
    return found[0] if found else {}


def _first(fields: Fields, *tags: str) -> str | None:
    """Return the value of the first of these tags that is not empty, with white space collapsed, or None."""
    for tag in tags:
        value = fields.get(tag)
        text = (value[0] if value else "") if isinstance(value, list) else value
        if text and text.strip():
            return " ".join(text.split())
    return None


def _venue(fields: Fields, kind: str) -> str | None:
    if kind in ("BOOK", "EBOOK", "EDBOOK", "THES"):
        return None
    venue = _first(fields, *(_JOURNAL if kind in ("", "JOUR", "EJOUR", "MGZN", "NEWS") else _VOLUME))
    return None if venue and venue.startswith(_WEB) else venue


def _year(fields: Fields) -> int | None:
    """Return the year of a date in any form, such as "2019/10//undefined" or "1 Jan.-Feb. 2017"."""
    dates = (_YEAR.search(_first(fields, tag) or "") for tag in ("PY", "Y1", "DA"))
    found = next(filter(None, dates), None)
    return int(found[0]) if found else None


def _names(fields: Fields) -> tuple[str, ...]:
    """Return the authors of AU, and those of A1 that are not in AU; A1 is ignored if both have the same length."""
    given = ([name for name in fields.get(tag, ()) if name and not _TRIAL.fullmatch(name)] for tag in ("AU", "A1"))
    names, others = map(tuple, given)
    if len(names) == len(others):
        return names
    known = set(names)
    return (*names, *(name for name in others if name not in known))


def _addresses(fields: Fields) -> tuple[str, ...]:
    return split_values([*fields.get("UR", []), *filter(None, [_first(fields, "L2", "L1")])], " ")


def _identifiers(fields: Fields, addresses: tuple[str, ...]) -> tuple[Identifier, ...]:
    doi = next(
        (found for tag in ("DO", "DI", "L3", "M3") if (found := read_identifier("doi", _first(fields, tag) or ""))),
        None,
    )
    accession = read_identifier("wos", _first(fields, "AN", "ID") or "")
    own = {identifier for identifier in (doi, accession) if identifier is not None}
    others = (found for found in identifiers_in(addresses) if found.scheme not in {each.scheme for each in own})
    return with_arxiv({*own, *others})


def _draft(fields: Fields) -> Draft:
    kind = str(fields.get("TY", "")).strip().upper()[:8]
    addresses = _addresses(fields)
    named = _first(fields, "M3")
    return Draft(
        title=_first(fields, "TI", "T1", "CT", "ST", *(("BT", "T2") if kind == "BOOK" else ())) or "",
        author_cell=AuthorCell(_names(fields)),
        abstract=" ".join(filter(None, fields.get("AB") or fields.get("N2") or ())) or None,
        venue=_venue(fields, kind),
        year=_year(fields),
        url=next((address for address in addresses if address.startswith(_WEB)), None),
        identifiers=_identifiers(fields, addresses),
        keywords=tuple(word.lstrip("*") for word in split_values(fields.get("KW", []), ";")),
        language=read_language(_first(fields, "LA") or ""),
        kind=(kind_of([named]) if named else None) or (_KINDS.get(kind, WorkKind.OTHER) if kind else None),
    )


def parse(lines: Lines) -> Findings:
    """Yield the papers; text between records, such as the numbers and links in Ovid exports, is furniture."""
    notation = _notation(lines)
    if notation is None:
        return
    done = 0
    for start, stop in _spans(lines, notation):
        yield from _between(lines, done, start)
        yield Block(start, stop, _draft(_fields(lines[start:stop], notation)))
        done = stop
    yield from _between(lines, done, len(lines))


def _between(lines: Lines, start: int, stop: int) -> Iterator[Block]:
    filled = [index for index in range(start, stop) if lines[index].strip()]
    if filled:
        yield furniture(filled[0], filled[-1] + 1, _TEXT)


def evidence(lines: Lines) -> int:
    """Return the evidence for this format: the number of lines with a tag; 0 without a record."""
    notation = _notation(lines)
    return sum(notation.match(line) is not None for line in lines) if notation else 0


RIS = Format(
    name="ris",
    description="RIS, as Scopus, Ovid, Zotero, EndNote and most publishers export it (.ris)",
    example="""\
TY  - CONF
TI  - On Counting Sheep
AU  - Example, Ada
AU  - Sample, Grace
T2  - International Conference on Learning Representations
PY  - 2021
AB  - We count sheep with a network.
DO  - 10.5555/sheep.1
ER  -
""",
    evidence=evidence,
    parse=parse,
)
