"""Summaries and rejected lines of listings, from the parsers or from the files of a finished build."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from kg.model.errors import OutputError
from kg.model.listing import Fate, Lines
from kg.model.record import ParsedListing
from kg.model.report import ListingSummary, Verbatim
from kg.output import LEDGER, REJECTED

_PLACED = re.compile(r"lines? (\d+)(?:-(\d+))?: (.*)", re.DOTALL)


def listing_summary(parsed: ParsedListing) -> ListingSummary:
    """Return the summary of a parsed listing."""
    count = parsed.ledger.count
    return ListingSummary(
        name=parsed.listing.name,
        format=parsed.listing.format,
        records=len(parsed.records),
        record_lines=count(Fate.RECORD),
        furniture_lines=count(Fate.FURNITURE),
        blank_lines=count(Fate.BLANK),
        rejected_lines=count(Fate.REJECTED),
        notices=tuple((notice.message, notice.lines) for notice in parsed.ledger.warnings),
        sha256=parsed.listing.sha256,
    )


def rejected_lines(parsed: ParsedListing) -> Iterator[Verbatim]:
    """Yield the rejected lines of a parsed listing."""
    for entry in parsed.ledger.entries:
        if entry.fate is Fate.REJECTED:
            yield _verbatim(parsed.listing.name, entry.lines, entry.reason, entry.text)


def read_summaries(out: Path, files: Collection[str]) -> list[ListingSummary]:
    """Return the summaries of the listings with these file names, from the file `ledger.json` in `out`."""
    listings = json.loads(_text(out / LEDGER))
    return [_summary(listing) for listing in listings if listing["name"] in files]


def read_rejected_lines(out: Path, files: Collection[str]) -> list[Verbatim]:
    """Return the rejected lines of the listings with these file names, from the file `rejected.jsonl` in `out`."""
    rows = map(json.loads, _text(out / REJECTED).split("\n")[:-1])
    return [
        _verbatim(row["listing"], Lines(row["line_start"], row["line_end"]), row["reason"], row["text"])
        for row in rows
        if row["listing"] in files
    ]


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise OutputError(
            f"cannot be read: {error.strerror}; build the graph again with `kg build LISTING...`", file=path
        ) from None


def _summary(listing: dict[str, Any]) -> ListingSummary:
    lines = listing["lines_by_fate"]
    return ListingSummary(
        name=listing["name"],
        format=listing["format"],
        records=len({entry["record"] for entry in listing["entries"] if "record" in entry}),
        record_lines=lines["record"],
        furniture_lines=lines["furniture"],
        blank_lines=lines["blank"],
        rejected_lines=lines["rejected"],
        notices=tuple(map(_notice, listing["notices"])),
        sha256=listing["sha256"],
    )


def _notice(text: str) -> tuple[str, Lines | None]:
    found = _PLACED.fullmatch(text)
    return (found[3], Lines(int(found[1]), int(found[2] or found[1]))) if found else (text, None)


def _verbatim(name: str, lines: Lines, reason: str, text: str) -> Verbatim:
    place = f"line {lines.start:,}" if len(lines) == 1 else f"lines {lines.start:,}–{lines.end:,}"
    return Verbatim(f"{name}, {place}: {reason}", text)
