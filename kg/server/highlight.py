"""Splitting of an abstract at its mentions, for highlighting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class TextPiece:
    """Piece of an abstract; if it is a mention, it has a role and a link to the concept."""

    text: str
    role: str = ""
    link: Any = None


def split_at_mentions(abstract: str, mentions: Iterable[tuple[int, int, str, Any]]) -> tuple[TextPiece, ...]:
    """Split an abstract at its mentions (start, end, role, link); start and end are offsets in code points.

    The concatenation of the pieces is the abstract. Of overlapping mentions, only the one that begins first becomes a
    piece; of those that begin at the same place, the longest.
    """
    found, place = [], 0
    for start, end, role, link in sorted(mentions, key=lambda each: (each[0], -each[1])):
        if start < place or not start < end <= len(abstract):
            continue
        found += [TextPiece(abstract[place:start]), TextPiece(abstract[start:end], role, link)]
        place = end
    return tuple(piece for piece in (*found, TextPiece(abstract[place:])) if piece.text)
