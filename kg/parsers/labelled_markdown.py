"""Markdown list with the labelled fields Authors, Conference, URL and Abstract below each `## [0] Title`.

All lines of a list may be indented, and fields may be missing. A horizontal rule ends each paper. The list ends with
links to other pages.
"""

from __future__ import annotations

import re
from itertools import pairwise

from kg.parsers.block import AuthorCell, Block, Draft, Findings, Lines, furniture, rejected
from kg.parsers.format import Format
from kg.parsers.paragraph import flow, last_filled

_HEADING = re.compile(r"(\s*)## \[\d+\](?:\s+(.*))?$")
_LABEL = re.compile(r"\s*\*\*(\w[\w ]*)\*\*:\s*(.*)$")
_LINK = re.compile(r"\[([^\]]*)\]\((.*)\)")
_RULE = re.compile(r"\s*-{3,}\s*")
_PAGE_LINK = re.compile(r"\s*\[Go to the [^\]]*\]\([^)]*\)\s*")
_TITLE = re.compile(r"\s*# \S.*")


def _plain(value: str) -> str:
    """Return a value without emphasis marks."""
    value = value.strip()
    if len(value) >= 2 and value[0] == value[-1] == "*":
        return value[1:-1].strip()
    return value


def _target(value: str) -> str | None:
    link = _LINK.fullmatch(value.strip())
    return (link[2] if link else _plain(value)) or None


def _dedent(lines: Lines, indent: str) -> Lines:
    """Return lines without the indent of their paper; the later lines of an abstract often have no indent."""
    return [line.removeprefix(indent) for line in lines] if indent else lines


def _block(lines: Lines, start: int, stop: int) -> Block:
    """Return the paper with the heading `lines[start]` and the last line `lines[stop - 1]`."""
    heading = _HEADING.match(lines[start])
    assert heading is not None
    fields: dict[str, str] = {}
    holes: list[Block] = []
    abstract: str | None = None
    for index in range(start + 1, stop):
        label = _LABEL.match(lines[index])
        if label and label[1] == "Abstract":
            abstract = flow([label[2], *_dedent(lines[index + 1 : stop], heading[1])])
            break
        if label and label[1] in ("Authors", "Conference", "URL"):
            fields[label[1]] = label[2]
        elif lines[index].strip():
            holes.append(rejected(index, index + 1, "a line below a title that is not a known field"))
    draft = Draft(
        title=(heading[2] or "").strip(),
        author_cell=AuthorCell(_plain(fields["Authors"])) if fields.get("Authors") else None,
        abstract=abstract,
        venue=_plain(fields.get("Conference", "")) or None,
        url=_target(fields.get("URL", "")),
    )
    return Block(start, stop, draft, holes=tuple(holes))


def _ends(lines: Lines, start: int, stop: int) -> tuple[int, list[Block]]:
    """Return the end of the paper in `lines[start:stop]`, and the blocks of the rule and the links below it."""
    below: list[Block] = []
    last = last_filled(lines, start, stop)
    while last > start and _PAGE_LINK.fullmatch(lines[last]):
        below.append(furniture(last, last + 1, "link to another page"))
        last = last_filled(lines, start, last)
    if last > start and _RULE.fullmatch(lines[last]):
        below.append(furniture(last, last + 1, "rule between papers"))
        last = last_filled(lines, start, last)
    return last + 1, below[::-1]


def parse(lines: Lines) -> Findings:
    """Yield the papers of a Markdown list with labelled fields."""
    starts = [index for index, line in enumerate(lines) if "## [" in line and _HEADING.match(line)]
    for index in range(starts[0] if starts else len(lines)):
        if _TITLE.fullmatch(lines[index]) or _PAGE_LINK.fullmatch(lines[index]) or _RULE.fullmatch(lines[index]):
            yield furniture(index, index + 1, "heading of the list")
    for start, stop in pairwise([*starts, len(lines)]):
        end, below = _ends(lines, start, stop)
        yield _block(lines, start, end)
        yield from below


def evidence(lines: Lines) -> int:
    """Return the evidence for this format: the number of headings and labels; 0 without a heading."""
    headings = sum(_HEADING.match(line) is not None for line in lines)
    return headings and headings + sum(_LABEL.match(line) is not None for line in lines if "**" in line[:40])


LABELLED_MARKDOWN = Format(
    name="labelled-markdown",
    description="a Markdown list with labelled authors, conference, URL and abstract",
    example="""\
## [0] On Counting Sheep

**Authors**: *Ada Example, Grace Sample*

**Conference**: *iclr 2021*

**URL**: [https://example.org/sheep](https://example.org/sheep)

**Abstract**:

We count sheep with a network and find that it falls asleep.

----
""",
    evidence=evidence,
    parse=parse,
)
