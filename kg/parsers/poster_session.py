"""The page of a poster session, copied as text: title, authors and abstract are told apart by their places.

Two blank lines part the papers, one parts title, authors and abstract. An award stands in the line above a title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.parsers.block import AuthorCell, Block, Draft, Findings, Lines, furniture
from kg.parsers.format import Format
from kg.parsers.paragraph import Span, flow, groups

_JOINT = " · "
_LONGEST_NAME = 60
_WORDS_IN_NAME = 6
_SHORTEST_PROSE = 200
_AWARD = re.compile(r"\b(award|honou?rable mention|best paper|outstanding|runner[- ]up|test of time)\b", re.I)
_SESSION = re.compile(r"\s*(Poster|Oral|Spotlight)s? Session( \d+)?\s*")
_PAGE = re.compile(rf"\s*(Skip to .*|Session|Abstract:?|Chat is not available\.)\s*|{_SESSION.pattern}")


def _is_furniture(lines: Lines, span: Span) -> bool:
    return all(_PAGE.fullmatch(line) for line in lines[slice(*span)])


def _are_names(lines: Lines, span: Span) -> bool:
    row = lines[span[0]].strip()
    if span[1] - span[0] != 1:
        return False
    return all(len(name) <= _LONGEST_NAME and len(name.split()) <= _WORDS_IN_NAME for name in row.split(_JOINT))


def _is_paper(lines: Lines, group: list[Span]) -> bool:
    return len(group) >= 2 and group[0][1] - group[0][0] <= 2 and _are_names(lines, group[1])


def _is_prose(lines: Lines, group: list[Span]) -> bool:
    return all(sum(map(len, lines[slice(*span)])) >= _SHORTEST_PROSE for span in group)


def _papers(lines: Lines) -> Iterator[list[Span]]:
    """Groups of paragraphs, an abstract's that two blank lines part put together again."""
    paper: list[Span] = []
    for group in groups(lines):
        if paper and _is_prose(lines, group) and not _is_paper(lines, group):
            paper += group
            continue
        if paper:
            yield paper
        paper = group
    if paper:
        yield paper


def _draft(lines: Lines, group: list[Span]) -> Draft:
    heading = lines[slice(*group[0])]
    award = heading[0].strip() if len(heading) == 2 and _AWARD.search(heading[0]) else None
    title = " ".join(line.strip() for line in heading[1 if award else 0 :])
    names = AuthorCell(lines[group[1][0]].strip())
    abstract = flow(lines[group[2][0] : group[-1][1]]) if len(group) > 2 else None
    return Draft(title, author_cell=names, abstract=abstract, award=award)


def parse(lines: Lines) -> Findings:
    """The papers of a poster-session page."""
    for group in _papers(lines):
        page = [span for span in group if _is_furniture(lines, span)]
        if page:
            yield from (furniture(*span, "heading of the page") for span in page)
        elif _is_paper(lines, group):
            yield Block(group[0][0], group[-1][1], _draft(lines, group))


def evidence(lines: Lines) -> int:
    """Number of papers with more than one author, and of names of sessions where there are papers at all."""
    papers = [group for group in groups(lines) if _is_paper(lines, group)]
    joined = sum(_JOINT in lines[group[1][0]] for group in papers)
    return joined + sum(_SESSION.fullmatch(line) is not None for line in lines) if papers else 0


POSTER_SESSION = Format(
    name="poster-session",
    description="the page of a conference's poster session, copied as text",
    example="""\
Poster Session 2


Outstanding Paper Award
On Counting Sheep

Ada Example · Grace Sample

We count sheep with a network and find that it falls asleep.
""",
    evidence=evidence,
    parse=parse,
)
