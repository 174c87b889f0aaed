"""The bytes of a file as lines of text, with what was noticed on the way."""

from __future__ import annotations

import hashlib
import re
import zlib
from dataclasses import dataclass
from pathlib import Path

from kg.model.errors import ListingError
from kg.parsers.block import Remark

# A listing is read whole; nobody's list of papers is larger, and a crafted .gz must not fill the memory.
MOST_BYTES = 1 << 30
_HEAD = 8192
_BOM = b"\xef\xbb\xbf"
_GZIP = b"\x1f\x8b"
_KNOWN_BINARY = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_CONTROL_BYTES = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


@dataclass(frozen=True, slots=True)
class Source:
    """A file as read: `sha256` is that of the file's bytes, `lines` are without their ends."""

    sha256: str
    lines: tuple[str, ...]
    remarks: tuple[Remark, ...]


def read_source(path: Path) -> Source:
    """The lines of a UTF-8 text file, which may be compressed with gzip.

    Raises ListingError for a file that cannot be read, is empty, binary or not UTF-8, naming the line where it can.
    """
    stored = _stored(path)
    text = _unpacked(path, stored, MOST_BYTES)
    _refuse_binary(path, text[:_HEAD])
    remarks: list[Remark] = []
    if text.startswith(_BOM):
        text = text[len(_BOM) :]
        remarks.append(Remark("a byte order mark before the first line was skipped", 0, 1))
    lines = _lines(_decoded(path, text, remarks), remarks)
    if not any(line.strip() for line in lines):
        raise ListingError("empty; copy or download the listing again", file=path)
    return Source(hashlib.sha256(stored).hexdigest(), lines, tuple(remarks))


def first_lines(path: Path, size: int = 1 << 18) -> tuple[str, ...]:
    """The lines of the first `size` bytes of a file, as far as they are text; none where it cannot be read."""
    try:
        with path.open("rb") as file:
            head = file.read(size)
        if head.startswith(_GZIP):
            head = zlib.decompressobj(wbits=31).decompress(head, size)
        _refuse_binary(path, head[:_HEAD])
    except (OSError, zlib.error, ListingError):
        return ()
    return _lines(head.removeprefix(_BOM).decode("utf-8", "replace"), [])


def _stored(path: Path) -> bytes:
    try:
        if not path.is_file():
            problem = "not a file; name a listing" if path.exists() else "no such file; check the path"
            raise ListingError(f"{problem}", file=path)
        if path.stat().st_size > MOST_BYTES:
            raise ListingError(f"larger than {MOST_BYTES >> 20} MiB; split it", file=path)
        return path.read_bytes()
    except OSError as error:
        raise ListingError(f"cannot be read: {error.strerror or error}; check its permissions", file=path) from None


def _unpacked(path: Path, stored: bytes, limit: int) -> bytes:
    """The content of a gzip file, of all its members, or the bytes as they are."""
    if not stored.startswith(_GZIP):
        return stored
    parts: list[bytes] = []
    try:
        while stored.startswith(_GZIP):
            member = zlib.decompressobj(wbits=31)
            parts.append(member.decompress(stored, limit + 1))
            limit -= len(parts[-1])
            if limit < 0:
                raise ListingError(f"more than {MOST_BYTES >> 20} MiB when unpacked; split it", file=path)
            if not member.eof:
                raise ListingError("the compressed file is cut; download it again", file=path)
            stored = member.unused_data
    except zlib.error:
        raise ListingError("the compressed file is damaged; download it again", file=path) from None
    return b"".join(parts)


def _refuse_binary(path: Path, head: bytes) -> None:
    kind = next((kind for magic, kind in _KNOWN_BINARY if head.startswith(magic)), None)
    if head.startswith(_UTF16):
        raise ListingError("UTF-16 text; save it as UTF-8", file=path, line=1)
    if kind or len(_CONTROL_BYTES.findall(head)) > len(head) / 10:
        raise ListingError(f"{kind or 'a binary file'}, not text; copy the listing's text into a UTF-8 file", file=path)


def _decoded(path: Path, text: bytes, remarks: list[Remark]) -> str:
    try:
        return text.decode("utf-8")
    except UnicodeDecodeError as error:
        line = text.count(b"\n", 0, error.start)
        if error.reason == "unexpected end of data" and error.start:
            remarks.append(Remark("the file ends inside a character, which was dropped; it may be cut", line, line + 1))
            return text[: error.start].decode("utf-8")
        column = error.start - text.rfind(b"\n", 0, error.start)
        problem = f"byte {column} is 0x{text[error.start]:02X}, which is not UTF-8; save the file as UTF-8"
        raise ListingError(problem, file=path, line=line + 1) from None


def _lines(text: str, remarks: list[Remark]) -> tuple[str, ...]:
    if "\r\n" in text:
        remarks.append(Remark("lines end in CR LF"))
        text = text.replace("\r\n", "\n")
    elif "\r" in text and "\n" not in text:
        remarks.append(Remark("lines end in CR"))
        text = text.replace("\r", "\n")
    lines = text.split("\n")
    return tuple(lines if lines[-1] else lines[:-1])
