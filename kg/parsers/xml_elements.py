"""Incremental parsing of the elements of an XML text, with limits; an error affects only its element."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from kg.parsers.block import Lines
from kg.parsers.xml_text import readable

DEEPEST = 200
_SMALLEST, _LARGEST = 64, 4096
_ROOT = "listing"
_CLOSING = re.compile(r"\s*(?:</[\w:.-]+>\s*)*")


@dataclass(slots=True)
class Element:
    """XML element in `lines[start:stop]`: tag without namespace, attributes, and contents in order.

    `error` is the reason why the element is incomplete, or "".
    """

    tag: str
    attributes: Mapping[str, str]
    start: int
    stop: int = 0
    content: list[Element | str] = field(default_factory=list)
    error: str = ""

    def all(self, *tags: str) -> Iterator[Element]:
        """Yield the children with one of these tags."""
        return (part for part in self.content if isinstance(part, Element) and part.tag in tags)

    def first(self, tag: str) -> Element | None:
        """Return the first child with this tag, or None."""
        return next(self.all(tag), None)

    def text(self, tag: str) -> str:
        """Return the text of the first child with this tag, with white space collapsed, or ""."""
        found = self.first(tag)
        return " ".join(raw_text(found).split()) if found is not None else ""


def raw_text(element: Element) -> str:
    """Return the text of an element and its descendants, with formulas between dollar signs."""
    text = "".join(part if isinstance(part, str) else raw_text(part) for part in element.content)
    return f"${text}$" if element.tag == "tex-math" and "$" not in text else text


def elements(lines: Lines, wanted: frozenset[str]) -> Iterator[Element]:
    """Yield the outermost elements with one of the wanted tags, each as soon as it is complete.

    If the text is not well-formed, the open element is yielded with its contents before the error and with the `error`;
    if no element is open, an element without a tag is yielded. Parsing continues at the next line that begins with a
    wanted element. A wanted element inside another one is also an error, because the outer one is not closed.

    Raise UnreadableError for a document type with declarations.
    """
    ready = list(readable(lines))
    begin = re.compile(rf"\s*<(?:[\w.-]+:)?(?:{'|'.join(sorted(wanted))})[\s>]")
    start = 0
    while start < len(ready):
        reader = _Reader(wanted, start)
        yield from _until_error(reader, ready, start)
        if reader.error is None:
            return
        restart = reader.restart()
        while restart < len(ready) and not begin.match(ready[restart]):
            restart += 1
        yield from reader.remains(ready, restart)
        start = restart


def _until_error(reader: _Reader, ready: list[str], start: int) -> Iterator[Element]:
    """Yield the elements up to the first error or the end of the text.

    The text is parsed in pieces. The first pieces are small, so that a restart after an error is cheap. Expat parses an
    incomplete tag or comment again with each piece; while it makes no progress, the pieces therefore grow without
    limit.
    """
    size = _SMALLEST
    while start < len(ready) and reader.error is None:
        moved = reader.feed("\n".join([*ready[start : start + size], ""]), final=start + size >= len(ready))
        yield from reader.finished
        reader.finished.clear()
        start, size = start + size, min(2 * size, _LARGEST) if moved else 2 * size


class _Reader:
    """State of parsing from one line on: the open elements, and the wanted elements that are complete (`finished`)."""

    def __init__(self, wanted: frozenset[str], start: int) -> None:
        self.finished: list[Element] = []
        self.error: tuple[int, str] | None = None
        self._wanted = wanted
        self._begun = start
        self._open: list[Element] = []
        self._depth = 0
        self._expat = expat.ParserCreate()
        self._expat.buffer_text = True
        self._expat.StartElementHandler = self._start
        self._expat.EndElementHandler = self._end
        self._expat.CharacterDataHandler = self._text
        self._expat.Parse(f"<{_ROOT}>", False)

    def feed(self, piece: str, *, final: bool) -> bool:
        """Parse a piece of the text; return True if the parser made progress.

        If the text is not well-formed, set `error` to the line index and the reason.
        """
        before = self._expat.CurrentByteIndex
        try:
            self._expat.Parse(piece, False)
            if final:
                self._expat.Parse(f"</{_ROOT}>", True)
        except expat.ExpatError as error:
            self.error = self._begun + error.lineno - 1, f"not well-formed XML: {expat.ErrorString(error.code)}"
        except _MisplacedError as error:
            self.error = self._line(), str(error)
        return self._expat.CurrentByteIndex > before

    def restart(self) -> int:
        """Return the first line at which parsing can continue after an error.

        This is the line of the error if the open element began on an earlier line, else the next line.
        """
        line = self.error[0] if self.error is not None else self._begun
        begun = self._open[0].start if self._open else line
        return line if self._begun <= begun < line else max(line, self._begun) + 1

    def remains(self, ready: list[str], stop: int) -> Iterator[Element]:
        """Yield the element that the error left incomplete, with the lines up to `stop`.

        Yield an element without a tag if no element was open, unless the lines contain only closing tags.
        """
        if self.error is None:
            return
        line, reason = self.error
        if self._open:
            self._open[0].stop, self._open[0].error = stop, reason
            yield self._open[0]
        elif line < stop and not all(map(_CLOSING.fullmatch, ready[line:stop])):
            yield Element("", {}, line, stop, error=reason)

    def _line(self) -> int:
        return self._begun + self._expat.CurrentLineNumber - 1

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise _MisplacedError(f"elements nested more than {DEEPEST} deep")
        tag = name.rpartition(":")[2]
        if self._open and tag in self._wanted:
            raise _MisplacedError(f"<{self._open[0].tag}> is not closed")
        if self._open or tag in self._wanted:
            element = Element(tag, attributes, self._line())
            if self._open:
                self._open[-1].content.append(element)
            self._open.append(element)

    def _end(self, _: str) -> None:
        self._depth -= 1
        if self._open:
            element = self._open.pop()
            element.stop = self._line() + 1
            if not self._open:
                self.finished.append(element)

    def _text(self, text: str) -> None:
        if self._open:
            self._open[-1].content.append(text)


class _MisplacedError(Exception):
    """An element is nested too deeply, or a wanted element is inside another one."""
