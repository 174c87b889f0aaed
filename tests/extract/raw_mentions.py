"""Mentions as the extraction finds them, for tests of linking."""

from __future__ import annotations

from kg.model.mention import Finder, Kind, RawMention, Role


def raw(work: str, text: str, kind: Kind = Kind.METHOD, **changes: object) -> RawMention:
    """Return a mention that the model found; `changes` replace its fields."""
    fields: dict[str, object] = {
        "work": work,
        "start": 0,
        "end": len(text),
        "text": text,
        "kind": kind,
        "finder": Finder.MODEL,
        "confidence": 0.9,
        "role": Role.USES,
        "role_confidence": 0.8,
    }
    return RawMention(**(fields | changes))  # type: ignore[arg-type]
