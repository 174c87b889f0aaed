"""Conversion of rows of a table, or of JSON objects, to papers, with columns that are assigned to fields."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from kg.model.record import Identifier
from kg.parsers import cells
from kg.parsers.block import AuthorCell, Draft
from kg.parsers.columns import Columns, compact
from kg.parsers.identifiers import identifiers_in, read_arxiv, read_identifier
from kg.parsers.kinds import read_kind
from kg.parsers.languages import read_language
from kg.parsers.name_order import Shape, shape
from kg.parsers.named_places import addresses_of, bracketed_places, orcids_of

Row = Mapping[str, Any]
_SCHEMES = ("doi", "arxiv", "pubmed", "openalex", "wos", "scopus", "dblp", "semantic-scholar")
_BESIDE = ("source_ids", "orcids", "affiliations", "emails")
_LOST_ZEROS = re.compile(r"^(\d{3,4})\.(\d{1,5})$")
_NAMED_ORCID = re.compile(r"[^/:;,]{1,100},[^/:;]{1,100}/\d{4}-")
_WEB = ("http://", "https://")
_FIVE_DIGITS = "1501"
_FULL_WITH_BRACKETS = "authorsrawaffiliation"


def draft_of(row: Row, columns: Columns, author_cell: AuthorCell | None = None) -> Draft:
    """Return the paper in a row, with a note if the year cannot be parsed.

    `author_cell` has the authors if they are not the text of a single column.
    """
    fields = columns.fields
    found_year = next((year for name in fields.get("year", ()) if (year := cells.year(row.get(name)))), None)
    url = next((url for name in fields.get("url", ()) if (url := cells.address(row.get(name)))), None)
    abstract = _text(row, fields, "abstract")
    if abstract and abstract.startswith(_WEB) and " " not in abstract:  # the link of an abstract
        url, abstract = url or cells.address(abstract), None
    outcome = (_text(row, fields, "decision"), _text(row, fields, "presentation"))
    author_cell = author_cell or _author_cell(row, fields)
    is_year_lost = found_year is None and _text(row, fields, "year") is not None
    return Draft(
        title=_line(row, fields, "title") or "",
        author_cell=author_cell,
        abstract=abstract,
        venue=_line(row, fields, "venue"),
        year=found_year,
        outcome=" ".join(filter(None, outcome)) or None,
        award=_line(row, fields, "award"),
        url=url,
        identifiers=_identifiers(row, fields, url),
        keywords=next((words for name in fields.get("keywords", ()) if (words := _keywords(row.get(name)))), ()),
        language=read_language(_text(row, fields, "language") or "") if "language" in fields else None,
        kind=read_kind(_text(row, fields, "kind") or "") if "kind" in fields else None,
        notes=("year not recognised",) if is_year_lost else (),
    )


def _text(row: Row, fields: Mapping[str, tuple[str, ...]], field: str) -> str | None:
    for name in fields.get(field, ()):
        if value := cells.text(row.get(name)):
            return value
    return None


def _line(row: Row, fields: Mapping[str, tuple[str, ...]], field: str) -> str | None:
    for name in fields.get(field, ()):
        if value := cells.line(row.get(name)):
            return value
    return None


def _keywords(value: Any) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else cells.keywords(value)


def _author_cell(row: Row, fields: Mapping[str, tuple[str, ...]]) -> AuthorCell | None:
    for name in fields.get("authors", ()):
        written = row.get(name)
        if not isinstance(written, str) or not written.strip():
            continue
        bracketed = bracketed_places(written) if compact(name) == _FULL_WITH_BRACKETS else ()
        if compact(name) == _FULL_WITH_BRACKETS and written.count("(") != written.count(")"):
            continue
        beside: dict[str, str | tuple[str, ...]] = {
            field: _text(row, fields, field) or () for field in _BESIDE if field in fields
        }
        if bracketed:
            written = "; ".join(name for name, _ in bracketed)
            beside["affiliations"] = tuple(place for _, place in bracketed)
        if "author_places" in fields:
            beside["affiliations"] = _places(_text(row, fields, "author_places") or "")
        beside |= _beside_names(row, fields, [each.strip() for each in written.split(";")])
        return AuthorCell(written, tabular=True, **beside)
    return None


def _beside_names(row: Row, fields: Mapping[str, tuple[str, ...]], names: list[str]) -> dict[str, tuple[str, ...]]:
    """Return ORCIDs and affiliations that stand beside the names of the authors in columns of Web of Science."""
    found: dict[str, tuple[str, ...]] = {}
    places = _text(row, fields, "named_places") or ""
    if "[" in places:
        found["affiliations"] = addresses_of(names, places)
    orcids = _text(row, fields, "named_orcids") or _text(row, fields, "orcids") or ""
    if _NAMED_ORCID.match(orcids):
        found["orcids"] = orcids_of(names, orcids)
    return found


def _places(text: str) -> tuple[str, ...]:
    """Return the affiliation of each author in "Marten I., Northmoor University; Vance, T., Harbour Institute"."""
    return tuple(map(_place, text.split(";"))) if text else ()


def _place(entry: str) -> str:
    family, _, rest = (part.strip() for part in entry.partition(","))
    given, _, place = (part.strip() for part in rest.partition(","))
    inverted = "." in given and shape(family) is not Shape.FAMILY_INITIALS and shape(given) is Shape.INITIALS
    return place if inverted else rest


def _with_zeros(found: re.Match[str]) -> str:
    """Return an arXiv identifier with the zeros that it lost as a number: "704.001" becomes "0704.0010"."""
    month = found[1].zfill(4)
    return f"{month}.{found[2].ljust(4 if month < _FIVE_DIGITS else 5, '0')}"


def _identifiers(row: Row, fields: Mapping[str, tuple[str, ...]], url: str | None) -> tuple[Identifier, ...]:
    found: set[Identifier] = set()
    for scheme in _SCHEMES:
        value = _text(row, fields, scheme) if scheme in fields else None
        if value and (identifier := read_identifier(scheme, value)):
            found.add(identifier)
    addresses = [url] if url else []
    addresses += [value for name in fields.get("url", ()) if (value := cells.address(row.get(name))) and value != url]
    key = _text(row, fields, "id")
    if key and "/" in key:
        addresses.append(key)
    elif key and "categories" in row and (arxiv := read_arxiv(_LOST_ZEROS.sub(_with_zeros, key))):
        found.add(Identifier("arxiv", arxiv))
    return tuple(sorted(found.union(identifiers_in(addresses)))) if addresses else tuple(sorted(found))
