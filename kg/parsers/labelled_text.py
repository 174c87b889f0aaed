"""Plain text with labelled fields, one paper after the other: `Title: …`, `Authors: …`, `Abstract: …`.

A line with the label "Title" begins a paper, together with a labelled line directly above it, such as `ID: 7`. Lines
without a label continue the abstract. Rules of hyphens or equals signs between papers are furniture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from kg.parsers import cells
from kg.parsers.block import AuthorCell, Block, Draft, Findings, Lines, furniture, rejected
from kg.parsers.format import Format
from kg.parsers.identifiers import identifiers_in
from kg.parsers.markdown.fields import read_field
from kg.parsers.paragraph import flow, last_filled

_LABEL = re.compile(r"[^\W\d_][^\n:：*\[\]|<>]{0,30}[:：](?:\s|$)")
_RULE = re.compile(r"\s*[-=_*~]{3,}\s*")
_BESIDE = ("authors", "abstract", "url", "venue")


@dataclass(slots=True)
class _Fields:
    """Values of a paper by field, the lines of its abstract, and its lines without a label outside the abstract."""

    values: dict[str, str] = field(default_factory=dict)
    abstract: list[str] = field(default_factory=list)
    holes: list[Block] = field(default_factory=list)


def _labelled(line: str) -> tuple[str, str] | None:
    """Return (field, value) of a line that begins with a known label, else None; the field of other labels is ""."""
    found = read_field(line) if _LABEL.match(line) else None
    return (found[0], found[1]) if found else None


def _starts(lines: Lines) -> list[int]:
    """Return the index of the first line of each paper."""
    titles = [index for index, line in enumerate(lines) if line[:1].isalpha() and _is_title(line)]
    return [index - _stands_above(lines, index) for index in titles]


def _stands_above(lines: Lines, index: int) -> int:
    """Return 1 if the line above a title is labelled and belongs to the same paper, such as `ID: 7`, else 0."""
    above = lines[index - 1] if index else ""
    found = _labelled(above)
    follows = index > 1 and lines[index - 2].strip() and not _RULE.fullmatch(lines[index - 2])
    return int(found is not None and found[0] in ("identifier", "") and not follows)


def _is_title(line: str) -> bool:
    found = _labelled(line)
    return found is not None and found[0] == "title" and bool(found[1])


def _fields(lines: Lines, start: int, stop: int) -> _Fields:
    found = _Fields()
    in_abstract = False
    for index in range(start, stop):
        line = lines[index]
        labelled = _labelled(line)
        if labelled is None and in_abstract:
            found.abstract.append(line)
        elif labelled is None and line.strip():
            found.holes.append(rejected(index, index + 1, "a line without a known label"))
        elif labelled is not None:
            in_abstract = labelled[0] == "abstract"
            if in_abstract:
                found.abstract.append(labelled[1])
            else:
                found.values.setdefault(*labelled)
    return found


def _block(lines: Lines, start: int, stop: int) -> Block:
    found = _fields(lines, start, stop)
    values = found.values
    url = cells.address(values.get("url"))
    draft = Draft(
        title=values.get("title", ""),
        author_cell=AuthorCell(values["authors"]) if values.get("authors") else None,
        abstract=flow(found.abstract) if any(found.abstract) else None,
        venue=values.get("venue") or None,
        year=cells.year(values.get("year")),
        outcome=values.get("outcome") or None,
        award=values.get("award") or None,
        url=url,
        identifiers=identifiers_in([url] if url else []),
        keywords=cells.keywords(values.get("keywords")),
    )
    return Block(start, stop, draft, holes=tuple(found.holes))


def parse(lines: Lines) -> Findings:
    """Yield the papers of a text with labelled fields."""
    starts = _starts(lines)
    yield from _around(lines, 0, starts[0] if starts else len(lines))
    for start, stop in pairwise([*starts, len(lines)]):
        rule = next((index for index in range(start, stop) if _RULE.fullmatch(lines[index])), stop)
        end = last_filled(lines, start, rule) + 1
        yield _block(lines, start, end)
        yield from _around(lines, end, stop)


def _around(lines: Lines, start: int, stop: int) -> Iterator[Block]:
    for index in range(start, stop):
        if _RULE.fullmatch(lines[index]):
            yield furniture(index, index + 1, "rule between papers")


def evidence(lines: Lines) -> int:
    """Return the evidence for this format: the number of labelled lines.

    It is 0 unless the papers have labelled fields besides the title. A single paper needs its authors and one other
    field; of several papers, more than half need the same field, such as the authors.
    """
    labelled = [found for line in lines if line[:1].isalpha() and (found := _labelled(line))]
    titles = sum(name == "title" and bool(value) for name, value in labelled)
    counts = {other: sum(name == other for name, _ in labelled) for other in _BESIDE}
    if titles == 1:
        return len(labelled) if counts["authors"] and sum(map(bool, counts.values())) > 1 else 0
    return len(labelled) if 2 * max(counts.values()) > titles > 1 else 0


LABELLED_TEXT = Format(
    name="labelled-text",
    description="plain text with labelled fields: Title, Authors, Abstract, URL, Venue, Year",
    example="""\
Title: On Counting Sheep
Link: https://openreview.net/forum?id=sheep1
Authors: Ada Example, Grace Sample
Abstract: We count sheep with a network.
""",
    evidence=evidence,
    parse=parse,
)
