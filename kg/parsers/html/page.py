"""Elements of a saved web page, with their text and their lines in the file. Scripts are never run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from lxml import etree

from kg.parsers.block import Lines

_LARGEST = 256 << 20
# libxml2 counts lines only up to 65,535; the lines of a longer page are joined in groups before parsing.
_MOST_LINES = 60_000
_FURTHEST_BACK = 60
_LONG_LINE = 10_000
_SCRIPT = re.compile(r"<(script|style)\b[^<>]*>[^<]*</\1>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][\w:-]*([\s/][^<>]*)?>")
_SAVED_FROM = re.compile(r"<!--\s?saved from url=\(\d{4}\)(\S{1,2000})\s?-->")
_SAVED_WITHIN = 50
_PARAGRAPHS = frozenset({"p", "div", "br", "li", "section", "h1", "h2", "h3", "h4", "h5", "tr"})
_SILENT = frozenset({"script", "style", "noscript", "template"})
_ELEMENT = re.compile(
    r"<(?:article|body|dd|div|dl|dt|h[1-6]|li|main|ol|p|section|span|table|tbody|tr|ul)[\s>]", re.IGNORECASE
)
_OPENING = re.compile(r"<!doctype\s+html|<html[\s>]|<head[\s>]|<!--\s?saved from url", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed web page.

    `lines_each` lines of the file were joined to one line for the parser. `base` is the web address of the page, or "".
    `is_truncated` is True if the parser stopped before the end.
    """

    root: etree._Element
    lines: Lines
    lines_each: int
    base: str
    is_truncated: bool

    def line(self, element: etree._Element) -> int:
        """Return the 0-based index of the line where the tag of an element begins."""
        last = min((element.sourceline or 1) * self.lines_each, len(self.lines)) - 1
        tag = f"<{element.tag}"
        for index in range(last, max(last - max(_FURTHEST_BACK, self.lines_each), -1), -1):
            if len(self.lines[index]) > _LONG_LINE:
                break
            if tag in self.lines[index].lower():
                return index
        return max(last, 0)

    def end(self, element: etree._Element) -> int:
        """Return the 0-based index of the line where the content of an element ends."""
        node, below = element, 0
        while len(node):
            node = node[-1]
            below += (node.tail or "").count("\n")
        line = min((node.sourceline or 1) * self.lines_each, len(self.lines)) - 1
        return min(line + (node.text or "").count("\n") + below, len(self.lines) - 1)

    def address(self, target: str | None) -> str | None:
        """Return the absolute web address of a link target, or None for any other target ("javascript:…", "#top")."""
        if not target or target.startswith("#"):
            return None
        try:
            absolute = urljoin(self.base, target.strip())
        except ValueError:
            return None
        return absolute if absolute.startswith(("http://", "https://")) else None


def is_fragment(lines: Lines) -> bool:
    """Return True if lines begin with an element of a web page, as when an element is copied from a browser."""
    first = next((line for line in lines if line.strip()), "")
    return _ELEMENT.match(first.lstrip("\ufeff \t")) is not None


def is_page(lines: Lines) -> bool:
    """Return True if lines begin a web page."""
    begun = 0
    for line in lines[:200]:
        if text := line.lstrip("\ufeff \t"):
            if _OPENING.match(text):
                return True
            begun += 1
            if begun > 5 or not text.startswith("<"):
                return False
    return False


def read_page(lines: Lines) -> Page | None:
    """Parse a web page; return None if it is too large or has no elements."""
    if sum(map(len, lines)) > _LARGEST:
        return None
    each = 1 + len(lines) // _MOST_LINES
    joined = (" ".join(lines[start : start + each]) for start in range(0, len(lines), each)) if each > 1 else lines
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True, recover=True
    )
    try:
        root = etree.fromstring("\n".join(joined).encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if root is None:
        return None
    is_truncated = any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log)
    return Page(root, lines, each, _base(root, lines), is_truncated)


def _base(root: etree._Element, lines: Lines) -> str:
    """Return the web address of a page from its `base` element, canonical link or "saved from" comment, or ""."""
    for path in ("//base/@href", "//link[@rel='canonical']/@href", "//meta[@property='og:url']/@content"):
        for target in root.xpath(path):
            if str(target).startswith(("http://", "https://")):
                return str(target)
    saved = (_SAVED_FROM.search(line[:4000]) for line in lines[:_SAVED_WITHIN] if "saved from" in line[:4000])
    return next((found[1] for found in saved if found), "")


def text_of(element: etree._Element) -> str:
    """Return the visible text of an element on one line."""
    return " ".join("".join(_texts(element)).split())


def prose_of(element: etree._Element) -> str:
    """Return the visible text of an element, with blank lines between its paragraphs."""
    parts = [" ".join(part.split()) for part in "".join(_texts(element, "\f")).split("\f")]
    return "\n\n".join(part for part in parts if part)


def _texts(element: etree._Element, paragraph: str = " ") -> Iterator[str]:
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, node in walk:
        if event == "start":
            if node.tag in _SILENT:
                walk.skip_subtree()
                continue
            if node.tag in _PARAGRAPHS:
                yield paragraph
            yield node.text or ""
        elif node is not element:
            if node.tag in _PARAGRAPHS:
                yield paragraph
            yield node.tail or ""


def without_markup(text: str) -> str:
    """Return the text of an attribute on one line, without tags; "a <b and c> d" contains no tag."""
    if "<" in text:
        text = _TAG.sub(_untagged, _SCRIPT.sub(" ", text))
    return " ".join(text.split())


def _untagged(found: re.Match[str]) -> str:
    inside = (found[1] or "").strip(" /")
    return "" if not inside or "=" in inside else found[0]
