"""Decoding of text files: UTF-8, UTF-16 and UTF-32 with or without a byte order mark, Windows-1252 and others."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8", "a byte order mark before the first line was skipped"),
    (b"\xff\xfe\x00\x00", "utf-32-le", "read as UTF-32"),
    (b"\x00\x00\xfe\xff", "utf-32-be", "read as UTF-32"),
    (b"\xff\xfe", "utf-16-le", "read as UTF-16 (little-endian)"),
    (b"\xfe\xff", "utf-16-be", "read as UTF-16 (big-endian)"),
)
_LOOKED_AT = 1 << 16
_SAMPLE = 1 << 18
_FEWEST_ZEROS = 0.3
# Single-byte encoding of most lists in Western languages; other encodings are detected by charset-normalizer.
_WESTERN = "cp1252"
_UNDEFINED = b"\x81\x8d\x8f\x90\x9d"
_LONGEST_RUN = 1.7
_HIGH = re.compile(rb"[\x80-\xff]+")
_MULTIBYTE = re.compile(r"[^\x00-\x7f]")


@dataclass(frozen=True, slots=True)
class DecodedText:
    """Text of a file, with a note on its encoding ("" for UTF-8 without a byte order mark).

    `at_first_line` is True if the note refers to the first line.
    """

    text: str
    note: str = ""
    at_first_line: bool = False


def decode_text(stored: bytes) -> DecodedText | None:
    """Return the decoded content of a file, or None if it is not text in a known encoding."""
    mark, marked, note = next((each for each in _MARKS if stored.startswith(each[0])), (b"", "utf-8", ""))
    text = stored[len(mark) :]
    if marked != "utf-8":
        return DecodedText(text.decode(marked, "replace"), note, True)
    if unmarked := _unmarked_utf16(text):
        return DecodedText(text.decode(unmarked, "replace"), "read as UTF-16 without a byte order mark", True)
    try:
        return DecodedText(text.decode("utf-8"), note, bool(mark))
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and error.start:
            return (
                None if _is_western(text[error.start :]) and len(text) - error.start > 3 else _broken(text, error.start)
            )
    return _mixed(text) or _other(text)


def _western(error: UnicodeError) -> tuple[str, int]:
    """Decode bytes that are not valid UTF-8 as Windows-1252; an error handler for `codecs.register_error`."""
    assert isinstance(error, UnicodeDecodeError)
    wrong = error.object[error.start : error.end]
    return wrong.decode(_WESTERN, "replace"), error.end


codecs.register_error("kg.western", _western)


def _mixed(text: bytes) -> DecodedText | None:
    """Return a text in UTF-8 with some bytes in Windows-1252, or None unless most non-ASCII characters are UTF-8."""
    right = len(_MULTIBYTE.findall(text.decode("utf-8", "ignore")))
    decoded = text.decode("utf-8", "kg.western")
    wrong = len(_MULTIBYTE.findall(decoded)) - right
    if right <= wrong:
        return None
    return DecodedText(decoded, f"{wrong:,} bytes that are not valid UTF-8 were read as Windows-1252 (cp1252)")


def _broken(text: bytes, end: int) -> DecodedText:
    return DecodedText(
        text[:end].decode("utf-8"), "the file ends with an incomplete character, which was dropped; it may be truncated"
    )


def _unmarked_utf16(text: bytes) -> str | None:
    """Return the codec of UTF-16 without a byte order mark, or None; in Latin text, every other byte is zero."""
    head = text[:_LOOKED_AT]
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = max(len(head) // 2, 1)
    if odd > _FEWEST_ZEROS * half and even * 20 < odd:
        return "utf-16-le"
    return "utf-16-be" if even > _FEWEST_ZEROS * half and odd * 20 < even else None


def _is_western(text: bytes) -> bool:
    return not any(byte in _UNDEFINED for byte in text)


def _other(text: bytes) -> DecodedText | None:
    """Return a text that is not UTF-8, decoded as Windows-1252 if most accented letters are isolated.

    Otherwise, it is decoded in the most probable encoding.
    """
    first = next(index for index, byte in enumerate(text) if byte > 0x7F)
    runs = _HIGH.findall(text, 0, first + _SAMPLE)
    if sum(map(len, runs)) < _LONGEST_RUN * len(runs) and _is_western(text):
        return DecodedText(text.decode(_WESTERN), "read as Windows-1252 (cp1252)")
    found = from_bytes(text[first : first + _SAMPLE], cp_exclusion=["utf_7"]).best()
    for encoding in (found.encoding if found else None, _WESTERN):
        try:
            return DecodedText(text.decode(encoding), f"read as {encoding}") if encoding else None
        except (UnicodeDecodeError, LookupError):
            continue
    return DecodedText(text.decode("latin-1"), "read as Latin-1")
