"""Papers in the JSON-LD of a web page, in the vocabulary of schema.org."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lxml import etree

from kg.model.record import WorkKind
from kg.parsers.block import AuthorCell, Draft
from kg.parsers.html.page import Page, without_markup
from kg.parsers.identifiers import identifiers_in, read_doi, read_identifier, read_orcid
from kg.parsers.outcome import year_in

_KINDS = {
    "ScholarlyArticle": WorkKind.ARTICLE,
    "MedicalScholarlyArticle": WorkKind.ARTICLE,
    "Thesis": WorkKind.THESIS,
    "Chapter": WorkKind.BOOK_CHAPTER,
}
_BELOW = ("@graph", "mainEntity", "itemListElement", "item", "hasPart")
_MOST_NODES = 200_000
_LARGEST = 64 << 20
_DEEPEST = 6
_CREDIT = re.compile(r"([A-Z][A-Za-z&-]{1,15}) ((?:19|20)\d\d)")
_FIGURES = re.compile(r"[\d\s().,-]*")
_SEPARATED = re.compile(r"\s?[;,]\s?")

Node = Mapping[str, Any]


def linked_papers(page: Page) -> Iterator[tuple[Draft, etree._Element]]:
    """Yield the papers in the JSON-LD of a page, each with its script element."""
    for script in page.root.xpath("//script[contains(@type, 'ld+json')]"):
        value = _value(script.text or "")
        nodes = list(_nodes(value))
        by_id = {str(node["@id"]): node for node in nodes if "@id" in node and len(node) > 1}
        for node in nodes:
            if (kind := _kind(node)) is not None and (draft := _draft(page, node, kind, by_id)).title:
                yield draft, script


def _value(text: str) -> Any:
    try:
        return json.loads(text, strict=False) if len(text) <= _LARGEST else None
    except (ValueError, RecursionError):
        return None


def _nodes(value: Any) -> Iterator[Node]:
    """Yield the objects of a JSON-LD value, without objects inside a paper, such as its references."""
    waiting = [value]
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        item = waiting.pop()
        if isinstance(item, list):
            waiting += reversed(item)
        elif isinstance(item, dict):
            yield item
            if _kind(item) is None:
                waiting += [item[key] for key in reversed(_BELOW) if isinstance(item.get(key), (dict, list))]


def _kind(node: Node) -> WorkKind | None:
    types = [str(name).rpartition("/")[2] for name in _listed(node.get("@type"))]
    found = next((_KINDS[name] for name in types if name in _KINDS), None)
    if found is None and "Article" in types and (node.get("isPartOf") or _dois(node)):
        return WorkKind.ARTICLE
    return found


def _draft(page: Page, node: Node, kind: WorkKind, by_id: Mapping[str, Node]) -> Draft:
    addresses = [*_texts(node.get("url")), *_texts(node.get("@id")), *_texts(node.get("mainEntityOfPage"))]
    dois = [identifier for doi in _dois(node) if (identifier := read_identifier("doi", doi))]
    venue, credited = _credited(node) if node.get("isPartOf") is None else (None, None)
    venue = venue or _venue(node, by_id)
    return Draft(
        title=_text(node.get("headline")) or _text(node.get("name")),
        author_cell=_authors(node.get("author") or node.get("creator"), by_id),
        abstract=_text(node.get("abstract")) or _text(node.get("description")) or None,
        venue=venue,
        year=year_in(_text(node.get("datePublished")) or _text(node.get("dateCreated")) or "")
        or credited
        or year_in(venue or ""),
        url=next((absolute for address in addresses if (absolute := page.address(address))), None),
        identifiers=tuple(sorted({*dois, *identifiers_in([*addresses, *_texts(node.get("sameAs"))])})),
        keywords=_keywords(node.get("keywords")),
        language=_text(node.get("inLanguage"))[:2].lower() or None,
        kind=WorkKind.CONFERENCE_PAPER if credited else kind,
    )


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _text(value: Any) -> str:
    """Return the first text of a value (see `_texts`) on one line and without markup; "" if there is none."""
    first = next(iter(_texts(value)), "")
    return without_markup(first)


def _texts(value: Any) -> list[str]:
    found: list[str] = []
    for item in _listed(value):
        if isinstance(item, dict):
            item = item.get("@value") or item.get("name") or item.get("value") or item.get("@id") or item.get("url")
        if isinstance(item, (str, int)) and not isinstance(item, bool):
            found.append(str(item))
    return found


def _dois(node: Node) -> list[str]:
    """Return the texts of a node that contain a DOI."""
    texts = [
        *_texts(node.get("identifier")),
        *_texts(node.get("sameAs")),
        *_texts(node.get("@id")),
        *_texts(node.get("doi")),
    ]
    return [text for text in texts if read_doi(text)]


def _resolved(value: Any, by_id: Mapping[str, Node]) -> Any:
    """Return the node with the `@id` of a value that is only a reference; any other value unchanged."""
    if isinstance(value, dict) and set(value) <= {"@id", "@type"}:
        return by_id.get(str(value.get("@id")), value)
    return value


def _venue(node: Node, by_id: Mapping[str, Node]) -> str | None:
    """Return the name of the journal or proceedings of a paper: the outermost `isPartOf` with a name in words.

    Names of issues and volumes that consist only of digits are skipped.
    """
    part = _resolved(next(iter(_listed(node.get("isPartOf"))), None), by_id)
    name = ""
    for _ in range(_DEEPEST):
        if isinstance(part, str):
            return part.strip() or name or None
        if not isinstance(part, dict):
            break
        given = _text(part.get("name"))
        name = given if given and not _FIGURES.fullmatch(given) else name
        part = _resolved(next(iter(_listed(part.get("isPartOf"))), None), by_id)
    return name or None


def _credited(node: Node) -> tuple[str | None, int | None]:
    """Return the conference and the year in the property `creditText` of a paper, such as "NeurIPS 2023"."""
    found = _CREDIT.fullmatch(_text(node.get("creditText")))
    return (found[1], int(found[2])) if found else (None, None)


def _authors(value: Any, by_id: Mapping[str, Node]) -> AuthorCell | None:
    people = [_resolved(item, by_id) for item in _listed(value)]
    rows = [(name, person) for person in people if (name := _name(person))]
    if len(rows) == 1 and isinstance(rows[0][1], str):
        return AuthorCell(rows[0][0])
    if not rows:
        return None
    return AuthorCell(
        tuple(name for name, _ in rows),
        orcids=tuple(_orcid(person) for _, person in rows),
        affiliations=tuple(_affiliation(person, by_id) for _, person in rows),
    )


def _name(person: Any) -> str:
    if not isinstance(person, dict):
        return _text(person)
    given, family = _text(person.get("givenName")), _text(person.get("familyName"))
    return _text(person.get("name")) or " ".join(filter(None, (given, family)))


def _orcid(person: Any) -> str:
    if not isinstance(person, dict):
        return ""
    texts: Sequence[str] = [text for key in ("@id", "sameAs", "identifier", "url") for text in _texts(person.get(key))]
    return next((text for text in texts if "orcid" in text.lower() and read_orcid(text)), "")


def _affiliation(person: Any, by_id: Mapping[str, Node]) -> str:
    given = _listed(person.get("affiliation")) if isinstance(person, dict) else []
    return "; ".join(filter(None, (_text(_resolved(item, by_id)) for item in given)))


def _keywords(value: Any) -> tuple[str, ...]:
    texts = _texts(value)
    parts = _SEPARATED.split(texts[0]) if len(texts) == 1 else texts
    return tuple(dict.fromkeys(without_markup(part) for part in parts if part.strip()))
