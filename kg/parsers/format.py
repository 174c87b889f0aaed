"""Format of a listing: how it is recognised and read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kg.parsers.block import Findings, Lines


@dataclass(frozen=True, slots=True)
class Format:
    """Format of a listing.

    `evidence` returns the number of lines in a part of a listing that are typical of the format, 0 for another format.
    `parse` yields blocks in order of their first lines, and remarks anywhere between; where blocks share a line, the
    later one has the lines after it. It raises UnreadableError where the whole listing cannot be read. `example` is a
    short listing in this format; `remedy` is what to do about a listing in which no paper is found. `parse_with`, of
    formats with named columns or keys, reads by the user's choice of them.
    """

    name: str
    description: str
    example: str
    evidence: Callable[[Lines], int]
    parse: Callable[[Lines], Findings]
    remedy: str = "`kg formats` shows the formats"
    parse_with: Callable[[Lines, Mapping[str, str]], Findings] | None = None
