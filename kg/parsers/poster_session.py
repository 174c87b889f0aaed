"""Page of a poster session or of a conference day, copied as text.

On the page of a session, two blank lines separate papers, and one blank line separates title, authors and abstract; an
award is on the line above a title. On the page of a day, the first line of each event has its kind, title and time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.parsers.block import AuthorCell, Block, Draft, Findings, Lines, furniture
from kg.parsers.events import read_heading
from kg.parsers.format import Format
from kg.parsers.paragraph import Span, flow, groups, spans

_JOINT = " · "
_LONGEST_NAME = 60
_WORDS_IN_NAME = 6
_SHORTEST_PROSE = 200
_AWARD = re.compile(r"\b(award|honou?rable mention|best paper|outstanding|runner[- ]up|test of time)\b", re.I)
_SESSION = re.compile(r"(Poster|Oral|Spotlight)s? Session( \d{1,3}\w?)?")
_PAGE = re.compile(
    rf"(Skip to .*|Session|Abstract:?|Chat is not available\.|Timezone: .*|Select Year: .*|Filter .{{0,40}}|"
    rf"{_SESSION.pattern})"
)
_FEWEST_EVENTS = 2


def _is_furniture(lines: Lines, span: Span) -> bool:
    return all(_PAGE.fullmatch(line.strip()) for line in lines[slice(*span)])


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
    """Yield the paragraphs of each paper; an abstract interrupted by two blank lines is rejoined."""
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


def _session(lines: Lines) -> Iterator[Block]:
    for group in _papers(lines):
        page = [span for span in group if _is_furniture(lines, span)]
        if page:
            yield from (furniture(*span, "heading of the page") for span in page)
        elif _is_paper(lines, group):
            yield Block(group[0][0], group[-1][1], _draft(lines, group))


def _events(lines: Lines) -> list[int]:
    """Return the indices of the lines that begin an event: kind, title and time."""
    return [index for index, line in enumerate(lines) if ":" in line[:60] and read_heading(line)]


def _day(lines: Lines, starts: list[int]) -> Iterator[Block]:
    for span in spans(lines, 0, starts[0]):
        yield from (furniture(index, index + 1, "heading of the page") for index in range(*span))
    for start, stop in pairwise([*starts, len(lines)]):
        yield from _event(lines, start, stop)


def _event(lines: Lines, start: int, stop: int) -> Iterator[Block]:
    """Yield the paper of an event, or the lines of any other event as furniture."""
    heading = read_heading(lines[start])
    assert heading is not None
    kind, title, is_paper = heading
    below = list(spans(lines, start + 1, stop))
    if not is_paper:
        yield from (furniture(*span, f"{kind}: not a paper") for span in [(start, start + 1), *below])
        return
    named = bool(below) and _are_names(lines, below[0])
    prose = below[1:] if named else below
    yield Block(
        start,
        below[-1][1] if below else start + 1,
        Draft(
            title,
            author_cell=AuthorCell(lines[below[0][0]].strip()) if named else None,
            abstract=flow(lines[prose[0][0] : prose[-1][1]]) if prose else None,
            outcome=kind,
        ),
    )


def parse(lines: Lines) -> Findings:
    """Yield the papers of the page of a poster session or of a day."""
    starts = _events(lines)
    yield from _day(lines, starts) if len(starts) >= _FEWEST_EVENTS else _session(lines)


def evidence(lines: Lines) -> int:
    """Return the evidence for this format, which has two kinds of pages.

    For a day, this is twice the number of events with a paper; for a session, the number of papers with several authors
    and of lines such as "Poster Session 2".
    """
    events = [heading for index in _events(lines) if (heading := read_heading(lines[index]))]
    if len(events) >= _FEWEST_EVENTS:
        return 2 * sum(is_paper for _, _, is_paper in events)
    papers = [group for group in groups(lines) if _is_paper(lines, group)]
    joined = sum(_JOINT in lines[group[1][0]] for group in papers)
    return joined + sum(_SESSION.fullmatch(line.strip()) is not None for line in lines) if papers else 0


POSTER_SESSION = Format(
    name="poster-session",
    description="the page of a conference's poster session or day, copied as text",
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
