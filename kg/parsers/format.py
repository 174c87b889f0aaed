"""Format of a listing: the functions that recognise and parse it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kg.parsers.block import Findings, Lines


@dataclass(frozen=True, slots=True)
class Format:
    """Format of a listing.

    `evidence` returns the number of lines, in a part of a listing, that are typical of the format; 0 if the
    listing is in another format. `parse` yields blocks in the order of their first lines, with remarks anywhere
    between them; a line that two blocks share belongs to the earlier one. It raises UnreadableError if the listing
    cannot be read at all.
    `example` is a short listing in this format. `remedy` is the advice for a listing in which no paper is found.
    `parse_with` exists for formats with named columns or keys; it takes the columns that the user chose, by field.
    """

    name: str
    description: str
    example: str
    evidence: Callable[[Lines], int]
    parse: Callable[[Lines], Findings]
    remedy: str = "`kg formats` shows the formats"
    parse_with: Callable[[Lines, Mapping[str, str]], Findings] | None = None
