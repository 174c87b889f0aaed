"""The format "markdown": a page whose papers stand in tables, lists, paragraphs or under headings."""

from __future__ import annotations

from kg.parsers.block import Block, Findings, Lines
from kg.parsers.format import Format
from kg.parsers.markdown.page import findings

_MARKS = ("[", "*", "#", "|", "-")


def parse(lines: Lines) -> Findings:
    """Yield the papers of a Markdown page, and its other lines."""
    return findings(lines)


def evidence(lines: Lines) -> int:
    """Return the number of papers in some lines of a page."""
    if not any(mark in line for line in lines for mark in _MARKS):
        return 0
    return sum(isinstance(found, Block) and found.draft is not None for found in findings(lines))


MARKDOWN = Format(
    name="markdown",
    description="a Markdown page of papers: tables, lists with links, numbered or bold titles, headings",
    example="""\
# Papers on sheep

- [On Counting Sheep](https://openreview.net/forum?id=sheep1), Ada Example and Grace Sample, ICLR 2021. \\
[[code]](https://github.com/example/sheep)
  - Abstract: We count sheep with a network.
""",
    evidence=evidence,
    parse=parse,
)
