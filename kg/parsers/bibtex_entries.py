"""BibTeX entries in a text, found with bibtexparser, with their lines."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from bibtexparser.entrypoint import parse_string
from bibtexparser.model import Block as BibBlock
from bibtexparser.model import (
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    Entry,
    ImplicitComment,
    ParsingFailedBlock,
    String,
)

from kg.parsers.bibtex_values import LONGEST_MACRO, read_value, swallows
from kg.parsers.block import Lines

# bibtexparser logs text that it cannot parse; here, such text becomes a rejected entry with a reason.
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())

_FIELD = re.compile(r"(?<![\w:.+-])[\w:.+-]++$")
_HEAD = re.compile(r"@(\w+)[ \t]*[{(]\s*")
_NO_KEY = re.compile(r"[A-Za-z][\w-]{1,40}\s{0,20}=")
_NO_COMMA = re.compile(r"([}\"\w])([ \t]{0,200}\n\s{0,200}[A-Za-z][\w-]{1,40}[ \t]{0,40}=[ \t]{0,40}[{\"\w])")
_COMMAS = re.compile(r",(?:\s{0,200},)+")
_BRACE = re.compile(r"(?<!\\)[{}]")
_NOT_CLOSED = "an unclosed entry or invalid BibTeX"
_MENDED = "missing commas or braces were inserted"


@dataclass(frozen=True, slots=True)
class BibEntry:
    """BibTeX block in `lines[start:stop]`.

    `kind` is the type of the entry, in lower case. `fields` maps names of fields, in lower case, to values with their
    LaTeX; a repeated field has several values. `problem` is the reason why an entry cannot be read, else "". Macros,
    comments and the preamble have neither fields nor a problem.
    """

    start: int
    stop: int
    kind: str
    key: str = ""
    fields: Mapping[str, Sequence[str]] = field(default_factory=dict)
    problem: str = ""
    notes: tuple[str, ...] = ()

    def first(self, *names: str) -> str:
        """Return the first non-empty value of these fields, in the given order, or ""."""
        for name in names:
            for value in self.fields.get(name, ()):
                if value and not value.isspace():
                    return value
        return ""


def entries(lines: Lines) -> list[BibEntry]:
    """Return all blocks of a text that begin with "@", in order, including unclosed ones."""
    blocks = [_unwrapped(block) for block in _split("\n".join(lines))]
    macros = _macros(blocks)
    begun = [block for block in blocks if not isinstance(block, ImplicitComment)]
    ends = [*(block.start_line or 0 for block in begun), len(lines)][1:]
    return [_entry(block, lines, end, macros) for block, end in zip(begun, ends, strict=True)]


def _split(text: str) -> list[BibBlock]:
    return list(parse_string(text, parse_stack=[]).blocks)


def _unwrapped(block: BibBlock) -> BibBlock:
    """Return the original block if bibtexparser reports it as an error because a key or field name is repeated."""
    while isinstance(block, DuplicateBlockKeyBlock | DuplicateFieldKeyBlock) and block.ignore_error_block is not None:
        block = block.ignore_error_block
    return block


def _macros(blocks: Iterable[BibBlock]) -> dict[str, str]:
    """Return the text of each macro by its name; a macro can refer to earlier ones."""
    macros: dict[str, str] = {}
    for block in blocks:
        text = read_value(block.value, macros) if isinstance(block, String) else None
        if isinstance(block, String) and text is not None and len(text) <= LONGEST_MACRO:
            macros[block.key.lower()] = text
    return macros


def _entry(block: BibBlock, lines: Lines, end: int, macros: Mapping[str, str]) -> BibEntry:
    """Return the entry of a block; the next block begins at `lines[end]`."""
    raw, start = (block.raw or "").rstrip(), block.start_line or 0
    head = _HEAD.match(raw)
    place = BibEntry(start, start + raw.count("\n") + 1, head[1].lower() if head else "")
    if isinstance(block, Entry):
        fields = _fields(block, macros)
        return replace(place, key=block.key, fields=fields) if fields is not None else _mended(place, raw, macros)
    if isinstance(block, ParsingFailedBlock) and head is not None:
        return _mended(place, _full_text(lines, start, end, head[0]) or raw, macros)
    return place


def _full_text(lines: Lines, start: int, end: int, head: str) -> str:
    """Return the text from the last entry head on line `start` to line `end`; "" if both are the same line."""
    at = lines[start].rfind(head.rstrip())
    return "\n".join([lines[start][at:], *lines[start + 1 : end]]) if end > start and at >= 0 else ""


def _fields(entry: Entry, macros: Mapping[str, str]) -> dict[str, list[str]] | None:
    """Return the values of an entry by field name, or None if a value is invalid BibTeX."""
    found: dict[str, list[str]] = {}
    for each in entry.fields:
        name, value = _name(each.key), read_value(each.value, macros)
        if value is None:
            return None
        if name:
            found.setdefault(name, []).append(value)
    return found


def _name(written: str) -> str:
    """Return the name of a field without preceding comments; "" if the field itself is commented out."""
    last = written.rpartition("\n")[2].strip()
    found = _FIELD.search(last)
    return found[0].lower() if found and not last.startswith("%") else ""


def _mended(place: BibEntry, text: str, macros: Mapping[str, str]) -> BibEntry:
    """Return the first entry of a text after missing commas and braces are inserted, or an entry with a problem."""
    blocks = _split(_supplied(text))
    entry = _unwrapped(blocks[0]) if blocks else None
    fields = _fields(entry, macros) if isinstance(entry, Entry) else None
    if not isinstance(entry, Entry) or fields is None or any(map(swallows, chain(*fields.values()))):
        return replace(place, problem=_NOT_CLOSED)
    stop = place.start + min((entry.raw or "").count("\n"), text.rstrip().count("\n")) + 1
    return replace(place, stop=stop, key=entry.key, fields=fields, notes=(_MENDED,))


def _supplied(text: str) -> str:
    """Return a text, which begins with an entry, with missing commas, an empty key and missing closing braces inserted.

    If braces are missing, the entry ends at the first blank line.
    """
    head = _HEAD.match(text)
    if head is None:
        return text
    body = _COMMAS.sub(",", _NO_COMMA.sub(r"\1,\2", text[head.end() :]))
    text = head[0] + ("," if _NO_KEY.match(body) else "") + body
    if _depth(text) <= 0:
        return text
    text = text.partition("\n\n")[0].rstrip().rstrip("\\")
    return text + "}" * max(_depth(text), 0)


def _depth(text: str) -> int:
    return sum(1 if brace[0] == "{" else -1 for brace in _BRACE.finditer(text))
