"""Places of the papers in a JSON text: which lists hold them, and the characters each paper takes."""

from __future__ import annotations

import json
import re
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import Any

from kg.parsers.columns import match
from kg.parsers.json_papers import is_paper

Path = tuple[str, ...]
Tree = dict[str, "Tree | PaperList"]
_DECODER = json.JSONDecoder()
_BLANK = re.compile(r"[ \t\n\r,]*")
_COLON = re.compile(r"[ \t\n\r]*:[ \t\n\r]*")
_KEYED_LIST = re.compile(r'"([^"\\]{1,60})"\s{0,20}:\s{0,20}\[\s{0,20}(?=[{\[])')
_DEEPEST = 7
_LOOKED_AT = 20
_MOST_CANDIDATES = 50


@dataclass(frozen=True, slots=True)
class Place:
    """A paper as decoded, with the characters `text[start:stop]` it takes and what holds for all of its list."""

    value: Any
    start: int
    stop: int
    venue: str | None = None
    year: str | None = None


@dataclass(frozen=True, slots=True)
class PaperList:
    """A list of papers, or an object whose values are papers, with the keys that lead to it."""

    path: Path
    venue: str | None = None
    year: str | None = None


def places(text: str) -> Iterator[Place]:
    """Yield the papers of a JSON text in order; of one that is cut those before the cut."""
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        yield from _of_broken(text)
        return
    found = list(lists(whole))
    start = _skip(text, 0)
    if found and found[0].path:
        yield from _visit(text, start, _tree(found))
    elif found and is_paper(whole) and isinstance(whole, dict):
        yield Place(whole, start, len(text.rstrip()))
    elif found:
        yield from _papers(text, start, found[0])


def lists(value: Any, path: Path = (), depth: int = _DEEPEST) -> Iterator[PaperList]:
    """Yield the lists of papers in a decoded value; lists inside of papers are none of them."""
    if isinstance(value, list):
        head = value[:_LOOKED_AT]
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


def _context(value: dict[str, Any]) -> tuple[str | None, str | None]:
    """Return venue and year that stand beside a list of papers."""
    fields = match(tuple(key for key, item in value.items() if isinstance(item, (str, int)))).fields
    venue = next((str(value[name]) for name in fields.get("venue", ()) if value[name]), None)
    year = next((str(value[name]) for name in fields.get("year", ()) if value[name]), None)
    return venue, year


def _of_key(key: str) -> tuple[str | None, str | None]:
    """Return venue and year in the key of a list ("ICLR 2021", "2021")."""
    year = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", key[:80])
    if not year:
        return None, None
    return (key if len(key) > len(year[0]) else None), year[0]


def _tree(found: Iterable[PaperList]) -> Tree:
    """Return the paths of lists of papers as objects inside each other, with the lists at their ends."""
    tree: Tree = {}
    for held in found:
        inner: Tree = tree
        for key in held.path[:-1]:
            inner = inner.setdefault(key, {})  # type: ignore[assignment]
        inner[held.path[-1] if held.path else ""] = held
    return tree


def _skip(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    return found.end() if found else at


def _visit(text: str, at: int, tree: Tree) -> Generator[Place, None, int]:
    """Yield the papers of the lists in the object that begins at a place; return where it ends."""
    at = _skip(text, at + 1)
    while at < len(text) and text[at] == '"':
        key, value = _member(text, at)
        held = tree.get(key)
        if isinstance(held, PaperList) and text[value] in "[{":
            at = yield from _papers(text, value, held)
        elif isinstance(held, dict) and text[value] == "{":
            at = yield from _visit(text, value, held)
        else:
            at = _DECODER.raw_decode(text, value)[1]
        at = _skip(text, at)
    return at + 1


def _member(text: str, at: int) -> tuple[str, int]:
    """Return the key at a place and where its value begins."""
    key, stop = scanstring(text, at + 1, True)
    colon = _COLON.match(text, stop)
    if colon is None:
        raise ValueError("no colon after a key")
    return key, colon.end()


def _papers(text: str, at: int, held: PaperList) -> Generator[Place, None, int]:
    """Yield the elements of a list, or the values of an object, up to where it breaks off; return where it ends."""
    keyed = text[at] == "{"
    at = _skip(text, at + 1)
    while at < len(text) and text[at] not in "]}":
        begin = at
        try:
            value, at = _DECODER.raw_decode(text, _member(text, at)[1] if keyed else at)
        except (ValueError, RecursionError):
            return len(text)
        if not keyed or isinstance(value, dict):
            yield Place(value, begin, at, held.venue, held.year)
        at = _skip(text, at)
    return at + 1


def _of_broken(text: str) -> Iterator[Place]:
    """Yield the papers of a text that is no valid JSON: cut, or objects one after another."""
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
    """Return where the first list whose first element is a paper begins."""
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
