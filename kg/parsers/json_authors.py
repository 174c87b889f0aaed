"""Authors of JSON objects: lists of names, of objects with names and identifiers, or of parts of names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from kg.parsers import cells
from kg.parsers.block import AuthorCell

_WHOLE: tuple[str, ...] = (
    "name",
    "display_name",
    "full_name",
    "fullname",
    "fullName",
    "text",
    "literal",
    "value",
    "$",
    "#text",
    "author",
)
_WHOLE += ("author_name", "authorName", "Name", "label", "title")
_GIVEN = ("given", "first", "first_name", "firstname", "firstName", "given_name", "givenName", "forename", "ForeName")
_FAMILY = ("family", "last", "last_name", "lastname", "lastName", "family_name", "familyName", "surname", "LastName")
_ORCIDS = ("orcid", "ORCID", "orcid_id", "orcidId")
_IDS = ("id", "authorid", "author_id", "openreview", "profile", "dblp", "pid")
_PREFIXED = (("authorId", "semantic-scholar:"), ("@pid", "dblp:"))
_PLACES = (
    "institutions",
    "affiliations",
    "affiliation",
    "institution",
    "aff",
    "raw_affiliation_strings",
    "org",
    "school",
)
_PLACE_NAMES = ("display_name", "name", "institution", "organization", "affiliation")
_MOST_PLACES = 50


def author_cell(value: Any, paper: Mapping[str, Any]) -> AuthorCell | None:
    """Return the authors of a value, which is no text, and what the paper has beside them, None where it has none."""
    items = _items(value)
    if items and all(isinstance(item, str) for item in items):
        return AuthorCell(tuple(items), source_ids=_beside(paper, ("authorids", "author_ids")))
    rows = [_row(item) for item in items]
    rows = [row for row in rows if row[0]]
    if not rows:
        return None
    names, ids, orcids, places, emails = zip(*rows, strict=True)
    return AuthorCell(names, ids, orcids, places, emails)


def has_unread(value: Any) -> bool:
    """Return whether a list of authors has an item that is no name."""
    if not isinstance(value, list) or all(isinstance(item, str) for item in value):
        return False
    return any(item is not None and not _row(item)[0] for item in value)


def _items(value: Any) -> list[Any]:
    """Return the authors as a list; a single one may stand without a list, or under "author"."""
    if isinstance(value, dict):
        inner = next(
            (value[key] for key in ("author", "value", "authors") if isinstance(value.get(key), (list, dict))), None
        )
        return _items(inner) if inner is not None and not any(key in value for key in ("name", *_FAMILY)) else [value]
    return value if isinstance(value, list) else []


def _beside(paper: Mapping[str, Any], keys: Iterable[str]) -> tuple[str, ...]:
    held = next((paper[key] for key in keys if key in paper), None)
    held = held.get("value") if isinstance(held, dict) else held
    return tuple(cells.text(item) or "" for item in held) if isinstance(held, list) else ()


def _row(item: Any) -> tuple[str, str, str, str, str]:
    """Return name, identifier, ORCID, affiliations and e-mail address of an author."""
    if isinstance(item, list):
        return _parsed(item), "", "", "", ""
    if not isinstance(item, dict):
        return cells.line(item) or "" if isinstance(item, str) else "", "", "", "", ""
    person = item["author"] if isinstance(item.get("author"), dict) else item
    return (
        _name(person) or cells.line(item.get("raw_author_name")) or "",
        _source_id(person),
        _first(person, _ORCIDS),
        _places(item) or _places(person),
        _first(person, ("email", "mail")),
    )


def _parsed(item: list[Any]) -> str:
    """Return the name of a list of family name, given name and suffix."""
    parts = [cells.line(part) or "" for part in item[:3]] + ["", "", ""]
    return " ".join(filter(None, (parts[1], parts[0], parts[2])))


def _name(person: Mapping[str, Any]) -> str:
    whole = next((name for key in _WHOLE if (name := cells.line(person.get(key)))), "")
    family, given = _first(person, _FAMILY), _first(person, _GIVEN)
    if not family:
        return whole or given
    particles = [_first(person, (key,)) for key in ("dropping-particle", "non-dropping-particle")]
    middle = _first(person, ("middle", "middle_name", "middleName"))
    return " ".join(filter(None, (given, middle, *particles, family, _first(person, ("suffix",)))))


def _first(person: Mapping[str, Any], keys: Iterable[str]) -> str:
    for key in keys:
        value = person.get(key)
        if isinstance(value, list) and all(isinstance(part, str) for part in value):
            value = " ".join(value)
        if found := cells.line(value):
            return found
    return ""


def _source_id(person: Mapping[str, Any]) -> str:
    for key, prefix in _PREFIXED:
        if found := cells.line(person.get(key)):
            return prefix + found
    return _first(person, _IDS)


def _places(item: Mapping[str, Any]) -> str:
    """Return the affiliations of an author, one a line."""
    for key in _PLACES:
        held = item.get(key)
        held = held if isinstance(held, list) else [held]
        found = [place for value in held[:_MOST_PLACES] if (place := _place(value))]
        if found:
            return "\n".join(dict.fromkeys(found))
    return ""


def _place(value: Any) -> str | None:
    if isinstance(value, dict):
        return next((name for key in _PLACE_NAMES if (name := cells.line(value.get(key)))), None)
    return cells.line(value) if isinstance(value, str) else None
