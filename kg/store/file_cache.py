"""Sharing of computed values between processes through files."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TypeVar

T = TypeVar("T")


def stored(file: Path, compute: Callable[[], T]) -> T:
    """Return the value stored in a file; if the file does not exist, compute the value and write the file atomically.

    The file is a pickle, so its folder must not be writable for other users.
    """
    try:
        found: T = pickle.loads(file.read_bytes())  # noqa: S301 - written by this function
    except FileNotFoundError:
        found = compute()
        with NamedTemporaryFile(dir=file.parent, delete=False) as new:
            pickle.dump(found, new)
        Path(new.name).replace(file)
    return found
