"""A page of papers.cool, copied as text: a heading with the venue and a total, then numbered papers."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from kg.parsers.block import AuthorCell, Block, Draft, Findings, Lines, Remark, furniture
from kg.parsers.format import Format
from kg.parsers.paragraph import flow, last_filled, next_filled

_LINKS = re.compile(r"(?:\s*\[(?:PDF|HTML|Copy|Kimi|REL|Cite)\d*\])+\s*$")
_LONGEST_LINKS = 200
_NUMBERED = re.compile(r"\s*#\d+\s+")
_AUTHORS = re.compile(r"\s*Authors?\s*:")
_TOTAL = re.compile(r"\s*\|?\s*Total:\s*(\d+)\s*")
_WITH_OUTCOME = re.compile(r"(.+?) - (\w[\w ]*)")


class _Heading(NamedTuple):
    venue: str | None = None
    outcome: str | None = None
    total: int | None = None


def _starts_paper(lines: Lines, index: int) -> bool:
    line = lines[index]
    if not _NUMBERED.match(line):
        return False
    below = next_filled(lines, index + 1, min(index + 4, len(lines)))
    return bool(_LINKS.search(line[-_LONGEST_LINKS:])) or (below < len(lines) and bool(_AUTHORS.match(lines[below])))


def _heading(lines: Lines) -> _Heading:
    """What the lines above the first paper say: the venue, with how its papers were presented, and their number."""
    filled = [line.strip() for line in lines if line.strip()]
    total = next((int(found[1]) for line in filled if (found := _TOTAL.fullmatch(line))), None)
    venue = next((line for line in filled if not _TOTAL.fullmatch(line)), None)
    parted = _WITH_OUTCOME.fullmatch(venue or "")
    return _Heading(parted[1], parted[2], total) if parted else _Heading(venue, None, total)


def _draft(lines: Lines, start: int, stop: int, heading: _Heading) -> Draft:
    title = _NUMBERED.sub("", lines[start], count=1)
    title = (title[:-_LONGEST_LINKS] + _LINKS.sub("", title[-_LONGEST_LINKS:])).strip()
    below = next_filled(lines, start + 1, stop)
    label = _AUTHORS.match(lines[below]) if below < stop else None
    names = lines[below][label.end() :].strip() if label else ""
    abstract = flow(lines[below + 1 if label else below : stop])
    return Draft(
        title,
        author_cell=AuthorCell(names) if names else None,
        abstract=abstract,
        venue=heading.venue,
        outcome=heading.outcome,
    )


def parse(lines: Lines) -> Findings:
    """The papers of a papers.cool page."""
    starts = [index for index in range(len(lines)) if _starts_paper(lines, index)]
    first = starts[0] if starts else len(lines)
    heading = _heading(lines[:first])
    for index in range(first):
        if lines[index].strip():
            yield furniture(index, index + 1, "heading of the page")
    if heading.total is not None and heading.total != len(starts):
        yield Remark(f"the heading announces {heading.total} papers and {len(starts)} follow", 0, first)
    for start, stop in pairwise([*starts, len(lines)]):
        end = last_filled(lines, start, stop) + 1
        yield Block(start, end, _draft(lines, start, end, heading))


def evidence(lines: Lines) -> int:
    """Number of titles, and of the total in the heading."""
    titles = sum(_starts_paper(lines, index) for index in range(len(lines)))
    return titles and titles + sum(_TOTAL.fullmatch(line) is not None for line in lines[:20])


PAPERS_COOL = Format(
    name="papers-cool",
    description="a page of papers.cool, copied as text",
    example="""\
ICLR.2021 - Poster

| Total: 1

#1 On Counting Sheep [PDF2] [Copy] [Kimi1] [REL]

Authors: Ada Example ; Grace Sample

We count sheep with a network and find that it falls asleep.
""",
    evidence=evidence,
    parse=parse,
)
