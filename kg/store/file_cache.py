"""Results of one process, stored in a file for other processes."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TypeVar

T = TypeVar("T")


def stored(file: Path, compute: Callable[[], T]) -> T:
    """Return the value stored in a file; if the file is missing, compute the value and write it atomically.

    The file is a pickle, so other users must not be able to write to its folder.
    """
    try:
        found: T = pickle.loads(file.read_bytes())  # noqa: S301 - written by this function
    except FileNotFoundError:
        found = compute()
        with NamedTemporaryFile(dir=file.parent, delete=False) as new:
            pickle.dump(found, new)
        Path(new.name).replace(file)
    return found
