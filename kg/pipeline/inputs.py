"""Input paths of a build: listings and the configuration file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from os import PathLike, fspath
from pathlib import Path
from typing import TypeAlias

from kg.model.errors import UsageError

CONFIG = "kg.toml"

PathOrPaths: TypeAlias = str | PathLike[str] | Iterable[str | PathLike[str]]
"""One path or several paths; a string is one path."""


def listing_paths(listings: PathOrPaths) -> list[Path]:
    """Return one path or several as a list.

    Raises
    ------
    UsageError
        If a value is not a path.

    Examples
    --------
    >>> [path.name for path in listing_paths("papers.txt")]
    ['papers.txt']
    >>> [path.name for path in listing_paths(["papers.txt", Path("more.md")])]
    ['papers.txt', 'more.md']
    """
    several = [listings] if isinstance(listings, str | bytes | PathLike) else listings
    try:
        return [Path(_text(path)) for path in several]
    except TypeError:
        raise UsageError(f"{listings!r} is not a path; give a str, a Path, or several of them") from None


def find_config(listings: Sequence[Path]) -> Path | None:
    """Return the path of `kg.toml` if the input is a single folder that contains this file, otherwise None."""
    try:
        if len(listings) == 1 and listings[0].is_dir() and (listings[0] / CONFIG).is_file():
            return listings[0] / CONFIG
    except OSError:  # reading the listings will raise the error
        return None
    return None


def _text(path: str | PathLike[str]) -> str:
    text = fspath(path)
    if not isinstance(text, str):
        raise TypeError
    return text
