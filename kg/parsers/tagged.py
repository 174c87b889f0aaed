"""Records of tagged text: a tag and a value a line, further lines of a value indented."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.model.record import Identifier
from kg.parsers.block import Block, Lines, rejected
from kg.parsers.identifiers import read_identifier

STRAY = "a line of a record that has no tag"


class Tagged(NamedTuple):
    """Tag of a line and what follows it."""

    tag: str
    value: str


@dataclass(slots=True)
class TaggedRecord:
    """Record of `lines[start:stop]`: its tags in order, each with the lines of its value; `stray` lines have no tag."""

    start: int
    stop: int = 0
    fields: list[tuple[str, list[str]]] = field(default_factory=list)
    stray: list[int] = field(default_factory=list)

    def values(self, *tags: str) -> Iterator[str]:
        """Yield the values of the fields with one of these tags, in order, each on one line."""
        return (" ".join(lines) for tag, lines in self.fields if tag in tags and any(lines))

    def rows(self, *tags: str) -> Iterator[str]:
        """Yield the lines of the fields with one of these tags."""
        return (line for tag, lines in self.fields if tag in tags for line in lines if line)

    def first(self, *tags: str) -> str | None:
        """Return the value of the first of these tags that has one."""
        found = (next(self.values(tag), None) for tag in tags)
        return next(filter(None, found), None)

    def holes(self) -> tuple[Block, ...]:
        """Return the lines without a tag as rejected blocks."""
        return tuple(rejected(index, index + 1, STRAY) for index in self.stray if index < self.stop)

    def identifiers(self, **tags: str | None) -> tuple[Identifier, ...]:
        """Return the identifiers of these schemes in the values given for them."""
        found = (read_identifier(scheme, value) for scheme, value in tags.items() if value)
        return tuple(sorted({identifier for identifier in found if identifier is not None}))


@dataclass(frozen=True, slots=True)
class TagNotation:
    """Notation of a tagged format: how a line is read, which indent goes on, which tags begin and end a record."""

    read: Callable[[str], Tagged | None]
    indent: str
    begins: frozenset[str]
    ends: frozenset[str] = frozenset()


def records(lines: Lines, notation: TagNotation) -> Iterator[TaggedRecord]:
    """Yield the records. One begins with a beginning tag that it does not hold yet, or after a blank line."""
    record: TaggedRecord | None = None
    blank = False
    for index, line in enumerate(lines):
        tagged = notation.read(line)
        if tagged is not None and tagged.tag in notation.begins and _is_new(record, tagged.tag, blank):
            if record is not None:
                yield record
            record = TaggedRecord(index, index + 1)
        blank = not line.strip()
        if record is None or blank:
            continue
        if tagged is not None and tagged.tag in notation.ends:
            record.stop = index + 1
            yield record
            record = None
        else:
            _add(record, index, tagged, line, notation.indent)
    if record is not None:
        yield record


def _is_new(record: TaggedRecord | None, tag: str, blank: bool) -> bool:
    return record is None or blank or any(held == tag for held, _ in record.fields)


def _add(record: TaggedRecord, index: int, tagged: Tagged | None, line: str, indent: str) -> None:
    if tagged is not None:
        record.fields.append((tagged.tag, [tagged.value.strip()]))
    elif line.startswith(indent) and record.fields:
        record.fields[-1][1].append(line.strip())
    else:
        record.stray.append(index)
        return
    record.stop = index + 1


def split_values(texts: Sequence[str] | Iterator[str], separator: str) -> tuple[str, ...]:
    """Return the parts of texts between separators, in order, each once."""
    parts = (part.strip() for text in texts for part in text.split(separator))
    return tuple(dict.fromkeys(part for part in parts if part))
