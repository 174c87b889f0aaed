"""Recognition of kinds of events, their addresses, times and rooms on the site of a conference."""

from __future__ import annotations

import re
from typing import NamedTuple

_PAPER_KINDS = (
    r"(?:(?:In-Person|Virtual|Main|Journal|Highlight(?:ed)?|Conference|Contributed|Short|Long|Datasets? (?:and|"
    r"&) Benchmarks?)\s)?"
    r"(?:Poster|Oral|Spotlight|Spotlight Poster|Oral Poster|Poster Spotlight|Highlight|Contributed Talk|"
    r"Paper)(?: Presentation)?"
)
_OTHER_KINDS = (
    r"(?:Affinity |Social |Expo |Mini-?|Virtual |In-Person |Industry )*"
    r"(?:Workshop|Tutorial|Invited Talk|Keynote(?: Talk)?|Plenary(?: Talk)?|Registration(?: Desk)?|Social|Break|"
    r"Coffee Break|"
    r"Lunch(?: Break)?|Dinner|Reception|Expo|Talk Panel|Demonstration|Demo|Town Hall|Panel(?: Discussion)?|"
    r"Opening(?: Remarks)?|"
    r"Closing(?: Remarks)?|Remarks|Awards?|Mentorship|Mentoring(?: Session)?|Competition|Education(?: Program)?|"
    r"Affinity|Exhibit(?:ion)?|"
    r"Exhibitor(?: Spot Talks)?|Networking|Meeting|Business Meeting|Q&A|Session|Oral Session|Poster Session|"
    r"Sponsor|Talk|"
    r"Community Event|Creative AI|Test of Time|Test Of Time|Career(?: Fair)?|Doctoral Consortium|Art Program|"
    r"Challenge|Event)"
)
_HEADED = re.compile(rf"({_PAPER_KINDS}|{_OTHER_KINDS})(?:\s\d{{1,2}}[A-Z]?)?\s?:\s(?=\S)", re.IGNORECASE)
_PAPER = re.compile(_PAPER_KINDS, re.IGNORECASE)
_OTHER = re.compile(rf"{_OTHER_KINDS}(?:\s\d{{1,2}})?", re.IGNORECASE)
_SESSION = re.compile(
    r"(?:(?:Poster|Oral|Spotlight|Paper|Technical) )?Session(?:\s\d{1,2}[A-Z]?|\s?:\s.+)?", re.IGNORECASE
)
_DAY = r"(?:Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun)[a-z]{0,6}\.?,?"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DATE = rf"(?:{_DAY}\s)?(?:\d{{1,2}}\s{_MONTH}|{_MONTH}\s\d{{1,2}}),?(?:\s(?:19|20)\d\d,?)?"
_HOUR = r"\d{1,2}(?::\d\d)?\s?(?:[ap]\.?m\.?)?"
_CLOCK = rf"{_HOUR}(?:\s?(?:--?|–|to)\s?{_HOUR})?(?:\s?\(?[A-Z]{{2,5}}\)?)?"
_WHEN = rf"{_DATE}\s(?:at\s)?{_CLOCK}|{_DAY}\s{_CLOCK}"
_TIME = re.compile(_WHEN, re.IGNORECASE)
_TIME_AT_END = re.compile(rf"\s(?:{_WHEN})$", re.IGNORECASE)
_ROOM = (
    r"(?:[A-Z][\w'.-]{0,20}\s){0,4}(?:Hall|Room|Ballroom|Auditorium|Theat(?:er|re)|Level|Foyer|Booth|Board|Poster|"
    r"Exhibit(?:ion)? Hall)"
    r"(?:\s?[\w#&,.+-]{1,20}+){0,6}|#\d{1,5}|Virtual(?: Only)?"
)
_PLACE = re.compile(rf"(?:@\s?)?(?:{_ROOM})|(?:\[|\()\s?(?:@\s?)?(?:{_ROOM})\s?(?:\]|\))")
_PLACE_AT_END = re.compile(rf"\s(?:@\s?(?:{_ROOM})|\[\s?(?:{_ROOM})\s?\]|\(\s?(?:{_ROOM})\s?\))$")
_ADDRESS = re.compile(
    r"(?:(?i:\b(icml|iclr|neurips|nips)\.cc)/{1,2})?virtual/(?:[a-z]\w{0,19}/)?((?:19|20)\d\d)?/?"
    r"(poster|oral|spotlight|workshop|tutorial|invited-talk)?"
)
_VENUES = {"icml": "ICML", "iclr": "ICLR", "neurips": "NeurIPS", "nips": "NeurIPS"}
_LONGEST_TAIL = 120
_LONGEST_LINE = 1000


class EventAddress(NamedTuple):
    """Venue, year and kind of event in the web address of an event, each None if unknown."""

    venue: str | None
    year: int | None
    kind: str | None


def event_at(address: str) -> EventAddress | None:
    """Return the parts of a web address such as "icml.cc/virtual/2024/poster/1", or None for any other text."""
    found = _ADDRESS.search(address) if "virtual/" in address else None
    if found is None or not any(found.groups()):
        return None
    host, year, kind = found.groups()
    return EventAddress(_VENUES[host.lower()] if host else None, int(year) if year else None, kind)


def is_paper_kind(text: str) -> bool:
    """Return True if a text is a kind of event that presents a paper: "Poster", "Oral", …"""
    return len(text) < _LONGEST_TAIL and _PAPER.fullmatch(text) is not None


def is_other_kind(text: str) -> bool:
    """Return True if a text is a kind of event that does not present a paper: "Workshop", "Invited Talk", …"""
    return len(text) < _LONGEST_TAIL and _OTHER.fullmatch(text) is not None


def is_session(title: str) -> bool:
    """Return True if a title is the name of a session.

    >>> is_session("Session: Robotics"), is_session("Poster Session 2B"), is_session("Session types for robots")
    (True, True, False)
    """
    return len(title) < _LONGEST_TAIL and _SESSION.fullmatch(title) is not None


def is_when_or_where(text: str) -> bool:
    """Return True if a text is a time, a place, or both."""
    text = " ".join(text.split())
    if not text or len(text) > _LONGEST_TAIL:
        return False
    rest = without_time(f" {text}").strip()
    return not rest or bool(_TIME.fullmatch(rest) or _PLACE.fullmatch(rest))


def without_time(text: str) -> str:
    """Return a text without the time and the place at its end."""
    text = " ".join(text.split()) if not text.startswith(" ") else " " + " ".join(text.split())
    for _ in range(3):
        tail = text[-_LONGEST_TAIL:]
        found = _TIME_AT_END.search(tail) or _PLACE_AT_END.search(tail)
        if not found:
            break
        text = text[: len(text) - len(tail) + found.start()]
    return text


def read_heading(line: str) -> tuple[str, str, bool] | None:
    """Return (kind of event, title, True if it is a paper) for a heading, or None for any other line.

    A heading is a line such as "Poster: On Sheep Tue 19 Jul 06:30 p.m.".
    """
    line = line.strip()
    if len(line) > _LONGEST_LINE or not (found := _HEADED.match(line)):
        return None
    title = without_time(line[found.end() :]).strip()
    return (found[1], title, _PAPER.fullmatch(found[1]) is not None) if title else None
