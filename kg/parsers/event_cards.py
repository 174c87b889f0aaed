"""Cards of a virtual conference site, copied as text: one line each for kind of event, title, names, room, abstract."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from kg.parsers.block import AuthorCell, Block, Draft, Findings, Lines, furniture
from kg.parsers.events import is_other_kind, is_paper_kind, is_when_or_where
from kg.parsers.format import Format
from kg.parsers.name_shape import are_names, is_name
from kg.parsers.paragraph import flow, last_filled

_JOINTS = (" · ", " ⋅ ", " ∙ ", " • ")
_LABEL = re.compile(r"(?:show |view |hide )?abstract\s?[▼▲:]?", re.IGNORECASE)
_BUTTON = re.compile(
    r"(?:\[\s?)?(?:openreview|paper|pdf|poster|slides|video|slideslive|project page|code|bookmark|favorite|"
    r"add to calendar|"
    r"show more|show details|hide details|view details|lay summary|chat|visit poster at .*|livestream.*|more|"
    r"close)(?:\s?\])?",
    re.IGNORECASE,
)


class _Card(NamedTuple):
    """Indices of the lines of a card: the kind of event is at `start`, the abstract begins at `prose`.

    `title` and `names` are -1 if missing.
    """

    start: int
    stop: int
    title: int
    names: int
    prose: int


def _is_kind(line: str) -> bool:
    text = line.strip()
    return is_paper_kind(text) or is_other_kind(text)


def _starts(lines: Lines) -> list[int]:
    """Return the indices of the lines that begin a card: a kind of event, followed by a line of text."""
    found = [index for index, line in enumerate(lines) if len(line) < 60 and _is_kind(line)]
    return [index for index in found if _text_below(lines, index)]


def _text_below(lines: Lines, index: int) -> bool:
    return any(line.strip() and not _is_kind(line) for line in lines[index + 1 : index + 4])


def _card(lines: Lines, start: int, stop: int) -> _Card:
    title = names = -1
    for index in range(start + 1, stop):
        text = lines[index].strip()
        if _LABEL.fullmatch(text):
            return _Card(start, stop, title, names, index + 1)
        if not text or is_when_or_where(text) or _BUTTON.fullmatch(text):
            continue
        if title < 0:
            title = index
        elif names < 0 and _is_row_of_names(text):
            names = index
        else:
            return _Card(start, stop, title, names, index)
    return _Card(start, stop, title, names, stop)


def _is_row_of_names(text: str) -> bool:
    return any(joint in text for joint in _JOINTS) or is_name(text) or are_names(text)


def _abstract(lines: Lines, card: _Card) -> str | None:
    prose = [lines[index] for index in range(card.prose, card.stop) if not _BUTTON.fullmatch(lines[index].strip())]
    while prose and (not prose[-1].strip() or is_when_or_where(prose[-1])):
        prose.pop()
    return flow(prose) if prose else None


def _block(lines: Lines, card: _Card) -> Iterator[Block]:
    kind = lines[card.start].strip()
    stop = last_filled(lines, card.start, card.stop) + 1
    if not is_paper_kind(kind) or card.title < 0:
        yield furniture(card.start, stop, f"{kind}: not a paper")
        return
    names = lines[card.names].strip() if card.names >= 0 else ""
    yield Block(
        card.start,
        stop,
        Draft(
            title=" ".join(lines[card.title].split()),
            author_cell=AuthorCell(names) if names else None,
            abstract=_abstract(lines, card),
            outcome=kind,
        ),
    )


def parse(lines: Lines) -> Findings:
    """Yield the papers of a page of cards."""
    starts = _starts(lines)
    first = starts[0] if starts else len(lines)
    yield from (furniture(index, index + 1, "heading of the page") for index in range(first) if lines[index].strip())
    for start, stop in pairwise([*starts, len(lines)]):
        yield from _block(lines, _card(lines, start, stop))


def evidence(lines: Lines) -> int:
    """Return the evidence for this format: twice the number of typical cards of papers.

    A typical card has names separated by dots, or the label "Abstract".
    """
    starts = _starts(lines)
    cards = [_card(lines, start, stop) for start, stop in pairwise([*starts, len(lines)])]
    return 2 * sum(_is_typical(lines, card) for card in cards if is_paper_kind(lines[card.start].strip()))


def _is_typical(lines: Lines, card: _Card) -> bool:
    if card.title < 0 or card.names < 0:
        return False
    labelled = card.prose > 0 and _LABEL.fullmatch(lines[card.prose - 1].strip()) is not None
    return labelled or any(joint in lines[card.names] for joint in _JOINTS)


EVENT_CARDS = Format(
    name="event-cards",
    description="the cards of a conference's virtual site, copied as text",
    example="""\
Poster
On Counting Sheep
Ada Example · Grace Sample
Hall E #101
Abstract
We count sheep with a network and find that it falls asleep.
""",
    evidence=evidence,
    parse=parse,
)
