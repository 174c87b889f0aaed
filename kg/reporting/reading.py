"""Sections of a report on listings and warnings: lines by category, rejected lines and missing values."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping

from kg.model.report import (
    Block,
    BulletList,
    Cell,
    Figure,
    InlineName,
    ListingSummary,
    NumberSource,
    Pairs,
    Paragraph,
    Reference,
    ReportColumn,
    ReportRow,
    ReportSection,
    Subheading,
    Table,
    ValueFormat,
)
from kg.reporting.facts import Facts
from kg.store import find_query

_EXAMPLES = 5
_FEW = 5
_MAX_VALUE = 80
"""Maximum number of characters of a conflicting value."""
_COLUMNS = ("Records", "Record lines", "Furniture lines", "Blank lines", "Rejected lines")
_LINES = (
    "Every line of a listing is counted in one of the last four columns. Furniture is the text around records: "
    "page headers, navigation, buttons. A blank line within a record is a line of the record. The lines at the end of "
    "a notice are those of its first case."
)
_MISSING = {
    "works_without_venue": "papers without a venue; set `venue` for their listing in kg.toml",
    "works_without_abstract": "papers without an abstract, and therefore without methods and datasets",
    "works_without_authors": "papers without authors; see their lines in the listing",
    "unknown_venues": "venues that are not in the list of known venues; their names are kept as written",
    "conflicts": "conflicts between records of the same paper; long values are cut here, and the graph has every value "
    "with its source",
}


def listings_section(facts: Facts) -> ReportSection:
    """Return the section with the listings and their numbers of lines by category."""
    return ReportSection("listings", "Listings", tuple(_read(facts)))


def warnings_section(facts: Facts) -> ReportSection:
    """Return the section with notices, missing values, conflicts and rejected lines."""
    return ReportSection("warnings", "Warnings", (*_missing(facts), *_rejected(facts)))


def _read(facts: Facts) -> Iterator[Block]:
    if not facts.listings:
        yield Paragraph(("No listing was read.",))
        return
    yield _table(facts)
    yield Paragraph((_LINES,))
    for listing in facts.listings:
        if listing.notices:
            notices = tuple(f"{message} ({lines})" if lines else message for message, lines in _places(listing.notices))
            omitted = max(len(notices) - _FEW, 0)
            yield BulletList((f"Notices about {listing.name}:",), notices[:_FEW], omitted, is_folded=True)


def _places(notices: tuple[tuple[str, object], ...]) -> Iterator[tuple[str, str]]:
    for message, lines in notices:
        start, end = getattr(lines, "start", 0), getattr(lines, "end", 0)
        yield message, "" if lines is None else f"line {start:,}" if start == end else f"lines {start:,}–{end:,}"


def _table(facts: Facts) -> Table:
    rows = tuple(ReportRow((each.name, each.format, *_counts(each)), _keys(each)) for each in facts.listings)
    columns = [ReportColumn(title, ValueFormat.COUNT) for title in _COLUMNS]
    columns[0] = ReportColumn(
        "Records", ValueFormat.COUNT, NumberSource("listings", (), "records", (("file", "file"), ("sha256", "sha256")))
    )
    total = ReportRow(
        (f"All {len(rows)} listings", "", *(sum(int(row.cells[n] or 0) for row in rows) for n in range(2, 7)))
    )
    heads = (ReportColumn("Listing"), ReportColumn("Format"), *columns)
    return Table("listings", "Listings", heads, rows, total if len(rows) > 1 else None)


def _keys(listing: ListingSummary) -> Pairs:
    return ("file", listing.name), ("sha256", listing.sha256)


def _counts(listing: ListingSummary) -> tuple[Cell, ...]:
    names = ("records", "record_lines", "furniture_lines", "blank_lines", "rejected_lines")
    return tuple(getattr(listing, name) for name in names)


def _missing(facts: Facts) -> Iterator[Block]:
    for notice in facts.notices:
        yield Paragraph((notice,), is_warning=True)
    for name, message in _MISSING.items():
        columns, rows = find_query(name).columns, facts.answers.rows(name)
        if rows:
            lead = (Figure(len(rows), NumberSource(name)), f" {message}")
            items = tuple(_item(dict(zip(columns, row, strict=False))) for row in rows[:_EXAMPLES])
            yield BulletList(lead, items, max(len(rows) - _EXAMPLES, 0), is_warning=True, is_folded=True)


def _item(row: Mapping[str, object]) -> str | InlineName:
    """Return a row of a query on missing or conflicting values as an item of a list."""
    if "field" in row:
        shown, other = (textwrap.shorten(str(row[name]), _MAX_VALUE, placeholder="…") for name in ("shown", "other"))
        values = f"in the graph: “{shown}”; in {row['file']}, line {row['line']}: “{other}”"
        return f"{row['title']}: {row['field']}: {values if shown else values.replace('“”', 'no value')}"
    name = str(row["title"] if "title" in row else row["venue"])
    return InlineName(name, Reference("work", str(row["work"]))) if "work" in row else name


def _rejected(facts: Facts) -> Iterator[Block]:
    if facts.rejected:
        yield Subheading("Rejected lines")
        yield from facts.rejected
