"""The formats that are known, and which one a listing is written in."""

from __future__ import annotations

from pathlib import Path

from kg.model.errors import ListingError
from kg.parsers.accepted_markdown import ACCEPTED_MARKDOWN
from kg.parsers.block import Lines
from kg.parsers.csv_table import CSV_TABLE
from kg.parsers.dataset_viewer import DATASET_VIEWER
from kg.parsers.event_cards import EVENT_CARDS
from kg.parsers.format import Format
from kg.parsers.html import HTML
from kg.parsers.json_lines import JSON_LINES
from kg.parsers.labelled_markdown import LABELLED_MARKDOWN
from kg.parsers.markdown import MARKDOWN
from kg.parsers.papers_cool import PAPERS_COOL
from kg.parsers.poster_session import POSTER_SESSION

FORMATS: tuple[Format, ...] = (
    POSTER_SESSION,
    EVENT_CARDS,
    DATASET_VIEWER,
    PAPERS_COOL,
    LABELLED_MARKDOWN,
    ACCEPTED_MARKDOWN,
    MARKDOWN,
    HTML,
    JSON_LINES,
    CSV_TABLE,
)
# Every format shows itself in its first papers; a listing may have a long heading.
_ENOUGH = 400


def detect(lines: Lines) -> Format | None:
    """The format with the most evidence at the beginning of a listing, else in all of it; None where none has any."""
    for head in (lines[:_ENOUGH], lines) if len(lines) > _ENOUGH else (lines,):
        best = max(FORMATS, key=lambda form: form.evidence(head))
        if best.evidence(head):
            return best
    return None


def choose(path: Path, lines: Lines, name: str | None) -> Format:
    """The format of this name, else the one detected. Raises ListingError where there is none."""
    if name is not None:
        named = next((form for form in FORMATS if form.name == name), None)
        if named is None:
            known = ", ".join(form.name for form in FORMATS)
            raise ListingError(f"unknown format {name!r}; the formats are {known}", file=path)
        return named
    found = detect(lines)
    if found is None:
        raise ListingError(_remedy(lines), file=path)
    return found


def _remedy(lines: Lines) -> str:
    first = next((line.strip().lower() for line in lines if line.strip()), "")
    if first.startswith(("<!doctype html", "<html", "<?xml")):
        return "a web page's source; open it in a browser and copy its text into a file"
    return "not a listing in a known format; `kg formats` shows them, and `format` in kg.toml names one"
