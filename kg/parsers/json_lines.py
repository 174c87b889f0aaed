"""JSON Lines: one object with a title per line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from kg.parsers.block import Block, Finding, Findings, Lines, furniture, rejected
from kg.parsers.columns import match
from kg.parsers.csv_table import remark_on_unused
from kg.parsers.format import Format
from kg.parsers.json_papers import draft_of_object, is_paper, reason_against

_SAMPLE = 20


def _object(line: str) -> dict[str, Any] | None:
    """Return the JSON object on a line, or None if the line is not an object or is nested too deeply."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def parse(lines: Lines) -> Findings:
    """Yield the papers of a JSON Lines file; a line that is not an object with a title is rejected."""
    return parse_with(lines, {})


def parse_with(lines: Lines, chosen: Mapping[str, str]) -> Findings:
    """Yield the papers of a JSON Lines file; `chosen` maps fields to the keys that the user chose."""
    keys: dict[str, None] = {}
    for index, line in enumerate(lines):
        if line.strip():
            value = _object(line)
            keys.update(dict.fromkeys(value or ()))
            yield from _line(index, value, chosen)
    yield from remark_on_unused(match(tuple(keys)).unused, "key")


def _line(index: int, value: dict[str, Any] | None, chosen: Mapping[str, str]) -> Iterator[Finding]:
    if value is None:
        yield rejected(index, index + 1, "not a JSON object")
    elif reason := reason_against(value):
        yield furniture(index, index + 1, reason)
    else:
        yield Block(index, index + 1, draft_of_object(value, chosen))


def evidence(lines: Lines) -> int:
    """Return the evidence for this format: the number of lines plus the number of papers in the first lines.

    It is 0 if there is no paper in the first lines.
    """
    first = next((line.lstrip("\ufeff \t") for line in lines if line.strip()), "")
    if not first.startswith("{"):
        return 0
    begun = [line for line in lines[:_SAMPLE] if line.lstrip().startswith("{")]
    found = sum(is_paper(_object(line)) for line in begun)
    return found and len(lines) + found


JSON_LINES = Format(
    name="json-lines",
    description="one JSON object per line: title, authors (names or objects with an id), venue, year, abstract, …",
    example="""\
{"title": "On Counting Sheep", "authors": [{"name": "Ada Example", "id": "~Ada_Example1"}, "Grace Sample"], \
"venue": "ICLR", "year": 2021, "abstract": "We count sheep with a network.", "decision": "Accept (Poster)"}
""",
    evidence=evidence,
    parse=parse,
    parse_with=parse_with,
)
