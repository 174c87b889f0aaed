"""Authors in JSON: lists of names, of objects with names and identifiers, or of lists with the parts of a name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from kg.parsers import cells
from kg.parsers.block import AuthorCell

_FULL_NAME: tuple[str, ...] = (
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
_FULL_NAME += ("author_name", "authorName", "Name", "label", "title")
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
_EMAILS = ("email", "mail")
_MOST_PLACES = 50


@dataclass(frozen=True, slots=True)
class AuthorKeys:
    """Keys of an author object, by the kind of value, the preferred ones first.

    `prefixed` are pairs (key, prefix to add to the identifier).
    """

    full_name: tuple[str, ...]
    given: tuple[str, ...]
    family: tuple[str, ...]
    orcids: tuple[str, ...]
    prefixed: tuple[tuple[str, str], ...]
    ids: tuple[str, ...]
    places: tuple[str, ...]
    emails: tuple[str, ...]


@lru_cache(maxsize=256)
def _keys(present: tuple[str, ...]) -> AuthorKeys:
    """Return the keys to read from an author object; cached by its keys, as most objects of a file have the same."""

    def among(keys: Iterable[str]) -> tuple[str, ...]:
        return tuple(key for key in keys if key in present)

    return AuthorKeys(
        full_name=among(_FULL_NAME),
        given=among(_GIVEN),
        family=among(_FAMILY),
        orcids=among(_ORCIDS),
        prefixed=tuple((key, prefix) for key, prefix in _PREFIXED if key in present),
        ids=among(_IDS),
        places=among(_PLACES),
        emails=among(_EMAILS),
    )


def author_cell(value: Any, paper: Mapping[str, Any]) -> tuple[AuthorCell | None, bool]:
    """Return the authors in a JSON value, and True if some items of the value could not be read.

    Parameters
    ----------
    value
        List or object of authors.
    paper
        The object of the paper, which can have a list of author ids beside the names.

    Returns
    -------
    tuple of AuthorCell or None, and bool
        The authors are None if the value has none.
    """
    items = _items(value)
    if items and all(isinstance(item, str) for item in items):
        return AuthorCell(tuple(items), source_ids=_beside(paper, ("authorids", "author_ids"))), False
    every = [_row(item) for item in items]
    rows = [row for row in every if row[0]]
    unread = isinstance(value, list) and len(rows) < sum(item is not None for item in items)
    if not rows:
        return None, unread
    names, ids, orcids, places, emails = zip(*rows, strict=True)
    return AuthorCell(names, ids, orcids, places, emails), unread


def _items(value: Any) -> list[Any]:
    """Return the authors as a list; the value can be a single author, or have the list under a key such as "author"."""
    if isinstance(value, dict):
        inner = next(
            (value[key] for key in ("author", "value", "authors") if isinstance(value.get(key), (list, dict))), None
        )
        return _items(inner) if inner is not None and not any(key in value for key in ("name", *_FAMILY)) else [value]
    return value if isinstance(value, list) else []


def _beside(paper: Mapping[str, Any], keys: Iterable[str]) -> tuple[str, ...]:
    value = next((paper[key] for key in keys if key in paper), None)
    value = value.get("value") if isinstance(value, dict) else value
    return tuple(cells.text(item) or "" for item in value) if isinstance(value, list) else ()


def _row(item: Any) -> tuple[str, str, str, str, str]:
    """Return (name, identifier, ORCID, affiliations, e-mail address) of an author, with "" for missing ones."""
    if isinstance(item, list):
        return _parsed(item), "", "", "", ""
    if not isinstance(item, dict):
        return cells.line(item) or "" if isinstance(item, str) else "", "", "", "", ""
    person = item["author"] if isinstance(item.get("author"), dict) else item
    keys = _keys(tuple(person))
    return (
        _name(person, keys) or cells.line(item.get("raw_author_name")) or "",
        _source_id(person, keys),
        _first(person, keys.orcids),
        (_places(item, _keys(tuple(item))) if person is not item else "") or _places(person, keys),
        _first(person, keys.emails),
    )


def _parsed(item: list[Any]) -> str:
    """Return the full name from a list [family name, given name, suffix]."""
    parts = [cells.line(part) or "" for part in item[:3]] + ["", "", ""]
    return " ".join(filter(None, (parts[1], parts[0], parts[2])))


def _name(person: Mapping[str, Any], keys: AuthorKeys) -> str:
    full_name = _first_line(person, keys.full_name)
    family = _first(person, keys.family)
    if not family:
        return full_name or _first(person, keys.given)
    given = _first(person, keys.given)
    particles = [_first(person, (key,)) for key in ("dropping-particle", "non-dropping-particle")]
    middle = _first(person, ("middle", "middle_name", "middleName"))
    return " ".join(filter(None, (given, middle, *particles, family, _first(person, ("suffix",)))))


def _first_line(person: Mapping[str, Any], keys: Iterable[str]) -> str:
    for key in keys:
        if found := cells.line(person[key]):
            return found
    return ""


def _first(person: Mapping[str, Any], keys: Iterable[str]) -> str:
    for key in keys:
        value = person.get(key)
        if isinstance(value, list) and all(isinstance(part, str) for part in value):
            value = " ".join(value)
        if found := cells.line(value):
            return found
    return ""


def _source_id(person: Mapping[str, Any], keys: AuthorKeys) -> str:
    for key, prefix in keys.prefixed:
        if found := cells.line(person[key]):
            return prefix + found
    return _first(person, keys.ids)


def _places(item: Mapping[str, Any], keys: AuthorKeys) -> str:
    """Return the affiliations of an author, one per line."""
    for key in keys.places:
        values = item[key] if isinstance(item[key], list) else [item[key]]
        found = [place for value in values[:_MOST_PLACES] if (place := _place(value))]
        if found:
            return "\n".join(dict.fromkeys(found))
    return ""


def _place(value: Any) -> str | None:
    if isinstance(value, dict):
        return next((name for key in _PLACE_NAMES if (name := cells.line(value.get(key)))), None)
    return cells.line(value) if isinstance(value, str) else None
