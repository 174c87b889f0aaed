"""The fields of the two general formats, by the names their columns or keys may have, in lower case."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from kg.model.record import AuthorName
from kg.parsers.block import AuthorCell, Draft

FIELDS: dict[str, tuple[str, ...]] = {
    "title": ("title",),
    "authors": ("authors", "author"),
    "abstract": ("abstract",),
    "venue": ("venue", "conference", "booktitle"),
    "year": ("year",),
    "decision": ("decision", "status"),
    "presentation": ("presentation",),
    "award": ("award",),
    "url": ("url", "link"),
}
_KNOWN = {name for names in FIELDS.values() for name in names}


def draft_of(row: Mapping[str, Any], read_authors: Callable[[Any], tuple[AuthorName, ...]]) -> Draft:
    """The paper in a row, whose keys are in lower case, with a note for each value that cannot be read."""
    given = {field: next((row[name] for name in names if row.get(name)), None) for field, names in FIELDS.items()}
    texts = {field: text(value) for field, value in given.items() if field not in ("authors", "year")}
    cell = AuthorCell(given["authors"], tabular=True) if isinstance(given["authors"], str) else None
    authors, year = () if cell else read_authors(given["authors"]), number(given["year"])
    read: dict[str, Any] = {**texts, "authors": cell or authors, "year": year}
    lost = [field for field, value in given.items() if value and not read[field]]
    if isinstance(given["authors"], list) and 0 < len(authors) < len(given["authors"]):
        lost.append("some authors")
    return Draft(
        title=texts["title"] or "",
        authors=authors,
        author_cell=cell,
        abstract=texts["abstract"],
        venue=texts["venue"],
        year=year,
        outcome=" ".join(filter(None, (texts["decision"], texts["presentation"]))) or None,
        award=texts["award"],
        url=texts["url"],
        notes=tuple(f"{field} not understood" for field in lost),
    )


def text(value: Any) -> str | None:
    """A value as text without blanks around it, None where it is no text or number or is empty."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    return str(value).strip() or None


def number(value: Any) -> int | None:
    """A year, given as a number or as its digits; None for anything else."""
    digits = (text(value) or "").removesuffix(".0")
    return int(digits) if len(digits) == 4 and digits.isascii() and digits.isdigit() else None


def unused(names: Iterable[str]) -> list[str]:
    """The names of columns that are none of the fields."""
    return [name for name in names if name and name not in _KNOWN]
