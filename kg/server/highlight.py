"""An abstract in pieces, so that a page can mark the mentions in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; with a role and a link where it is a mention."""

    text: str
    role: str = ""
    link: Any = None


def pieces(abstract: str, mentions: Iterable[tuple[int, int, str, Any]]) -> tuple[Piece, ...]:
    """The abstract cut at its mentions, each (start, end, role, link) in code points; together they are the abstract.

    Of mentions that overlap the one that begins first is marked, of those the longest.
    """
    found, place = [], 0
    for start, end, role, link in sorted(mentions, key=lambda each: (each[0], -each[1])):
        if start < place or not start < end <= len(abstract):
            continue
        found += [Piece(abstract[place:start]), Piece(abstract[start:end], role, link)]
        place = end
    return tuple(piece for piece in (*found, Piece(abstract[place:])) if piece.text)
