"""Sorted N-Quads to readable Turtle, line by line: no term is parsed that need not be."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import groupby, pairwise
from operator import itemgetter
from pathlib import Path
from shutil import copyfileobj
from typing import IO

from kg.rdf.namespaces import Namespaces
from kg.rdf.terms import TYPE, XSD

_LOCAL = r"((?:(?:[A-Za-z0-9_]|%[0-9A-Fa-f]{2})[A-Za-z0-9_/.-]*(?:%[0-9A-Fa-f]{2}[A-Za-z0-9_/.-]*)*)?)(?<!\.)"
"""What stands behind a prefix as it is, but for slashes; an IRI that ends in anything else is written whole."""

_BARE = {XSD.integer: re.compile('"[+-]?[0-9]+"'), XSD.boolean: re.compile('"(true|false)"')}
"""Values that Turtle writes without quotes and datatype."""

_SLASH = "\\/"
_KEPT = 65_536  # terms with what they are in Turtle
_BLOCK = 1 << 20  # bytes that are read at a time
Triple = tuple[str, str, str]
Span = tuple[int, int]
Shortener = Callable[[str], str]


def write_turtle(nquads: Path, path: Path, names: Namespaces) -> None:
    """Write the union of all graphs as Turtle: a paragraph a subject, its types first.

    The lines must be sorted, each with a graph and a line feed, as `write_nquads` writes them; they are not held in
    memory.
    """
    with path.open("wb") as target:
        target.write(_head(names))
        _write_span(nquads, (0, nquads.stat().st_size), target, names)


def spans(nquads: Path, count: int) -> list[Span]:
    """The bytes of a file of sorted N-Quads in `count` spans (start, end) of about one length, a subject in one."""
    size = nquads.stat().st_size
    with nquads.open("rb") as file:
        ends = [0, *(_next_subject(file, size * number // count) for number in range(1, count)), size]
    return list(pairwise(ends))


def write_span(nquads: Path, span: Span, path: Path, names: Namespaces) -> None:
    """Write a span of a file as Turtle that lacks its prefixes: `join_spans` puts them before all spans."""
    with path.open("wb") as target:
        _write_span(nquads, span, target, names)


def join_spans(written: Iterable[Path], path: Path, names: Namespaces) -> None:
    """Make one file of Turtle of spans, in the order of these: the bytes are those of `write_turtle`."""
    with path.open("wb") as target:
        target.write(_head(names))
        for each in written:
            with each.open("rb") as source:
                copyfileobj(source, target)


def _head(names: Namespaces) -> bytes:
    return "".join(f"@prefix {prefix}: <{space}> .\n" for prefix, space in sorted(names.prefixes().items())).encode()


def _write_span(nquads: Path, span: Span, target: IO[bytes], names: Namespaces) -> None:
    short = _shortener(names.prefixes())
    with nquads.open("rb") as file:
        for subject, statements in groupby(map(_triple, _lines(file, span)), key=itemgetter(0)):
            told = " ;\n\t".join(_told(statements, short))
            target.write(f"\n{short(subject)} {told} .\n".encode())


def _next_subject(file: IO[bytes], place: int) -> int:
    """Where, behind `place`, a subject begins: that of the first whole line there may have begun before."""
    file.seek(place)
    place += len(file.readline())
    first = None
    for line in file:
        subject = line.partition(b" ")[0]
        if subject != (first := first or subject):
            break
        place += len(line)
    return place


def _lines(file: IO[bytes], span: Span) -> Iterator[str]:
    place, end = span
    file.seek(place)
    while place < end:
        some = file.read(min(_BLOCK, end - place))
        if place + len(some) < end:
            some += file.readline()
        place += len(some)
        yield from some.decode().split("\n")[:-1]


def _triple(line: str) -> Triple:
    """Subject, predicate and object as written: a graph is an IRI, which has no space in it."""
    subject, predicate, rest = line.split(" ", 2)
    return subject, predicate, rest[: rest.rindex(" <")]


def _told(statements: Iterable[Triple], short: Shortener) -> list[str]:
    """Each predicate with its objects, each of them once, as several graphs may have it; types come first.

    Statements are sorted, so that what belongs together or is the same stands together.
    """
    told: list[str] = []
    types = -1
    last: tuple[str, str] = ("", "")
    for _, predicate, value in statements:
        if predicate == last[0]:
            if value != last[1]:
                told[-1] += f" , {short(value)}"
        elif predicate == TYPE:
            types = len(told)
            told.append(f"a {short(value)}")
        else:
            told.append(f"{short(predicate)} {short(value)}")
        last = predicate, value
    if types > 0:
        told.insert(0, told.pop(types))
    return told


def _shortener(prefixes: Mapping[str, str]) -> Shortener:
    """A function from a term of N-Quads to the same in Turtle, as short as can be."""
    prefix_of = {space: prefix for prefix, space in prefixes.items()}
    spaces = "|".join(re.escape(space) for space in sorted(prefix_of, key=len, reverse=True))
    named = re.compile(f"<({spaces}){_LOCAL}>")

    @lru_cache(maxsize=_KEPT)
    def shortened(term: str) -> str:
        if term[0] == "<":
            found = named.fullmatch(term)
            return f"{prefix_of[found[1]]}:{found[2].replace('/', _SLASH)}" if found else term
        text, _, datatype = term.rpartition("^^")
        bare = _BARE.get(datatype)
        return text[1:-1] if bare and bare.fullmatch(text) else f"{text}^^{shortened(datatype)}"

    return lambda term: shortened(term) if term[-1] == ">" else term
