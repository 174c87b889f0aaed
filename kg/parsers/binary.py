"""Recognition of binary files by their first bytes, with a remedy for each kind."""

from __future__ import annotations

import re

_ZIP = b"PK\x03\x04"
_TABLE = "save it as CSV"
_UNPACK = "unpack it and build from the files inside"
_SAVE_TEXT = "copy its text, or its list of papers, into a text file"
# An office document is a zip archive whose member names show its kind.
_INSIDE_ZIP = (
    (b"xl/", "an Excel workbook", _TABLE),
    (b"spreadsheet", "a spreadsheet of LibreOffice", _TABLE),
    (b"word/", "a Word document", _SAVE_TEXT),
    (b"ppt/", "a PowerPoint presentation", _SAVE_TEXT),
    (b"epub", "an EPUB book", _SAVE_TEXT),
    (b"oasis.opendocument", "an office document", _SAVE_TEXT),
)
_MAGIC = (
    (b"%PDF", "a PDF", _SAVE_TEXT),
    (b"PAR1", "a Parquet file", "convert it to CSV or JSON Lines, for instance with pandas"),
    (b"ARROW1", "an Arrow file", "convert it to CSV or JSON Lines, for instance with pandas"),
    (b"FEA1", "a Feather file", "convert it to CSV or JSON Lines, for instance with pandas"),
    (b"\xd0\xcf\x11\xe0", "an old Excel or Word file", f"{_TABLE} or as text"),
    (b"SQLite format 3", "an SQLite database", "export its table of papers as CSV"),
    (b"\x89HDF", "an HDF5 file", "convert it to CSV or JSON Lines"),
    (b"\x93NUMPY", "a NumPy array", "convert it to CSV or JSON Lines"),
    (b"\x80\x02", "a pickle", "convert it to CSV or JSON Lines"),
    (b"\x80\x03", "a pickle", "convert it to CSV or JSON Lines"),
    (b"\x80\x04", "a pickle", "convert it to CSV or JSON Lines"),
    (b"\x80\x05", "a pickle", "convert it to CSV or JSON Lines"),
    (b"BZh", "a bzip2 archive", _UNPACK),
    (b"\xfd7zXZ", "an xz archive", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive", _UNPACK),
    (b"7z\xbc\xaf", "a 7z archive", _UNPACK),
    (b"Rar!", "a RAR archive", _UNPACK),
    (b"\x89PNG", "a picture", "copy the list as text"),
    (b"\xff\xd8\xff", "a picture", "copy the list as text"),
    (b"GIF8", "a picture", "copy the list as text"),
    (b"{\\rtf", "a Rich Text document", "save it as plain text"),
    (b"bplist", "a web archive of Safari", "save the page as HTML"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_TAR = (257, b"ustar")


def binary_kind(head: bytes) -> str | None:
    """Return the kind of a binary file and the remedy, such as "a PDF; copy its text …", or None for other files."""
    if head.startswith(_ZIP):
        return next(
            (f"{kind}; {remedy}" for sign, kind, remedy in _INSIDE_ZIP if sign in head), f"a zip archive; {_UNPACK}"
        )
    for magic, kind, remedy in _MAGIC:
        if head.startswith(magic):
            return f"{kind}; {remedy}"
    if head[_TAR[0] : _TAR[0] + len(_TAR[1])] == _TAR[1]:
        return f"a tar archive; {_UNPACK}"
    return None


def is_binary(head: bytes) -> bool:
    """Return True if more than a tenth of the bytes are control characters, as in no single-byte text encoding."""
    return len(_CONTROL.findall(head)) * 10 > len(head)
