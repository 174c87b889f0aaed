"""A second, independent reading of the five real listings: one pattern each, fitted to these files and no others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple


class Read(NamedTuple):
    title: str
    names: tuple[str, ...]
    abstract: str
    venue: str
    year: int
    decision: str | None
    presentation: str | None
    award: str | None
    url: str | None
    start: int
    end: int


OUTCOMES = {
    "Reject": ("reject", None),
    "Withdrawn": ("withdrawn", None),
    "Accept (Poster)": ("accept", "poster"),
    "Accept: poster": ("accept", "poster"),
    "Accept (Spotlight)": ("accept", "spotlight"),
    "Accept: notable-top-5%": ("accept", "oral"),
    "Accept (Oral)": ("accept", "oral"),
    "Accept (Talk)": ("accept", "oral"),
}


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def posters(text: str) -> Iterator[Read]:
    position = text.index("\n\n\n", text.index("Chat is not")) + 3
    for block in text[position:].split("\n\n\n"):
        start = _line(text, position)
        head, names, *paragraphs = block.split("\n\n")
        award, title = head.split("\n") if "\n" in head else (None, head)
        end = start + block.count("\n")
        abstract = "\n\n".join(paragraphs)
        authors = tuple(names.split(" · "))
        yield Read(title, authors, abstract, "ICML", 2021, "accept", "poster", award, None, start, end)
        position += len(block) + 3


def viewer(text: str) -> Iterator[Read]:
    lines = text.split("\n")
    for at in range(14, len(lines), 4):
        group, title, abstract, outcome = lines[at : at + 4]
        decision, presentation = OUTCOMES[outcome]
        year = int(group[8:12])
        yield Read(title, (), abstract, group, year, decision, presentation, None, None, at + 1, at + 4)


def cool(text: str) -> Iterator[Read]:
    for m in re.finditer(r"^#\d+ (.*?) \[PDF.*\n\nAuthors: (.*)\n\n(.*)$", text, re.M):
        ends = _line(text, m.start()), _line(text, m.end() - 1)
        yield Read(m[1], tuple(m[2].split(" ; ")), m[3], "ICLR.2021", 2021, "accept", "poster", None, None, *ends)


def labelled(text: str) -> Iterator[Read]:
    pattern = (
        r"^## \[\d+\] (.*)\n\n\*\*Authors\*\*: \*(.*)\*\n\n\*\*Conference\*\*: \*(.*)\*\n\n"
        r"\*\*URL\*\*: \[(.*)\]\(.*\)\n\n\*\*Abstract\*\*:\n\n((?:.|\n)*?)\n\n----$"
    )
    for m in re.finditer(pattern, text, re.M):
        abstract = re.sub(r"\n\s*\n", "\n\n", m[5].strip())
        ends = _line(text, m.start()), _line(text, m.end(5) - 1)
        yield Read(m[1], tuple(m[2].split(", ")), abstract, m[3], 2021, None, None, None, m[4], *ends)


def accepted(text: str) -> Iterator[Read]:
    pattern = r"^(\S.*)\n\n- (.*)\n+- abstract@\[open-review\\\((Poster|Oral)\\\)\]\(#\): "
    found = list(re.finditer(pattern, text, re.M))
    for m, after in zip(found, [*found[1:], None], strict=True):
        title = re.sub(r"^\[(.*)\]\(#\)$", r"\1", m[1]).replace("\\", "")
        names = tuple(name.strip().removeprefix("and ").strip("*") for name in m[2].split(","))
        abstract = text[m.end() : after.start() if after else None].rstrip()
        ends = _line(text, m.start()), _line(text, m.end() + len(abstract) - 1)
        yield Read(title, names, abstract, "ICLR", 2019, "accept", m[3].lower(), None, None, *ends)
