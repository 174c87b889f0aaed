"""Sorted N-Quads in parts, each subject in one of them."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from hashlib import sha256
from itertools import groupby
from pathlib import Path


def split_nquads(lines: Iterable[bytes], parts: int, folder: Path) -> dict[str, int]:
    """Write sorted lines of N-Quads into `parts` files of `folder`; their names, with the number of lines in each.

    A subject's statements are in one part, which depends on the subject and on `parts` alone; each part is sorted.
    """
    names = [f"part-{number:03}.nq" for number in range(parts)]
    counts = dict.fromkeys(names, 0)
    with ExitStack() as opened:
        files = {name: opened.enter_context((folder / name).open("wb")) for name in names}
        for subject, statements in groupby(lines, _subject):
            name = names[part_of(subject, parts)]
            for line in statements:
                files[name].write(line)
                counts[name] += 1
    return counts


def part_of(subject: bytes, parts: int) -> int:
    """The part of a subject, as N-Quads writes it: the first eight bytes of its SHA-256 modulo `parts`."""
    return int.from_bytes(sha256(subject).digest()[:8], "big") % parts


def _subject(line: bytes) -> bytes:
    return line.partition(b" ")[0]
