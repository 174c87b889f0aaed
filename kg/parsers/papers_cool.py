"""Page of papers.cool, copied as text: a heading with a venue or an arXiv category, then numbered papers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from kg.model.record import WorkKind
from kg.parsers.block import AuthorCell, Block, Draft, Findings, Lines, Remark, furniture
from kg.parsers.format import Format
from kg.parsers.outcome import year_in
from kg.parsers.paragraph import flow, last_filled, next_filled

_LINKS = re.compile(r"(?:\s{0,20}\[(?:PDF|HTML|Copy|Kimi|REL|Cite|Abs|Related|Summary)[\s(]{0,3}\d{0,6}\)?\]){1,16}$")
_LONGEST_LINKS = 200
_NUMBERED = re.compile(r"#\d{1,6}\s+")
_AUTHORS = re.compile(r"Authors?\s?:")
_TOTAL = re.compile(r"Total:\s?(\d{1,9})")
_DATE = re.compile(r"Date:\s?(.{1,60})")
_VENUE = re.compile(r"(\S{1,60}?[.\s](?:19|20)\d\d\S{0,20})(?: - (\w[\w -]{0,60}))?")
_BELOW = re.compile(r"(Subjects?|Publish(?:ed)?|Comments?|Keywords?)\s?:\s?(.*)", re.DOTALL)
_FOOTER = re.compile(
    r"Designed by kexue\.fm.*|.*Powered by kimi\.ai|Bug report\?.*|Github: .*|Please read our Disclaimer.*|"
    r"For more interesting features.*|Include\(OR\).*|Exclude.{0,40}|Magazine.{0,40}",
    re.IGNORECASE,
)
_ARXIV = "arXiv"


class _Heading(NamedTuple):
    """Contents of the lines above the first paper: venue, decision of its papers, year, and number of papers."""

    venue: str | None = None
    outcome: str | None = None
    year: int | None = None
    total: int | None = None


class _Below(NamedTuple):
    """Labelled fields below an abstract; `start` is the index of their first line."""

    start: int
    fields: dict[str, str]


def _starts_paper(lines: Lines, index: int) -> bool:
    line = lines[index].strip()
    if not line.startswith("#") or not _NUMBERED.match(line):
        return False
    if _LINKS.search(line[-_LONGEST_LINKS:]):
        return True
    below = next_filled(lines, index + 1, min(index + 4, len(lines)))
    under = lines[below].strip() if below < min(index + 4, len(lines)) else ""
    return bool(_AUTHORS.match(under) or _LINKS.fullmatch(under))


def _heading(lines: Lines) -> _Heading:
    """Parse the lines above the first paper; a name without a year is an arXiv category, not a venue."""
    venue, outcome, year, total = None, None, None, None
    for line in lines:
        for part in (part.strip() for part in line.split("|")):
            if counted := _TOTAL.fullmatch(part):
                total = int(counted[1]) if total is None else total
            elif dated := _DATE.fullmatch(part):
                year = year or year_in(dated[1])
            elif venue is None and (named := _VENUE.fullmatch(part)):
                venue, outcome = named[1], named[2]
    return _Heading(venue or (_ARXIV if year else None), outcome, year, total)


def _title(line: str) -> str:
    title = _NUMBERED.sub("", line.strip(), count=1)
    return (title[:-_LONGEST_LINKS] + _LINKS.sub("", title[-_LONGEST_LINKS:])).strip()


def _below(lines: Lines, start: int, stop: int) -> _Below:
    """Return the labelled fields at the end of `lines[start:stop]`."""
    fields: dict[str, str] = {}
    last = last_filled(lines, start, stop)
    while last >= start and (labelled := _BELOW.fullmatch(lines[last].strip())):
        fields[labelled[1].casefold().removesuffix("s").removesuffix("ed")] = labelled[2].strip()
        stop = last
        last = last_filled(lines, start, last)
    return _Below(stop, fields)


def _draft(lines: Lines, start: int, stop: int, heading: _Heading) -> Draft:
    place = next_filled(lines, start + 1, stop)
    if place < stop and _LINKS.fullmatch(lines[place].strip()):
        place = next_filled(lines, place + 1, stop)
    label = _AUTHORS.match(lines[place].strip()) if place < stop else None
    names = lines[place].strip()[label.end() :].strip() if label else ""
    begin = place + 1 if label else place
    below = _below(lines, begin, stop)
    subject = _VENUE.fullmatch(below.fields.get("subject", ""))
    published = year_in(below.fields["publish"]) if "publish" in below.fields else None
    venue = subject[1] if subject else heading.venue or (_ARXIV if published else None)
    return Draft(
        title=_title(lines[start]),
        author_cell=AuthorCell(names) if names else None,
        abstract=flow(lines[begin : below.start]),
        venue=venue,
        year=(published or heading.year) if venue == _ARXIV else None,
        outcome=subject[2] if subject else heading.outcome,
        keywords=tuple(filter(None, (word.strip() for word in below.fields.get("keyword", "").split(",")))),
        kind=WorkKind.PREPRINT if venue == _ARXIV else None,
    )


def _footer(lines: Lines, start: int) -> int:
    """Return the index of the first line of the footer at the end of a page."""
    stop = len(lines)
    last = last_filled(lines, start, stop)
    while last > start and _FOOTER.fullmatch(lines[last].strip()):
        stop = last
        last = last_filled(lines, start, last)
    return stop


def parse(lines: Lines) -> Findings:
    """Yield the papers of a papers.cool page."""
    starts = [index for index in range(len(lines)) if _starts_paper(lines, index)]
    first = starts[0] if starts else len(lines)
    heading = _heading(lines[:first])
    yield from _furniture(lines, 0, first, "heading of the page")
    if heading.total is not None and heading.total != len(starts):
        yield Remark(f"the heading announces {heading.total} papers, but the page has {len(starts)}", 0, first)
    footer = _footer(lines, starts[-1]) if starts else len(lines)
    for start, stop in pairwise([*starts, footer]):
        end = last_filled(lines, start, stop) + 1
        yield Block(start, end, _draft(lines, start, end, heading))
    yield from _furniture(lines, footer, len(lines), "footer of the page")


def _furniture(lines: Lines, start: int, stop: int, reason: str) -> Iterator[Block]:
    return (furniture(index, index + 1, reason) for index in range(start, stop) if lines[index].strip())


def evidence(lines: Lines) -> int:
    """Return the evidence for this format: the number of titles plus that of totals ("Total: 12") in the heading.

    It is 0 without a title.
    """
    titles = sum(_starts_paper(lines, index) for index in range(len(lines)))
    return titles and titles + sum(_TOTAL.search(line[:200]) is not None for line in lines[:20])


PAPERS_COOL = Format(
    name="papers-cool",
    description="a page of papers.cool, copied as text",
    example="""\
ICLR.2021 - Poster

| Total: 1

#1 On Counting Sheep [PDF2] [Copy] [Kimi1] [REL]

Authors: Ada Example ; Grace Sample

We count sheep with a network and find that it falls asleep.

Subject: ICLR.2021 - Poster
""",
    evidence=evidence,
    parse=parse,
)
