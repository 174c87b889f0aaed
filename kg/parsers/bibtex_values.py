"""Evaluation of BibTeX values: braces, quotes, macros, and concatenation with `#`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice

_MARK = re.compile(r'(?<!\\)[{}"#]')
# Maximum length of a macro, which is usually the name of a journal or conference. Longer macros, concatenated many
# times, would let a small file fill the memory.
LONGEST_MACRO = 1000
_MOST_PARTS = 50
_MACRO = re.compile(r"[^\s{}\"#,=()]+")
# A field inside the value of another field; a comma, quote or brace is missing between them. White space before its
# name has no line break, since a field may also begin after one.
_SWALLOWED = re.compile(r"[,}\"\n][^\S\n]{0,200}[A-Za-z][\w-]{1,40}\s{0,20}=\s{0,20}[{\"]")


def read_value(raw: str, macros: Mapping[str, str]) -> str | None:
    """Return the text of a value, which is given as written after `=`, or None if it is not a BibTeX value.

    An undefined macro is replaced by its name.

    >>> read_value('"Proceedings of the " # icml', {"icml": "Conference"})
    'Proceedings of the Conference'
    """
    if raw[:1] == "{" and _closes_at_end(raw):
        return raw[1:-1]
    texts = [_read_part(part, macros) for part in islice(_parts(raw), _MOST_PARTS + 1)]
    read = [text for text in texts if text is not None]
    return "".join(read) if len(read) == len(texts) <= _MOST_PARTS else None


def swallows(value: str) -> bool:
    """Return True if a value appears to contain another field, because a delimiter is missing."""
    return "=" in value and _SWALLOWED.search(value) is not None


def _parts(raw: str) -> Iterator[str]:
    """Yield the parts of a value between `#` signs outside braces and quotes."""
    depth, quoted, start = 0, False, 0
    for mark in _MARK.finditer(raw):
        sign = mark[0]
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
        elif depth:
            continue
        elif sign == '"':
            quoted = not quoted
        elif not quoted:
            yield raw[start : mark.start()].strip()
            start = mark.end()
    yield raw[start:].strip()


def _read_part(part: str, macros: Mapping[str, str]) -> str | None:
    if part[:1] == "{":
        return part[1:-1] if _closes_at_end(part) else None
    if part[:1] == '"':
        return part[1:-1] if len(part) > 1 and part.endswith('"') else None
    if not part or _MACRO.fullmatch(part):
        return macros.get(part.lower(), part)
    return None


def _closes_at_end(part: str) -> bool:
    """Return True if the last character closes the brace at the beginning."""
    if part.find("{", 1) < 0 and part.find("}") == len(part) - 1 > 0:
        return True
    depth = 0
    for mark in _MARK.finditer(part):
        depth += {"{": 1, "}": -1}.get(mark[0], 0)
        if not depth and mark[0] == "}":
            return mark.end() == len(part)
    return False
