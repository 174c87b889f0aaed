"""A way in which listings are written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kg.parsers.block import Findings, Lines


@dataclass(frozen=True, slots=True)
class Format:
    """One format: how it is known and how it is read.

    `evidence` counts the lines that are typical of the format in a piece of a listing, 0 where it is another format.
    `parse` yields blocks in order of their lines, without overlaps, and remarks anywhere between. `example` is a short
    listing in this format.
    """

    name: str
    description: str
    example: str
    evidence: Callable[[Lines], int]
    parse: Callable[[Lines], Findings]
