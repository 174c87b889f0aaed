"""Writing of `ledger.json`, which has the fate of every line, and of `rejected.jsonl`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from kg.model.listing import Fate, LedgerEntry, UnreadFile
from kg.model.manifest import InputSummary
from kg.model.record import ParsedListing


def summary(parsed: ParsedListing) -> InputSummary:
    """Return the numbers of lines and records of a listing, and its notices."""
    ledger = parsed.ledger
    return InputSummary(
        id=parsed.listing.id,
        name=parsed.listing.name,
        sha256=parsed.listing.sha256,
        format=parsed.listing.format,
        lines=parsed.listing.line_count,
        records=len(parsed.records),
        rejected=ledger.count(Fate.REJECTED),
        lines_by_fate={fate.value: ledger.count(fate) for fate in Fate},
        notices=tuple(_notice(notice.message, notice.lines) for notice in ledger.warnings),
    )


def write_ledger(parsed: Iterable[ParsedListing], unread: Iterable[UnreadFile], path: Path) -> None:
    """Write `ledger.json`: for each listing, its runs of consecutive lines with the same fate.

    A run is given by its first and last line, numbered from 1. Files that were not read follow, without lines and
    with the reason as a notice.
    """
    listings: list[dict[str, Any]] = [
        {
            "listing": each.listing.id,
            "name": each.listing.name,
            "sha256": each.listing.sha256,
            "format": each.listing.format,
            "lines": each.listing.line_count,
            "lines_by_fate": {fate.value: each.ledger.count(fate) for fate in Fate},
            "notices": [_notice(notice.message, notice.lines) for notice in each.ledger.warnings],
            "entries": [_entry(entry) for entry in each.ledger.entries],
        }
        for each in parsed
    ]
    listings += [
        {"listing": None, "name": file.name, "format": None, "lines": 0, "lines_by_fate": {}, "entries": []}
        | {"notices": [f"skipped: {file.reason}"]}
        for file in unread
    ]
    path.write_text(json.dumps(listings, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def write_rejected(parsed: Iterable[ParsedListing], path: Path) -> None:
    """Write `rejected.jsonl`: one object per run of consecutive rejected lines, with position, reason and text."""
    with path.open("w", encoding="utf-8", newline="\n") as target:
        for row in _rejected(parsed):
            target.write(json.dumps(row, ensure_ascii=False) + "\n")


def _rejected(parsed: Iterable[ParsedListing]) -> Iterator[dict[str, Any]]:
    for each in parsed:
        for entry in each.ledger.entries:
            if entry.fate is Fate.REJECTED:
                yield {
                    "listing": each.listing.name,
                    "line_start": entry.lines.start,
                    "line_end": entry.lines.end,
                    "reason": entry.reason,
                    "text": entry.text,
                }


def _entry(entry: LedgerEntry) -> dict[str, Any]:
    row: dict[str, Any] = {"lines": [entry.lines.start, entry.lines.end], "fate": entry.fate.value}
    if entry.record is not None:
        row["record"] = entry.record
    if entry.reason:
        row["reason"] = entry.reason
    return row


def _notice(message: str, lines: Any) -> str:
    if lines is None:
        return message
    return f"line {lines.start}: {message}" if len(lines) == 1 else f"lines {lines.start}-{lines.end}: {message}"
