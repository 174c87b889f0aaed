"""What one process has found, kept in a file for others."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TypeVar

T = TypeVar("T")


def kept(file: Path, find: Callable[[], T]) -> T:
    """What `find` gives, from a file where one is there; else it is found and put into the file, whole or not at all.

    The file is a pickle: nobody else may write to its folder.
    """
    try:
        found: T = pickle.loads(file.read_bytes())  # noqa: S301 - our own
    except FileNotFoundError:
        found = find()
        with NamedTemporaryFile(dir=file.parent, delete=False) as new:
            pickle.dump(found, new)
        Path(new.name).replace(file)
    return found
