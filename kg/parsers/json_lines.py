"""JSON Lines: one paper a line, an object with a `title` and whatever else is known of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from kg.model.record import AuthorName
from kg.parsers.block import Block, Finding, Findings, Lines, Remark, rejected
from kg.parsers.columns import draft_of, text, unused
from kg.parsers.format import Format
from kg.parsers.names import author

_IDS = ("id", "orcid", "openreview", "dblp")
_SAMPLE = 20


def _object(line: str) -> dict[str, Any] | None:
    """The object on a line, None where there is none or where it is too deep to be read."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return {str(key).lower(): item for key, item in value.items()} if isinstance(value, dict) else None


def _author(value: Any) -> AuthorName | None:
    if isinstance(value, dict):
        source = next((found for key in _IDS if (found := text(value.get(key)))), None)
        return author(text(value.get("name")) or "", source)
    return author(text(value) or "")


def _authors(value: Any) -> tuple[AuthorName, ...]:
    found = map(_author, value if isinstance(value, list) else [])
    return tuple(name for name in found if name is not None)


def parse(lines: Lines) -> Findings:
    """The papers of a JSON Lines file. A line that is no object with a title is rejected."""
    keys: dict[str, None] = {}
    for index, line in enumerate(lines):
        if line.strip():
            row = _object(line)
            keys.update(dict.fromkeys(row or ()))
            yield from _line(index, row)
    for key in unused(keys):
        yield Remark(f"the key {key!r} is not used")


def _line(index: int, row: dict[str, Any] | None) -> Iterator[Finding]:
    if row is None:
        yield rejected(index, index + 1, "not a JSON object")
    else:
        yield Block(index, index + 1, draft_of(row, _authors))


def evidence(lines: Lines) -> int:
    """Number of objects with a title among the first lines."""
    begun = [line for line in lines[:_SAMPLE] if line.lstrip().startswith("{")]
    return sum("title" in (_object(line) or ()) for line in begun)


JSON_LINES = Format(
    name="json-lines",
    description="one JSON object a line: title, authors (texts, or objects with name and id), venue, year, abstract, …",
    example="""\
{"title": "On Counting Sheep", "authors": [{"name": "Ada Example", "id": "~Ada_Example1"}, "Grace Sample"], \
"venue": "ICLR", "year": 2021, "abstract": "We count sheep with a network.", "decision": "Accept (Poster)"}
""",
    evidence=evidence,
    parse=parse,
)
