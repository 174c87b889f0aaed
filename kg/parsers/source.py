"""Reading of text files into lines, with remarks on their encoding."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass
from pathlib import Path

from kg.model.errors import ListingError
from kg.parsers.binary import binary_kind, is_binary
from kg.parsers.block import Remark
from kg.parsers.text_encoding import decode_text

# Maximum size of a listing, which is read into memory; it prevents a crafted .gz file from filling the memory.
MOST_BYTES = 1 << 30
_HEAD = 8192
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Source:
    """Contents of a file: `sha256` is the hash of its bytes, `lines` are its lines without line endings."""

    sha256: str
    lines: tuple[str, ...]
    remarks: tuple[Remark, ...]


def read_source(path: Path) -> Source:
    """Return the lines of a text file, which may be compressed with gzip.

    A remark states the encoding if it is not UTF-8. Raise ListingError if the file is unreadable, empty or binary.
    """
    stored = _stored(path)
    content = _unpacked(path, stored, MOST_BYTES)
    if kind := binary_kind(content[:_HEAD]):
        raise ListingError(f"{kind}", file=path)
    remarks: list[Remark] = []
    lines = _lines(_decoded(path, content, remarks), remarks)
    if not any(line.strip() for line in lines):
        raise ListingError("empty; copy or download the listing again", file=path)
    return Source(hashlib.sha256(stored).hexdigest(), lines, tuple(remarks))


def first_lines(path: Path, size: int = 1 << 18) -> tuple[str, ...]:
    """Return the lines of the first `size` bytes of a file; none if it is unreadable or not text."""
    try:
        with path.open("rb") as file:
            head = file.read(size)
        if head.startswith(_GZIP):
            head = zlib.decompressobj(wbits=31).decompress(head, size)
        return () if binary_kind(head[:_HEAD]) else _lines(_decoded(path, head, []), [])
    except (OSError, zlib.error, ListingError):
        return ()


def binary_content(path: Path) -> str | None:
    """Return the kind of a binary file by its first bytes, with the remedy; None for other files."""
    try:
        with path.open("rb") as file:
            return binary_kind(file.read(_HEAD))
    except OSError as error:
        return f"cannot be read: {error.strerror or error}"


def _stored(path: Path) -> bytes:
    try:
        if not path.is_file():
            problem = "not a file; give the path of a listing" if path.exists() else "no such file; check the path"
            raise ListingError(f"{problem}", file=path)
        if path.stat().st_size > MOST_BYTES:
            raise ListingError(f"larger than {MOST_BYTES >> 20} MiB; split the file", file=path)
        return path.read_bytes()
    except OSError as error:
        raise ListingError(f"cannot be read: {error.strerror or error}; check its permissions", file=path) from None


def _unpacked(path: Path, stored: bytes, limit: int) -> bytes:
    """Return the content of all members of a gzip file; other files are unchanged."""
    if not stored.startswith(_GZIP):
        return stored
    parts: list[bytes] = []
    try:
        while stored.startswith(_GZIP):
            member = zlib.decompressobj(wbits=31)
            parts.append(member.decompress(stored, limit + 1))
            limit -= len(parts[-1])
            if limit < 0:
                raise ListingError(f"larger than {MOST_BYTES >> 20} MiB when unpacked; split the file", file=path)
            if not member.eof:
                raise ListingError("the compressed file is truncated; download it again", file=path)
            stored = member.unused_data
    except zlib.error:
        raise ListingError("the compressed file is damaged; download it again", file=path) from None
    return b"".join(parts)


def _decoded(path: Path, content: bytes, remarks: list[Remark]) -> str:
    found = decode_text(content)
    if found is None or is_binary(found.text[:_HEAD].encode("utf-8", "replace")):
        raise ListingError("a binary file, not text; save its list of papers as CSV, JSON or text", file=path)
    if found.note:
        remarks.append(Remark(found.note, 0, 1) if found.at_first_line else Remark(found.note))
    return found.text


def _lines(text: str, remarks: list[Remark]) -> tuple[str, ...]:
    if "\r\n" in text:
        remarks.append(Remark("lines end in CR LF"))
        text = text.replace("\r\n", "\n")
    elif "\r" in text and "\n" not in text:
        remarks.append(Remark("lines end in CR"))
        text = text.replace("\r", "\n")
    lines = text.split("\n")
    return tuple(lines if lines[-1] else lines[:-1])
