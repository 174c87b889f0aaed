"""The papers of a saved list of a site whose markup is known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from lxml import etree

from kg.model.record import WorkKind
from kg.parsers.block import AuthorCell, Draft
from kg.parsers.html.page import Page, prose_of, text_of
from kg.parsers.html.sites import MARKUPS, Markup
from kg.parsers.identifiers import identifiers_in
from kg.parsers.imprint import read_dated
from kg.parsers.outcome import read_outcome, year_in

_PROFILE = re.compile(r"[?&]id=(~[^&#\s]{1,100})")
_LABEL = re.compile(r"(?:title|authors?|abstract|keywords?|venue)\s?:\s", re.IGNORECASE)
_BOOKTITLE = re.compile(r"\bbooktitle\s?=\s?[{\"]([^{}\"]{1,300})[}\"]", re.IGNORECASE)
_BIBTEX_YEAR = re.compile(r"\byear\s?=\s?[{\"]?((?:19|20)\d\d)", re.IGNORECASE)
_NOT_TOLD = re.compile(
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
_VIRTUAL = re.compile(
    r"/virtual/(?:\w{1,20}/)?((?:19|20)\d\d)?/?(poster|oral|spotlight|workshop|tutorial|invited-talk)?"
)
_OTHER_EVENTS = re.compile(
    r"workshop|tutorial|invited|social|expo|break|session|town hall|registration|talk\b", re.IGNORECASE
)


class Found(NamedTuple):
    """A paper with the lines (from 0, end exclusive) where it stands."""

    draft: Draft
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class _Told:
    """Venue, year and decision of a paper or of its page."""

    venue: str | None = None
    year: int | None = None
    outcome: str | None = None


def listed_papers(page: Page) -> list[Found]:
    """Return the papers of the markup that matches most elements of a page."""
    best: tuple[Markup, list[etree._Element]] | None = None
    for markup in MARKUPS:
        elements = _elements(page.root, markup.papers)
        if elements and (best is None or len(elements) > len(best[1])):
            best = markup, elements
    if best is None:
        return []
    whole = _of_page(page)
    return [found for element in best[1] if (found := _paper(page, best[0], element, whole)) is not None]


def _elements(root: etree._Element, path: str) -> list[etree._Element]:
    """Return the elements of an expression, without those inside another."""
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


def _paper(page: Page, markup: Markup, element: etree._Element, whole: _Told) -> Found | None:
    fields = {
        name: _nodes(element, getattr(markup, name)) for name in ("title", "authors", "abstract", "told", "keywords")
    }
    title = _text(fields["title"])
    told = _told([_text([node]) for node in fields["told"]], whole)
    if not title or (
        told.outcome and _OTHER_EVENTS.search(told.outcome) and not read_outcome(told.outcome).presentation
    ):
        return None
    targets = [str(node) for path in (markup.link, markup.pdf) for node in _nodes(element, path)]
    addresses = [address for target in targets if (address := page.address(target))]
    nodes = [node for name in fields for node in fields[name] if isinstance(node, etree._Element)]
    draft = Draft(
        title=title,
        author_cell=_authors(fields["authors"]),
        abstract=_abstract(fields["abstract"]),
        venue=told.venue,
        year=told.year,
        outcome=told.outcome,
        url=next(iter(addresses), None),
        identifiers=identifiers_in(addresses),
        keywords=tuple(filter(None, map(str.strip, re.split(r"[,;]", _text(fields["keywords"]))))),
        kind=WorkKind.FRONT_MATTER if _FRONT.match(title) else None,
    )
    return Found(draft, page.line(element), max([page.end(node) for node in [element, *nodes]]) + 1)


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
    """Return the authors: one element has them all, or each has one."""
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


def _told(texts: Sequence[str], whole: _Told) -> _Told:
    """Return venue, year and decision in the texts of a paper; what they lack is that of the page."""
    told = _Told()
    for text in texts:
        told = _with(told, text)
    return _Told(told.venue or whole.venue, told.year or whole.year, told.outcome)


def _with(told: _Told, text: str) -> _Told:
    if book := _BOOKTITLE.search(text):
        year = _BIBTEX_YEAR.search(text)
        return replace(told, venue=told.venue or book[1], year=told.year or (int(year[1]) if year else None))
    if virtual := _VIRTUAL.search(text):
        return replace(
            told, year=told.year or (int(virtual[1]) if virtual[1] else None), outcome=told.outcome or virtual[2]
        )
    if not text or _NOT_TOLD.match(text):
        return told
    decision, presentation = read_outcome(text)
    dated = read_dated(text)
    named = _PROCEEDINGS.search(text)
    venue = dated[1] if dated and not dated[0] else named[0].split(", PMLR")[0].strip(" ,") if named else None
    return _Told(
        told.venue or venue,
        told.year or (dated[2] if dated else year_in(text)),
        told.outcome
        or (text if decision or presentation else None)
        or (text if _OTHER_EVENTS.fullmatch(text) else None),
    )


def _of_page(page: Page) -> _Told:
    """Return the venue and the year in the title and the headings of a page."""
    texts = [
        text_of(node) for path in ("//title", "//h1", "//h2", "//h3", "//h4") for node in page.root.xpath(path)[:3]
    ]
    venue = next((found[1] or found[2] for text in texts if (found := _VENUE_IN_NAME.search(text[:500]))), None)
    year = next((told for text in texts if (told := year_in(text[:500]))), None)
    return _Told(venue, year)
