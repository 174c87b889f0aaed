"""The format `markdown`: a page with papers in tables, lists or paragraphs, or below headings."""

from __future__ import annotations

from functools import lru_cache

from kg.parsers.block import Block, Finding, Findings, Lines
from kg.parsers.format import Format
from kg.parsers.markdown.page import findings

# Filled lines of a page for each of its papers; a paper or two in a longer text are found by chance.
_MOST_LINES = 500
_MARKS = ("[", "*", "#", "|", "-")


@lru_cache(maxsize=1)
def _read(lines: tuple[str, ...]) -> tuple[Finding, ...]:
    """Return the papers of a page and its other lines; cached, so that a short page is parsed only once."""
    return tuple(findings(lines))


def parse(lines: Lines) -> Findings:
    """Yield the papers of a Markdown page, and its other lines."""
    found = _read(tuple(lines))
    _read.cache_clear()  # otherwise the memory of the page is occupied until the next page
    return iter(found)


def evidence(lines: Lines) -> int:
    """Return the evidence for this format: the number of papers."""
    if not any(mark in line for line in lines for mark in _MARKS):
        return 0
    papers = sum(isinstance(found, Block) and found.draft is not None for found in _read(tuple(lines)))
    return papers if papers * _MOST_LINES >= sum(map(bool, map(str.strip, lines))) else 0


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
