"""Markdown list of accepted papers: a title with or without a link, then `- authors` and `- abstract@[…]` lines.

A title without a link looks like a paragraph of the preceding abstract. Therefore, the parser finds the `abstract@`
lines first, and then the authors and the title above each of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from kg.parsers.block import AuthorCell, Block, Draft, Findings, Lines, rejected
from kg.parsers.format import Format
from kg.parsers.paragraph import flow, last_filled

_ABSTRACT = re.compile(r"\s*-\s+abstract@\[(.*?)\]\(([^()]*)\)\s*:?\s?(.*)$")
_LABEL = "- abstract@"
_LINKED = re.compile(r"\s*\[(.*)\]\(([^()\s]*)\)\s*")
_ITEM = re.compile(r"\s*-\s+(.*)$")
_ESCAPE = re.compile(r"\\([][()*_`#+.!{}<>-])")
_WORDS_IN_NAME = 6


class _EntryLines(NamedTuple):
    """Indices of the lines with title, authors and abstract of a paper; -1 if missing."""

    title: int
    authors: int
    abstract: int


def _above(lines: Lines, abstract: int, floor: int) -> _EntryLines:
    """Return the entry with the `abstract@` line at index `abstract`.

    Its authors and title are the non-blank lines above, from line `floor` on.
    """
    authors = last_filled(lines, floor, abstract)
    if authors < floor:
        return _EntryLines(-1, -1, abstract)
    if not _ITEM.match(lines[authors]):
        return _EntryLines(authors, -1, abstract)
    title = last_filled(lines, floor, authors)
    return _EntryLines(title if title >= floor else -1, authors, abstract)


def _are_names(row: str) -> bool:
    return all(0 < len(name.split()) <= _WORDS_IN_NAME for name in row.split(",")) and not row.rstrip().endswith(".")


def _without_abstract(lines: Lines, start: int, stop: int) -> Iterator[_EntryLines]:
    """Yield the entries without an abstract in `lines[start:stop]`.

    Such an entry is a title with a link, followed by a row of names or by nothing. At the end of the listing, it can
    also be a title without a link, followed by a row of names.
    """
    last = last_filled(lines, start, stop)
    for index in range(start, stop):
        linked = _LINKED.fullmatch(lines[index])
        if linked is None and (stop < len(lines) or _ITEM.match(lines[index])):
            continue
        below = next((i for i in range(index + 1, min(index + 3, stop)) if lines[i].strip()), -1)
        item = _ITEM.match(lines[below]) if below > 0 else None
        if item and lines[index].strip() and (linked or below == last) and _are_names(item[1]):
            yield _EntryLines(index, below, -1)
        elif linked and index == last:
            yield _EntryLines(index, -1, -1)


def _abstracts(lines: Lines) -> Iterator[int]:
    """Yield the indices of the `abstract@` lines; the last line of a truncated listing may be a part of one."""
    for index, line in enumerate(lines):
        if "abstract@" in line and _ABSTRACT.match(line):
            yield index
    last = lines[-1].strip()
    if last and not _ABSTRACT.match(last) and (last.startswith(_LABEL) or _LABEL.startswith(last)):
        yield len(lines) - 1


def _heads(lines: Lines) -> Iterator[_EntryLines]:
    floor = 0
    for abstract in _abstracts(lines):
        head = _above(lines, abstract, floor)
        yield from _without_abstract(lines, floor, _start(head))
        yield head
        floor = abstract + 1
    yield from _without_abstract(lines, floor, len(lines))


def _start(head: _EntryLines) -> int:
    return next(index for index in head if index >= 0)


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(r"\1", text)


def _draft(lines: Lines, head: _EntryLines, stop: int) -> Draft:
    linked = _LINKED.fullmatch(lines[head.title])
    title = _unescaped(linked[1]) if linked else lines[head.title]
    row = lines[head.authors].strip()[1:] if head.authors >= 0 else ""
    found = _ABSTRACT.match(lines[head.abstract]) if head.abstract >= 0 else None
    abstract = flow([found[3], *lines[head.abstract + 1 : stop]]) if found else None
    links = [linked[2] if linked else "", found[2] if found else ""]
    return Draft(
        title=title.strip(),
        author_cell=AuthorCell(row.strip()) if row.strip() else None,
        abstract=abstract,
        outcome=_unescaped(found[1]) if found else None,
        url=next((link for link in links if link.startswith(("http://", "https://"))), None),
        notes=("Markdown escapes were removed from the title",) if linked and title != linked[1] else (),
    )


def parse(lines: Lines) -> Findings:
    """Yield the papers of a Markdown list of accepted papers."""
    heads = list(_heads(lines))
    bounds = pairwise([*map(_start, heads), len(lines)])
    for head, (start, end) in zip(heads, bounds, strict=True):
        stop = last_filled(lines, start, end) + 1
        if head.title < 0:
            yield rejected(start, stop, "authors or an abstract without a title")
        else:
            yield Block(start, stop, _draft(lines, head, stop))


def evidence(lines: Lines) -> int:
    """Return the evidence for this format: the number of `abstract@` lines and, if there are any, of linked titles."""
    abstracts = sum(_ABSTRACT.match(line) is not None for line in lines)
    return abstracts and abstracts + sum(_LINKED.fullmatch(line) is not None for line in lines)


ACCEPTED_MARKDOWN = Format(
    name="accepted-markdown",
    description="a Markdown list of accepted papers with their authors and `abstract@` lines",
    example="""\
[On Counting Sheep](#)

- Ada Example*, *Grace Sample*, and Jean (Joe) Specimen
- abstract@[open-review\\\\(Poster\\\\)](#): We count sheep with a network.

It falls asleep.
""",
    evidence=evidence,
    parse=parse,
)
