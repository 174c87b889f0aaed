"""What was read, what was not, and what is worth knowing of it."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model.report import (
    Ask,
    Block,
    Cell,
    Column,
    Figure,
    Form,
    Heading,
    Items,
    ListingSummary,
    Pairs,
    Row,
    Section,
    Table,
    Text,
)
from kg.reporting.facts import Facts
from kg.store import find_query

_EXAMPLES = 5
_FEW = 5
_COLUMNS = ("Records", "Lines of records", "Furniture", "Blank", "Rejected")
_FURNITURE = (
    "Every line is in one of these columns. Furniture is what surrounds the records: headers, navigation, buttons."
)
_LACKS = {
    "works_without_venue": "works without a venue; name it in kg.toml",
    "works_without_abstract": "works without an abstract, so without methods and datasets",
    "works_without_authors": "works without authors",
    "unknown_venues": "venues that the list of known ones lacks, kept as written",
    "conflicts": "fields on which records of the same work disagree; each value is kept with its source",
}


def read_section(facts: Facts) -> Section:
    """The listings with what became of their lines."""
    return Section("read", "What was read, and what was not", tuple(_read(facts)))


def warnings_section(facts: Facts) -> Section:
    """What is to be mended or kept in mind."""
    return Section("warnings", "Worth knowing", (*_lacks(facts), *_rejected(facts)))


def _read(facts: Facts) -> Iterator[Block]:
    if not facts.listings:
        yield Text(("Nothing was read.",))
        return
    yield _table(facts)
    yield Text(
        (
            "Every line is in one of these columns. Furniture is what surrounds the records: headers, navigation, "
            "buttons.",
        )
    )
    for listing in facts.listings:
        if listing.notices:
            told = tuple(f"{message} ({lines})" if lines else message for message, lines in _places(listing.notices))
            yield Items((f"Of {listing.name}:",), told[:_FEW], more=max(len(told) - _FEW, 0))


def _places(notices: tuple[tuple[str, object], ...]) -> Iterator[tuple[str, str]]:
    for message, lines in notices:
        start, end = getattr(lines, "start", 0), getattr(lines, "end", 0)
        yield message, "" if lines is None else f"line {start:,}" if start == end else f"lines {start:,}–{end:,}"


def _table(facts: Facts) -> Table:
    rows = tuple(Row((each.name, each.format, *_counts(each)), _keys(each)) for each in facts.listings)
    columns = [Column(title, Form.COUNT) for title in _COLUMNS]
    columns[0] = Column("Records", Form.COUNT, Ask("listings", (), "records", (("file", "file"), ("sha256", "sha256"))))
    total = Row((f"All {len(rows)}", "", *(sum(int(row.cells[n] or 0) for row in rows) for n in range(2, 7))))
    heads = (Column("Listing"), Column("Format"), *columns)
    return Table("listings", "Listings", heads, rows, total if len(rows) > 1 else None)


def _keys(listing: ListingSummary) -> Pairs:
    return ("file", listing.name), ("sha256", listing.sha256)


def _counts(listing: ListingSummary) -> tuple[Cell, ...]:
    names = ("records", "record_lines", "furniture_lines", "blank_lines", "rejected_lines")
    return tuple(getattr(listing, name) for name in names)


def _lacks(facts: Facts) -> Iterator[Block]:
    for notice in facts.notices:
        yield Text((notice,), warns=True)
    for name, message in _LACKS.items():
        place = next(i for i, column in enumerate(find_query(name).columns) if column in ("title", "venue"))
        rows = [str(row[place]) for row in facts.answers.rows(name)]
        if rows:
            lead = (Figure(len(rows), Ask(name)), f" {message}")
            yield Items(lead, tuple(rows[:_EXAMPLES]), max(len(rows) - _EXAMPLES, 0), warns=True)


def _rejected(facts: Facts) -> Iterator[Block]:
    if facts.rejected:
        yield Heading("Not understood")
        yield from facts.rejected
