"""Addresses for the names in a report, and the short lists behind its numbers as data of the page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from markupsafe import Markup, escape

from kg.model.report import Answer, ListItem, NumberSource, Pairs, Reference, Report

VIEWS = {
    "author": ("authors", "node"),
    "concept": ("concepts", "node"),
    "coauthors": ("authors", "community"),
    "concepts": ("concepts", "community"),
    "coauthors link": ("authors", "edge"),
    "concepts link": ("concepts", "edge"),
}
"""View of the explorer and parameter of its address for each kind of Reference that the explorer shows."""

_EXPLORER = "explorer.html"
_RESOURCES = {"author", "concept", "work", "venue"}
_LONG = re.compile(r"\S{30,}")
_PIECE = 24


@dataclass(frozen=True, slots=True)
class Places:
    """Addresses of a report.

    `output_url` is the relative URL of the output folder as seen from the page, None if there is none. `pages` has the
    web pages of papers by IRI.
    """

    output_url: str | None
    pages: Mapping[str, str]

    def of(self, reference: Reference | None) -> str:
        """Return the address of a reference in the explorer, or the web page of its paper; "" if there is neither.

        >>> Places("", {}).of(Reference("author", "https://example.org/kg/person/an"))
        'explorer.html#view=authors&node=https%3A%2F%2Fexample.org%2Fkg%2Fperson%2Fan'
        """
        if reference is None:
            return ""
        if reference.kind in VIEWS and self.output_url is not None:
            view, name = VIEWS[reference.kind]
            fragment = urlencode({"view": view, name: reference.iri}, quote_via=quote, safe="", errors="replace")
            return f"{self.output_url}{_EXPLORER}#{fragment}"
        page = self.pages.get(reference.iri, "") if reference.kind == "work" else ""
        return page if page.startswith(("https://", "http://")) else ""


def resource(reference: Reference | None) -> str:
    """Return the IRI of an author, paper, venue, method or dataset, which has a page on the server; "" otherwise."""
    return reference.iri if reference is not None and reference.kind in _RESOURCES else ""


@dataclass(frozen=True, slots=True)
class Lists:
    """Short lists of items behind the numbers of a report; each item is stored once.

    `number` maps an Answer to the index of its list in `lists`; a list has the indices of its items in `items`.
    """

    number: Mapping[Answer, int]
    items: tuple[ListItem, ...]
    lists: tuple[tuple[int, ...], ...]

    def of(self, source: NumberSource, keys: Pairs) -> int | None:
        """Return the index of the list behind a number of the report, or None if there is no list."""
        return self.number.get(source.answer(keys))


def lists_of(report: Report) -> Lists:
    """Return the lists of a report; items that occur in several lists are stored once."""
    place: dict[ListItem, int] = {}
    lists = [tuple(place.setdefault(item, len(place)) for item in items) for items in report.lists.values()]
    return Lists({answer: number for number, answer in enumerate(report.lists)}, tuple(place), tuple(lists))


def wrappable(text: str) -> Markup:
    """Return a text whose very long words can be broken; all other words stay whole.

    >>> wrappable("a<b")
    Markup('a&lt;b')
    """
    pieces, last = [], 0
    for found in _LONG.finditer(text):
        word = found[0]
        cut = Markup("<wbr>").join(escape(word[at : at + _PIECE]) for at in range(0, len(word), _PIECE))
        pieces += [escape(text[last : found.start()]), cut]
        last = found.end()
    return Markup("").join([*pieces, escape(text[last:])])
