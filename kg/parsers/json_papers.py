"""Papers in JSON objects, in the forms that the interfaces of bibliographic databases return."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from kg.model.record import Identifier
from kg.parsers import cells
from kg.parsers.block import Draft
from kg.parsers.columns import Columns, choose, compact, match
from kg.parsers.events import EventAddress, event_at
from kg.parsers.identifiers import read_identifier
from kg.parsers.json_authors import author_cell
from kg.parsers.outcome import read_outcome, year_in
from kg.parsers.row_drafts import draft_of

Object = dict[str, Any]
# Keys of inner objects that can have the fields of a paper.
_INNER = (
    "content",
    "info",
    "row",
    "_source",
    "attributes",
    "paper",
    "node",
    "fields",
    "metadata",
    "work",
    "entry",
    "item",
    "message",
    "record",
    "result",
    "publication",
    "article",
    "citedPaper",
    "citingPaper",
    "bib",
)
# What stands beside it is the answer's own status, not the paper's.
_ENVELOPE = "message"
_INNER_KEYS = frozenset(_INNER)
_NAMES = ("display_name", "name", "title", "value", "text", "$", "#text", "raw", "label")
_AUTHORS = (
    "authors_parsed",
    "authorships",
    "authors",
    "author",
    "creators",
    "creator",
    "authorList",
    "Authors",
    "Author",
)
_IDS = {"doi": "doi", "arxiv": "arxiv", "openalex": "openalex", "dblp": "dblp", "pubmed": "pubmed", "pmid": "pubmed"}
_IDS |= {"acl": "acl", "corpusid": "semantic-scholar", "arxivid": "arxiv"}
_DATES = ("issued", "published", "published-print", "published-online", "year", "date")
_DEEPEST = 4
_OTHER_EVENTS = re.compile(r"workshop|tutorial|invited|keynote|social|expo|panel|demo", re.IGNORECASE)
_SPECIAL = frozenset(
    "abstract_inverted_index primary_location host_venue journal publicationVenue invitation invitations venueid forum"
    " versions".split()
)
_LONGEST_ABSTRACT = 100_000
_NOTE_DATES = ("pdate", "odate", "cdate", "tcdate")
_EARLIEST, _LATEST = 10**12, 10**13  # in the years 2001 and 2286
_JUDGED = re.compile(r"(accepted by|rejected by|withdrawn from|under review for|decision pending for) (.{1,60})", re.I)
_JUDGEMENTS = {"accepted by": "Accept", "rejected by": "Reject", "withdrawn from": "Withdrawn"}
_REJECTED = {
    "Rejected_Submission": "Reject",
    "Withdrawn_Submission": "Withdrawn",
    "Desk_Rejected_Submission": "Desk Reject",
}


def reason_against(value: Any) -> str | None:
    """Return the reason why a JSON value with a title or a name is not a paper, or None.

    Reviews, comments and decisions in OpenReview have titles of their own. Events of a conference have names; some of
    them present no paper.
    """
    if not isinstance(value, dict):
        return None
    if value.get("replyto") and value.get("forum") != value.get("id"):
        return "a reply in OpenReview (a review, a comment or a decision)"
    event = _plain(value.get("type")) or _plain(value.get("event_type")) or ""
    return "an event without a paper" if _OTHER_EVENTS.match(event) and _is_event(value) else None


def _is_event(value: Mapping[str, Any]) -> bool:
    """Return True if an object is an event with authors and an abstract, whose name is the title of a paper."""
    return "name" in value and "abstract" in map(str.casefold, value) and "authors" in match(tuple(value)).fields


def is_paper(value: Any) -> bool:
    """Return True if a JSON value is a paper: an object with a title, or a row (see `is_row`)."""
    if isinstance(value, dict):
        if reason_against(value):
            return False
        return _title_of(value) is not None or any(
            isinstance(value.get(key), dict) and _title_of(value[key]) is not None for key in _INNER
        )
    return is_row(value)


def is_row(value: Any) -> bool:
    """Return True if a JSON value is a list of a title, a list of names and, optionally, web addresses."""
    if not isinstance(value, list) or not 2 <= len(value) <= 6 or not isinstance(value[0], str):
        return False
    return isinstance(value[1], list) and all(isinstance(name, str) for name in value[1]) and len(value[0].split()) > 1


def _title_of(value: Mapping[str, Any]) -> str | None:
    if "title" in value:
        return _plain(value["title"]) or None
    fields = match(tuple(value)).fields
    if "title" in fields:
        return next((title for name in fields["title"] if (title := _plain(value[name]))), None)
    return _plain(value["name"]) if _is_event(value) else None


def draft_of_object(value: Any, chosen: Mapping[str, str] | None = None) -> Draft:
    """Return the paper in a JSON value; its title is "" if the value has none.

    `chosen` maps fields to the keys that the user chose.
    """
    if is_row(value):
        value = {"title": value[0], "authors": value[1], "url": value[2] if len(value) > 2 else None}
    if not isinstance(value, dict):
        return Draft("")
    flat = _flat(value)
    names = next((flat[key] for key in _AUTHORS if flat.get(key)), None)
    cell, unread = author_cell(names, flat) if names is not None and not isinstance(names, str) else (None, False)
    row = {key: None if cell and item is names else _cell(key, item) for key, item in flat.items()}
    if "name" in flat and not match(tuple(flat)).fields.get("title"):
        row |= _of_event(row, flat)
    if not _SPECIAL.isdisjoint(flat) or not flat.keys() >= {"venue"}:
        _complete(row, flat)
    columns = _columns(tuple(row), chosen)
    draft = draft_of(row, columns, cell)
    found = set(draft.identifiers).union(_identifiers(flat))
    notes = (*draft.notes, "some authors could not be read") if unread else draft.notes
    if len(found) == len(draft.identifiers) and notes == draft.notes:
        return draft
    return draft._replace(identifiers=tuple(sorted(found)), notes=notes)


def _of_event(row: Object, flat: Object) -> Object:
    """Return title, presentation, venue and year of an event of a conference, whose name is the title."""
    addresses = filter(None, map(cells.line, row.values()))
    event = next(filter(None, map(event_at, addresses)), EventAddress(None, None, None))
    kind = flat.get("presentation") or _plain(flat.get("type"))
    found = {"title": _title_of(flat), "presentation": kind, "venue": event.venue, "year": event.year}
    return {name: value for name, value in found.items() if value and not row.get(name)}


def _columns(names: tuple[str, ...], chosen: Mapping[str, str] | None) -> Columns:
    columns = choose(names, {field: name for field, name in chosen.items() if name in names}) if chosen else None
    return columns if isinstance(columns, Columns) else match(names)


def _flat(value: Object) -> Object:
    """Return an object with the fields of inner objects that describe the paper moved to the top level."""
    for _ in range(0 if _INNER_KEYS.isdisjoint(value) else _DEEPEST):
        inner = next((key for key in _INNER if isinstance(value.get(key), dict) and _holds_paper(value, key)), None)
        if inner is None:
            break
        outer = {key: item for key, item in value.items() if key != inner} if inner != _ENVELOPE else {}
        value = {**outer, **value[inner]}
    return value


def _holds_paper(value: Object, key: str) -> bool:
    return _title_of(value) is None and is_paper(value[key])


def _cell(key: str, item: Any) -> Any:
    """Return a JSON value as the value of a cell of a table."""
    if isinstance(item, (str, int, float)) or item is None:
        return item
    if isinstance(item, dict) and "value" in item:
        return _cell(key, item["value"])
    plain = compact(key)
    if plain.endswith(("keywords", "keyword", "tags")) and isinstance(item, list):
        return tuple(word for part in item if (word := _plain(part)))
    if key in _DATES and isinstance(item, dict):
        return _date(item)
    return _plain(item)


def _plain(item: Any, depth: int = _DEEPEST) -> str | None:
    """Return the text of a value, of the first item of a list, or of the name of an object; None if there is none."""
    if isinstance(item, list):
        return next((text for part in item[:8] if depth and (text := _plain(part, depth - 1))), None)
    if isinstance(item, dict):
        return next((text for key in _NAMES if depth and key in item and (text := _plain(item[key], depth - 1))), None)
    return cells.text(item)


def _date(item: Mapping[str, Any]) -> str | None:
    parts = item.get("date-parts")
    return _plain(parts) if parts else _plain([item.get("raw"), item.get("literal"), item.get("year")])


def _complete(row: Object, flat: Object) -> None:
    """Add to a row the fields that some databases store in a special form: abstract, venue, decision and year."""
    if not cells.text(row.get("abstract")) and isinstance(index := flat.get("abstract_inverted_index"), dict):
        row["abstract"] = _from_index(index)
    source = (
        (flat.get("primary_location") or {}).get("source") if isinstance(flat.get("primary_location"), dict) else None
    )
    host = flat.get("host_venue") or flat.get("journal") or flat.get("publicationVenue")
    if not _has_venue(row):
        row["venue"] = _plain(source) or _plain(host) or _of_invitation(flat)
    if row.get("venueid") or flat.get("forum"):
        _of_openreview(row, flat)
    if "versions" in flat and "year" not in row and isinstance(flat["versions"], list) and flat["versions"]:
        row["year"] = _plain([version.get("created") for version in flat["versions"][:1] if isinstance(version, dict)])


def _has_venue(row: Object) -> bool:
    return any(cells.text(row.get(name)) for name in match(tuple(row)).fields.get("venue", ()))


def _from_index(index: Mapping[str, Any]) -> str | None:
    """Return the text of an abstract from its inverted index, which maps words to positions (OpenAlex)."""
    places = [
        (place, word)
        for word, found in index.items()
        if isinstance(found, list)
        for place in found
        if isinstance(place, int)
    ]
    return " ".join(word for _, word in sorted(places)[:_LONGEST_ABSTRACT]) or None


def _of_invitation(flat: Object) -> str | None:
    """Return the OpenReview group ("ICLR.cc/2020/Conference") in the invitation of a submission, or None."""
    invitation = _plain(flat.get("invitations")) or _plain(flat.get("invitation")) or ""
    group = invitation.split("/-/")[0]
    return group if "/-/" in invitation and "/" in group else None


def _of_openreview(row: Object, flat: Object) -> None:
    """Set venue, decision and web address of an OpenReview note; its venue ("ICLR 2024 oral") includes the decision."""
    venue, group = cells.line(row.get("venue")) or "", cells.line(row.get("venueid")) or ""
    rejected = next((word for name, word in _REJECTED.items() if group.endswith(name)), None)
    if judged := _JUDGED.fullmatch(venue):
        venue = row["venue"] = judged[2]
        row.setdefault("decision", _JUDGEMENTS.get(judged[1].casefold()))
    submitted = venue.casefold().startswith("submitted to ")
    words = venue[len("submitted to ") :].split() if submitted else venue.split()
    year = next((place for place, word in enumerate(words) if word.isdigit() and len(word) == 4), None)
    if year is not None:
        row["venue"] = " ".join(words[: year + 1])
        track = " ".join(words[year + 1 :])
        row.setdefault("decision", track if not submitted and read_outcome(track).decision else None)
    elif not year_in(venue) and not year_in(group):
        row.setdefault("year", _year_of_note(flat))
    row["decision"] = rejected or row.get("decision")
    forum = cells.line(flat.get("forum")) or cells.line(flat.get("id"))
    if forum and not cells.address(row.get("url")) and (group or "invitation" in flat or "invitations" in flat):
        row["url"] = f"https://openreview.net/forum?id={forum}"


def _year_of_note(flat: Object) -> int | None:
    """Return the year of publication, else of creation, of an OpenReview note; its dates are in milliseconds."""
    date = next((flat[key] for key in _NOTE_DATES if isinstance(flat.get(key), int)), 0)
    return datetime.fromtimestamp(date / 1000, UTC).year if _EARLIEST < date < _LATEST else None


def _identifiers(flat: Object) -> set[Identifier]:
    """Return the identifiers in an inner object, such as "externalIds", and in "paperId"."""
    found: set[Identifier] = set()
    for key in ("externalIds", "ids", "external_ids", "externalids"):
        ids = flat.get(key)
        for name, value in ids.items() if isinstance(ids, dict) else ():
            scheme = _IDS.get(name.casefold())
            if scheme and isinstance(value, (str, int)) and (identifier := read_identifier(scheme, str(value))):
                found.add(identifier)
    if isinstance(paper := flat.get("paperId"), str) and (identifier := read_identifier("semantic-scholar", paper)):
        found.add(identifier)
    return found
