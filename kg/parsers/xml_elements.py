"""Elements of an XML text, read one after the other within fixed bounds; a broken one takes no others along."""

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
    """Element of a listing: tag without namespace, attributes, content in order, and lines `start` to `stop`.

    `breach` is the reason why the text of the element is broken, where it is.
    """

    tag: str
    attributes: Mapping[str, str]
    start: int
    stop: int = 0
    content: list[Element | str] = field(default_factory=list)
    breach: str = ""

    def all(self, *tags: str) -> Iterator[Element]:
        """Yield the children with one of these tags."""
        return (part for part in self.content if isinstance(part, Element) and part.tag in tags)

    def first(self, tag: str) -> Element | None:
        """Return the first child with this tag, None where there is none."""
        return next(self.all(tag), None)

    def text(self, tag: str) -> str:
        """Return the text of the first child with this tag, with blanks collapsed; "" where there is none."""
        found = self.first(tag)
        return " ".join(raw_text(found).split()) if found is not None else ""


def raw_text(element: Element) -> str:
    """Return all text within an element; formulas stand between dollar signs."""
    text = "".join(part if isinstance(part, str) else raw_text(part) for part in element.content)
    return f"${text}$" if element.tag == "tex-math" and "$" not in text else text


def elements(lines: Lines, wanted: frozenset[str]) -> Iterator[Element]:
    """Yield the outermost elements with one of the wanted tags, each when it ends.

    Where the text is not well-formed, the element that is open there is yielded as far as it goes, with the `breach`
    (one without tag where none is open), and reading goes on at the next line that begins with a wanted element. A
    wanted element within another is such a place: the outer one is not closed.

    Raises UnreadableError for a document type with declarations of its own.
    """
    ready = list(readable(lines))
    begin = re.compile(rf"\s*<(?:[\w.-]+:)?(?:{'|'.join(sorted(wanted))})[\s>]")
    start = 0
    while start < len(ready):
        reader = _Reader(wanted, start)
        yield from _until_breach(reader, ready, start)
        if reader.breach is None:
            return
        restart = reader.restart()
        while restart < len(ready) and not begin.match(ready[restart]):
            restart += 1
        yield from reader.remains(ready, restart)
        start = restart


def _until_breach(reader: _Reader, ready: list[str], start: int) -> Iterator[Element]:
    """Yield the elements up to the end of the text or to where it is not well-formed.

    Small pieces first, so that a restart costs little. Expat reads an unfinished tag or comment anew with each piece,
    so pieces grow without bound while it gets no further.
    """
    size = _SMALLEST
    while start < len(ready) and reader.breach is None:
        moved = reader.feed("\n".join([*ready[start : start + size], ""]), final=start + size >= len(ready))
        yield from reader.finished
        reader.finished.clear()
        start, size = start + size, min(2 * size, _LARGEST) if moved else 2 * size


class _Reader:
    """Reading from one line on: the open elements within a wanted one, and the wanted ones that have ended."""

    def __init__(self, wanted: frozenset[str], start: int) -> None:
        self.finished: list[Element] = []
        self.breach: tuple[int, str] | None = None
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
        """Read a piece of the text and return whether any of it was read to its end.

        Sets `breach` to the line, and the reason, where the text is not well-formed.
        """
        before = self._expat.CurrentByteIndex
        try:
            self._expat.Parse(piece, False)
            if final:
                self._expat.Parse(f"</{_ROOT}>", True)
        except expat.ExpatError as error:
            self.breach = self._begun + error.lineno - 1, f"not well-formed XML: {expat.ErrorString(error.code)}"
        except _MisplacedError as error:
            self.breach = self._line(), str(error)
        return self._expat.CurrentByteIndex > before

    def restart(self) -> int:
        """Return the first line at which reading can go on: that of the breach where an element was open before it."""
        line = self.breach[0] if self.breach is not None else self._begun
        begun = self._open[0].start if self._open else line
        return line if self._begun <= begun < line else max(line, self._begun) + 1

    def remains(self, ready: list[str], stop: int) -> Iterator[Element]:
        """Yield what the breach left open, with the lines up to `stop`; nothing where only tags were closed."""
        if self.breach is None:
            return
        line, reason = self.breach
        if self._open:
            self._open[0].stop, self._open[0].breach = stop, reason
            yield self._open[0]
        elif line < stop and not all(map(_CLOSING.fullmatch, ready[line:stop])):
            yield Element("", {}, line, stop, breach=reason)

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
    """An element that stands where no list of papers has one."""
