"""JSON document with a list of papers, which can be inside other objects, on one line or several lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from itertools import accumulate

from kg.parsers import cells
from kg.parsers.block import Block, Findings, Lines, furniture, rejected
from kg.parsers.format import Format
from kg.parsers.identifiers import identifiers_in
from kg.parsers.json_papers import draft_of_object, reason_against
from kg.parsers.json_places import Place, places

_OPENING = re.compile(r"[\[{]")
_ASSIGNMENT = re.compile(
    r"\ufeff?\s{0,20}(?:(?:(?:var|let|const)\s{1,3})?[\w.$]{1,100}\s{0,3}=|export\s{1,3}default)\s{0,3}(?=[\[{])"
)
_LONGEST_NAME = 200
_TITLE = re.compile(r'"(?:paper[ _]?|article[ _]?)?(?:title|display_name)"\s?:', re.IGNORECASE)
_AROUND = "JSON around the papers"


def parse(lines: Lines) -> Findings:
    """Yield the papers of a JSON document; an incomplete paper at the end of a truncated document is rejected."""
    return parse_with(lines, {})


def parse_with(lines: Lines, chosen: Mapping[str, str]) -> Findings:
    """Yield the papers of a JSON document; `chosen` maps fields to the keys that the user chose."""
    text = _without_assignment("\n".join(lines))
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    done = last = 0
    for place in places(text):
        start, stop = bisect_right(starts, place.start) - 1, bisect_right(starts, max(place.stop - 1, place.start))
        yield from _between(lines, done, start)
        yield _block(place, start, stop, chosen)
        done, last = max(done, stop), place.stop
    is_truncated = text[last:].strip(" \t\r\n,]}").startswith("{")
    for index in range(done, len(lines)):
        if lines[index].strip():
            yield rejected(index, index + 1, "truncated JSON") if is_truncated else furniture(index, index + 1, _AROUND)


def _without_assignment(text: str) -> str:
    """Return the JSON in the text of a script such as "const papers = […];"; any other text is unchanged.

    Blanks replace the assignment, so that positions in the text remain valid; the final ";" is removed.
    """
    found = _ASSIGNMENT.match(text)
    if not found:
        return text
    rest = text[found.end() :].rstrip()
    return " " * found.end() + (rest[:-1] if rest.endswith(";") else rest)


def _between(lines: Lines, start: int, stop: int) -> Findings:
    for index in range(start, stop):
        if lines[index].strip():
            yield furniture(index, index + 1, _AROUND)


def _block(place: Place, start: int, stop: int, chosen: Mapping[str, str]) -> Block:
    if not isinstance(place.value, (dict, list)):
        return rejected(start, stop, "not a JSON object")
    if reason := reason_against(place.value):
        return furniture(start, stop, reason)
    draft = draft_of_object(place.value, chosen)
    if place.venue or place.year:
        draft = draft._replace(venue=draft.venue or place.venue, year=draft.year or cells.year(place.year))
    if draft.url is None and (url := cells.address(place.key)):
        draft = draft._replace(url=url, identifiers=tuple(sorted({*draft.identifiers, *identifiers_in([url])})))
    return Block(start, stop, draft)


def evidence(lines: Lines) -> int:
    """Return the evidence for this format: the number of titles; 0 if the lines do not begin a JSON document."""
    first = next((line.lstrip("\ufeff \t") for line in lines if line.strip()), "")
    if not _OPENING.match(first) and not _ASSIGNMENT.match(first[:_LONGEST_NAME]):
        return 0
    return sum(len(_TITLE.findall(line[:1_000_000])) for line in lines[:2000]) or int(_has_rows(lines))


def _has_rows(lines: Lines) -> bool:
    text = "\n".join(lines[:400])[:100_000]
    return text.lstrip().startswith("[") and next(places(text), None) is not None


JSON_DOCUMENT = Format(
    name="json",
    description="a JSON document with a list of papers (OpenAlex, Crossref, CSL-JSON, OpenReview, Semantic Scholar, …)",
    example="""\
[
  {
    "title": "On Counting Sheep",
    "authors": ["Ada Example", "Grace Sample"],
    "venue": "ICLR",
    "year": 2021,
    "abstract": "We count sheep with a network."
  }
]
""",
    evidence=evidence,
    parse=parse,
    remedy="a paper is an object with a title; reviews, comments and decisions of OpenReview are not papers",
    parse_with=parse_with,
)
