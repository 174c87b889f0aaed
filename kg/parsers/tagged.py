"""Records of tagged text: one tag and value per line; further lines of a value are indented."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.model.record import Identifier
from kg.parsers.block import Block, Lines, rejected
from kg.parsers.identifiers import read_identifier

STRAY = "a line without a tag in a record"


class Tagged(NamedTuple):
    """Tag of a line, and the text after it."""

    tag: str
    value: str


@dataclass(slots=True)
class TaggedRecord:
    """Record in `lines[start:stop]`.

    `fields` are pairs (tag, lines of the value), in order; `stray` are the indices of lines without a tag.
    """

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
        """Return the value of the first of these tags that has a value, or None."""
        found = (next(self.values(tag), None) for tag in tags)
        return next(filter(None, found), None)

    def holes(self) -> tuple[Block, ...]:
        """Return the lines without a tag as rejected blocks."""
        return tuple(rejected(index, index + 1, STRAY) for index in self.stray if index < self.stop)

    def identifiers(self, **tags: str | None) -> tuple[Identifier, ...]:
        """Return the identifiers in the given values, sorted; the name of each argument is a scheme, such as `doi`."""
        found = (read_identifier(scheme, value) for scheme, value in tags.items() if value)
        return tuple(sorted({identifier for identifier in found if identifier is not None}))


@dataclass(frozen=True, slots=True)
class TagNotation:
    """Notation of a tagged format.

    `read` parses a line into tag and value, `indent` begins the further lines of a value, and `begins` and `ends` are
    the tags that begin and end a record.
    """

    read: Callable[[str], Tagged | None]
    indent: str
    begins: frozenset[str]
    ends: frozenset[str] = frozenset()


def records(lines: Lines, notation: TagNotation) -> Iterator[TaggedRecord]:
    """Yield the records of a tagged text.

    A beginning tag starts a new record if the current record already has this tag or the previous line is blank.
    """
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
    return record is None or blank or any(known == tag for known, _ in record.fields)


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
    """Return the stripped, non-empty parts of texts between separators, in order, without duplicates."""
    parts = (part.strip() for text in texts for part in text.split(separator))
    return tuple(dict.fromkeys(part for part in parts if part))
