"""Papers in a saved list of a site with known markup."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import NamedTuple

from lxml import etree

from kg.model.record import WorkKind
from kg.parsers.block import AuthorCell, Draft
from kg.parsers.events import event_at
from kg.parsers.html.page import Page, prose_of, text_of
from kg.parsers.html.sites import MARKUPS, Markup
from kg.parsers.identifiers import identifiers_in
from kg.parsers.imprint import read_dated
from kg.parsers.outcome import read_outcome, year_in

_PROFILE = re.compile(r"[?&]id=(~[^&#\s]{1,100})")
_LABEL = re.compile(r"(?:title|authors?|abstract|keywords?|venue)\s?:\s", re.IGNORECASE)
_COMMA = re.compile(r"[,;]")
_BOOKTITLE = re.compile(r"\bbooktitle\s?=\s?[{\"]([^{}\"]{1,300})[}\"]", re.IGNORECASE)
_BIBTEX_YEAR = re.compile(r"\byear\s?=\s?[{\"]?((?:19|20)\d\d)", re.IGNORECASE)
_NO_PUBLICATION = re.compile(
    r"\d{1,2}\s\w{3}\s\d{4}|(?:readers|published|last modified|modified|revised|show|everyone|submitted:)\b",
    re.IGNORECASE,
)
_FRONT = re.compile(r"(?:proceedings of|front ?matter|preface|table of contents)", re.IGNORECASE)
_VENUE_IN_NAME = re.compile(
    r"\(([A-Z][A-Za-z*-]{1,15})(?:[ '’]{0,2}(?:19|20)?\d\d)?\)|^([A-Z][A-Za-z]{1,15}) (?:19|20)\d\d\b"
)
_PROCEEDINGS = re.compile(
    r"(?:(?:Proceedings|Advances|Conference|Journal|Transactions|Symposium|Workshop)\b[^;|]{0,200})"
)
_VOLUME = re.compile(r"Volume \d{1,4}: ([^,]{3,200}),")
_IN_ANTHOLOGY = re.compile(r"(?:^|\borg)/(?:([12]\d{3})\.[a-z0-9_]{1,30}-|[A-Z](\d\d)-\d{4}/?$)")
_OTHER_EVENTS = re.compile(
    r"workshop|tutorial|invited|social|expo|break|session|town hall|registration|talk\b", re.IGNORECASE
)
_LAST_YEAR = 50  # two digits of the years of ACL papers: "A65-1001" is from 1965, "W19-4201" from 2019


class FoundPaper(NamedTuple):
    """A paper in `lines[start:stop]` of a page."""

    draft: Draft
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class _Publication:
    """Venue, year and decision of a paper, or of all papers of a page."""

    venue: str | None = None
    year: int | None = None
    outcome: str | None = None


def listed_papers(page: Page) -> list[FoundPaper]:
    """Return the papers of a page, according to the site whose markup matches the most elements."""
    best: tuple[Markup, list[etree._Element]] | None = None
    source = "\n".join(page.lines)
    for markup in MARKUPS:
        elements = _elements(page.root, markup.papers) if any(word in source for word in markup.words) else []
        if elements and (best is None or len(elements) > len(best[1])):
            best = markup, elements
    if best is None:
        return []
    default = _of_page(page)
    page = page if page.base else replace(page, base=best[0].home)
    return [found for element in best[1] if (found := _paper(page, best[0], element, default)) is not None]


def _elements(root: etree._Element, path: str) -> list[etree._Element]:
    """Return the elements that match an XPath expression, without those inside another match."""
    found = root.xpath(path) if path else []
    inside: set[etree._Element] = set()
    kept = []
    for element in found:
        if not isinstance(element, etree._Element):
            continue
        if element.getparent() in inside:
            inside.add(element)
            continue
        kept.append(element)
    return _outermost(kept)


def _outermost(elements: Sequence[etree._Element]) -> list[etree._Element]:
    chosen = set(elements)
    return [element for element in elements if not any(above in chosen for above in element.iterancestors())]


def _paper(page: Page, markup: Markup, element: etree._Element, default: _Publication) -> FoundPaper | None:
    names = ("title", "authors", "abstract", "publication", "keywords")
    fields = {name: _nodes(element, getattr(markup, name)) for name in names}
    title = _text(fields["title"])
    publication = _publication([_text([node]) for node in fields["publication"]], default)
    outcome = publication.outcome
    if not title or (outcome and _OTHER_EVENTS.search(outcome) and not read_outcome(outcome).presentation):
        return None
    targets = [str(node) for path in (markup.link, markup.pdf) for node in _nodes(element, path)]
    addresses = [address for target in targets if (address := page.address(target))]
    nodes = [node for name in fields for node in fields[name] if isinstance(node, etree._Element)]
    draft = Draft(
        title=title,
        author_cell=_authors(fields["authors"]),
        abstract=_abstract(fields["abstract"]),
        venue=publication.venue,
        year=publication.year,
        outcome=outcome,
        url=next(iter(addresses), None),
        identifiers=identifiers_in(addresses),
        keywords=tuple(filter(None, _keywords(_text(fields["keywords"])))),
        kind=WorkKind.FRONT_MATTER if _FRONT.match(title) else None,
    )
    return FoundPaper(draft, page.line(element), max([page.end(node) for node in [element, *nodes]]) + 1)


def _keywords(text: str) -> list[str]:
    return list(map(str.strip, text.split("•") if "•" in text else _COMMA.split(text)))


def _nodes(element: etree._Element, path: str) -> list[etree._Element | str]:
    return list(element.xpath(path)) if path else []


def _text(nodes: Sequence[etree._Element | str]) -> str:
    """Return the text of the first node, without a label such as "Title:"."""
    if not nodes:
        return ""
    text = text_of(nodes[0]) if isinstance(nodes[0], etree._Element) else " ".join(str(nodes[0]).split())
    return _LABEL.sub("", text, count=1)


def _abstract(nodes: Sequence[etree._Element | str]) -> str | None:
    if not nodes:
        return None
    text = prose_of(nodes[0]) if isinstance(nodes[0], etree._Element) else _text(nodes)
    return _LABEL.sub("", text, count=1).removesuffix("△ Less").strip() or None


def _authors(nodes: Sequence[etree._Element | str]) -> AuthorCell | None:
    """Return the authors, from one element with all names or from one element per author."""
    names = [text.strip(" ,;") for node in nodes if (text := _text([node]).strip(" ,;"))]
    if not names:
        return None
    if len(names) == 1:
        return AuthorCell(names[0])
    profiles = tuple(_profile(node) for node in nodes if _text([node]).strip(" ,;"))
    return AuthorCell(tuple(names), source_ids=profiles if any(profiles) else ())


def _profile(node: etree._Element | str) -> str:
    target = node.get("href", "") if isinstance(node, etree._Element) else ""
    found = _PROFILE.search(target)
    return found[1] if found else ""


def _publication(texts: Sequence[str], default: _Publication) -> _Publication:
    """Return venue, year and decision in the texts of a paper; a missing venue or year is taken from `default`."""
    found = _Publication()
    for text in texts:
        found = _with(found, text)
    return _Publication(found.venue or default.venue, found.year or default.year, found.outcome)


def _with(known: _Publication, text: str) -> _Publication:
    """Return a publication with the fields that were unknown and that a text contains."""
    if book := _BOOKTITLE.search(text):
        year = _BIBTEX_YEAR.search(text)
        return replace(known, venue=known.venue or book[1], year=known.year or (int(year[1]) if year else None))
    if event := event_at(text):
        return _Publication(known.venue or event.venue, known.year or event.year, known.outcome or event.kind)
    if listed := _IN_ANTHOLOGY.search(text[:200]):
        return replace(known, year=known.year or int(listed[1] or 0) or _year_of_two(int(listed[2])))
    if not text or _NO_PUBLICATION.match(text):
        return known
    decision, presentation = read_outcome(text)
    dated = read_dated(text)
    named = _PROCEEDINGS.search(text)
    venue = dated[1] if dated and not dated[0] else named[0].split(", PMLR")[0].strip(" ,") if named else None
    return _Publication(
        known.venue or venue,
        known.year or (dated[2] if dated else year_in(text)),
        known.outcome
        or (text if decision or presentation else None)
        or (text if _OTHER_EVENTS.fullmatch(text) else None),
    )


def _year_of_two(digits: int) -> int:
    return (1900 if digits > _LAST_YEAR else 2000) + digits


def _of_page(page: Page) -> _Publication:
    """Return the venue and the year in the title and the headings of a page."""
    texts = [text_of(node) for tag in ("title", "h1", "h2", "h3", "h4") for node in islice(page.root.iter(tag), 3)]
    named = (_VENUE_IN_NAME.search(text[:500]) or _VOLUME.match(text[:500]) for text in texts)
    venue = next((next(filter(None, found.groups())) for found in named if found), None)
    year = next(filter(None, (year_in(text[:500]) for text in texts)), None)
    return _Publication(venue, year)
