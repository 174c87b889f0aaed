"""Search for papers in a JSON text: the lists that contain papers, and the position of each paper in the text."""

from __future__ import annotations

import json
import re
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import Any

from kg.parsers.columns import match
from kg.parsers.json_papers import is_paper, reason_against

Path = tuple[str | int, ...]
Tree = dict[str | int, "Tree | PaperList"]
_DECODER = json.JSONDecoder()
_BLANK = re.compile(r"[ \t\n\r,]*")
_COLON = re.compile(r"[ \t\n\r]*:[ \t\n\r]*")
_KEYED_LIST = re.compile(r'"([^"\\]{1,60})"\s{0,20}:\s{0,20}\[\s{0,20}(?=[{\[])')
_DEEPEST = 7
_LOOKED_AT = 20
_MOST_CANDIDATES = 50


@dataclass(frozen=True, slots=True)
class Place:
    """A decoded paper at `text[start:stop]`, with the venue and year of the list that contains it.

    `key` is its key in an object of papers.
    """

    value: Any
    start: int
    stop: int
    venue: str | None = None
    year: str | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class PaperList:
    """A list of papers, or an object whose values are papers; `path` are the keys and indexes from the root.

    `venue` and `year` apply to all its papers; they come from the object or the key of the list.
    """

    path: Path
    venue: str | None = None
    year: str | None = None


def places(text: str) -> Iterator[Place]:
    """Yield the papers of a JSON text in order; of a truncated text, those that are complete."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        yield from _of_broken(text)
        return
    found = list(lists(document)) or list(_in_list(document))
    start = _skip(text, 0)
    if found and found[0].path:
        yield from _visit(text, start, _tree(found))
    elif found and is_paper(document) and isinstance(document, dict):
        yield Place(document, start, len(text.rstrip()))
    elif found:
        yield from _papers(text, start, found[0])


def lists(value: Any, path: Path = (), depth: int = _DEEPEST) -> Iterator[PaperList]:
    """Yield the lists of papers in a decoded value, but not lists inside papers."""
    if isinstance(value, list):
        head = [item for item in value[: 10 * _LOOKED_AT] if not reason_against(item)][:_LOOKED_AT]
        if sum(map(is_paper, head)) * 2 > len(head) or (depth == _DEEPEST and any(map(is_paper, value))):
            yield PaperList(path)
        return
    if not isinstance(value, dict) or not depth:
        return
    if path == () and is_paper(value):
        yield PaperList(path)
        return
    inner = list(value.values())[:_LOOKED_AT]
    if len(value) > 1 and all(isinstance(item, dict) for item in inner) and all(map(is_paper, inner)):
        yield PaperList(path)
        return
    context = _context(value)
    for key, item in value.items():
        if isinstance(item, (list, dict)):
            for found in lists(item, (*path, key), depth - 1):
                venue, year = _of_key(key)
                yield PaperList(found.path, found.venue or venue or context[0], found.year or year or context[1])


def _in_list(document: Any) -> Iterator[PaperList]:
    """Yield the lists of papers in the objects of a list, such as a list of venues with their papers."""
    for index, item in enumerate(document if isinstance(document, list) else ()):
        if isinstance(item, dict):
            yield from lists(item, (index,), _DEEPEST - 1)


def _context(value: dict[str, Any]) -> tuple[str | None, str | None]:
    """Return the venue and the year in an object that contains a list of papers."""
    fields = match(tuple(key for key, item in value.items() if isinstance(item, (str, int)))).fields
    venue = next((str(value[name]) for name in fields.get("venue", ()) if value[name]), None)
    year = next((str(value[name]) for name in fields.get("year", ()) if value[name]), None)
    return venue, year


def _of_key(key: str) -> tuple[str | None, str | None]:
    """Return the venue and the year in the key of a list ("ICLR 2021", "2021")."""
    year = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", key[:80])
    if not year:
        return None, None
    return (key if len(key) > len(year[0]) else None), year[0]


def _tree(found: Iterable[PaperList]) -> Tree:
    """Return the paths of lists of papers as a tree of nested dictionaries, with the lists as leaves."""
    tree: Tree = {}
    for papers in found:
        inner: Tree = tree
        for key in papers.path[:-1]:
            inner = inner.setdefault(key, {})  # type: ignore[assignment]
        inner[papers.path[-1] if papers.path else ""] = papers
    return tree


def _skip(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    return found.end() if found else at


def _visit(text: str, at: int, tree: Tree) -> Generator[Place, None, int]:
    """Yield the papers of the lists in the object or list at position `at`; return the position after it."""
    is_list = text[at] == "["
    at = _skip(text, at + 1)
    for index in count():
        if at >= len(text) or text[at] in "]}":
            break
        key, value = (index, at) if is_list else _member(text, at)
        found = tree.get(key)
        if isinstance(found, PaperList) and text[value] in "[{":
            at = yield from _papers(text, value, found)
        elif isinstance(found, dict) and text[value] in "[{":
            at = yield from _visit(text, value, found)
        else:
            at = _DECODER.raw_decode(text, value)[1]
        at = _skip(text, at)
    return at + 1


def _member(text: str, at: int) -> tuple[str, int]:
    """Return the key at position `at`, and the position of its value."""
    key, stop = scanstring(text, at + 1, True)
    colon = _COLON.match(text, stop)
    if colon is None:
        raise ValueError("no colon after a key")
    return key, colon.end()


def _papers(text: str, at: int, papers: PaperList) -> Generator[Place, None, int]:
    """Yield the elements of the list, or the values of the object, at position `at`, up to the first invalid one.

    Return the position after the list.
    """
    keyed = text[at] == "{"
    at = _skip(text, at + 1)
    while at < len(text) and text[at] not in "]}":
        begin = at
        try:
            key, at = _member(text, at) if keyed else ("", at)
            value, at = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            return len(text)
        if not keyed or isinstance(value, dict):
            yield Place(value, begin, at, papers.venue, papers.year, key)
        at = _skip(text, at)
    return at + 1


def _of_broken(text: str) -> Iterator[Place]:
    """Yield the papers of a text that is not valid JSON: a truncated text, or a sequence of objects."""
    at = _skip(text, 0)
    start: int | None = at
    if text[at : at + 1] != "[":
        first = list(_sequence(text, at))
        yield from first
        start = None if first else _first_list(text)
    if start is not None:
        yield from _papers(text, start, PaperList(()))


def _sequence(text: str, at: int) -> Iterator[Place]:
    while at < len(text) and text[at] == "{":
        try:
            value, stop = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            return
        yield Place(value, at, stop)
        at = _skip(text, stop)


def _first_list(text: str) -> int | None:
    """Return the position of the first list whose first element is a paper, or None."""
    for number, found in enumerate(_KEYED_LIST.finditer(text)):
        if number == _MOST_CANDIDATES:
            break
        try:
            value, _ = _DECODER.raw_decode(text, found.end())
        except (ValueError, RecursionError):
            continue
        if is_paper(value):
            return text.index("[", found.start())
    return None
