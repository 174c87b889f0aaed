"""Preparation of lines of XML for Expat: resolution of references, removal of declarations and document types."""

from __future__ import annotations

import html.entities
import re
from collections.abc import Iterable, Iterator

from kg.parsers.block import UnreadableError

_XML_OWN = frozenset(("amp", "lt", "gt", "quot", "apos"))
_REFERENCE = re.compile(r"&(?:(#?\w{1,40});)?")
# Characters that XML 1.0 forbids, and carriage returns, which Expat would count as line ends.
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufeff\ufffe\uffff]")
_DECLARATION = re.compile(r"<\?xml\s[^<>]*>")
_DOCTYPE = re.compile(r"<!DOCTYPE\b[^<>\[]*(>|\[)?", re.IGNORECASE)
_DOCTYPE_END = re.compile(r"[^<>\[]*(>|\[)?")


def readable(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines in a form that Expat can parse as the content of one element.

    Named references of HTML are replaced by their characters; an ampersand that begins no reference is escaped.

    Raise UnreadableError for a document type with declarations, whose entities could refer to other files or expand
    without limit.
    """
    within = False
    for number, line in enumerate(lines, start=1):
        if within or "<!" in line:
            line, within = _without_doctype(line, within, number)
        if "<?xml" in line:
            line = _DECLARATION.sub("", line)
        if "&" in line:
            line = _REFERENCE.sub(_character, line)
        yield line if line.isprintable() else _FORBIDDEN.sub(" ", line)


def _without_doctype(line: str, within: bool, number: int) -> tuple[str, bool]:
    """Return a line without the part that belongs to a DOCTYPE, and True if the DOCTYPE continues on the next line."""
    found = _DOCTYPE_END.match(line) if within else _DOCTYPE.search(line)
    if found is None:
        return line, False
    if found[1] == "[":
        reason = f"line {number}: the DOCTYPE declares entities or elements, which is not supported; remove it"
        raise UnreadableError(reason)
    return line[: found.start()] + line[found.end() :], found[1] is None and found.end() == len(line)


def _character(reference: re.Match[str]) -> str:
    """Return the replacement of a reference; the ampersand of an unknown reference is escaped."""
    name = reference[1]
    if name in _XML_OWN:
        return reference[0]
    if name is not None and name.startswith("#"):
        allowed = _is_allowed(name[1:])
    else:
        code = html.entities.name2codepoint.get(name or "")
        if code:
            return chr(code)
        allowed = False
    return reference[0] if allowed else "&amp;" + reference[0][1:]


def _is_allowed(number: str) -> bool:
    """Return True if the number of a reference is a character that XML allows."""
    digits, base = (number[1:], 16) if number[:1] == "x" else (number, 10)
    if not digits.isascii() or not digits.isalnum() or len(digits) > 7:
        return False
    try:
        code = int(digits, base)
    except ValueError:
        return False
    return 0 < code <= 0x10FFFF and not _FORBIDDEN.match(chr(code))
