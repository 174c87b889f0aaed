"""Listings among the files and folders that are named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.model.errors import ListingError
from kg.model.listing import UnreadFile
from kg.output import MANIFEST, TURTLE
from kg.parsers.formats import detect
from kg.parsers.refusals import describe
from kg.parsers.source import binary_content, first_lines

# What `kg build` writes; a graph is not a listing of papers, even where a table of it has titles.
_OUTPUT = (MANIFEST, TURTLE)
_SETTINGS = "kg.toml"


@dataclass(frozen=True, slots=True)
class FoundFiles:
    """Listings, sorted, and files of folders that are none. `searched` are the listings that a folder holds."""

    listings: tuple[Path, ...]
    unread: tuple[UnreadFile, ...]
    searched: frozenset[Path]


def find_listings(paths: Iterable[Path]) -> list[Path]:
    """Return the files among `paths` as they are, and the listings in the folders among them, sorted, each once.

    Hidden files and the folders that a build wrote are passed over. Raises ListingError for a path that does not exist
    or cannot be inspected, a folder without listings, and where no path is given.
    """
    return list(find_files(paths).listings)


def find_files(paths: Iterable[Path]) -> FoundFiles:
    """Return the listings as `find_listings` does, and the other files of the folders among `paths`."""
    found: dict[Path, Path] = {}
    searched: set[Path] = set()
    unread: dict[Path, UnreadFile] = {}
    for path in paths:
        try:
            listings, others = _listings_at(path)
            found = {listing.resolve(): listing for listing in listings} | found
            unread |= {other.resolve(): UnreadFile(other.name, _reason(other)) for other in others}
            searched |= set(listings) if path.is_dir() else set()
        except OSError as error:
            problem = f"cannot be inspected: {error.strerror or error}; check its permissions"
            raise ListingError(problem, file=error.filename or path) from None
    if not found:
        raise ListingError("no listing given; name files, or folders that hold them")
    left = tuple(unread[path] for path in sorted(unread) if path not in found)
    return FoundFiles(tuple(sorted(found.values())), left, frozenset(searched))


def _listings_at(path: Path) -> tuple[list[Path], list[Path]]:
    """Return the listings at a path, and the other files where it is a folder."""
    if not path.exists():
        raise ListingError("no such file or folder; check the path", file=path)
    if not path.is_dir():
        return [path], []
    files = list(_files(path))
    found = [file for file in files if detect(first_lines(file))]
    if not found:
        raise ListingError("no listing in this folder; `kg formats` shows what can be read", file=path)
    return found, [file for file in files if file not in set(found)]


def _reason(path: Path) -> str:
    """Return what a file is that holds no listing."""
    lines = first_lines(path)
    return binary_content(path) or (describe(lines) if any(map(str.strip, lines)) else "empty, or not text")


def _files(folder: Path) -> Iterator[Path]:
    inside = sorted(folder.iterdir())
    if all((folder / name).is_file() for name in _OUTPUT):
        return
    for path in inside:
        if path.name.startswith(".") or path.name == _SETTINGS:
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _files(path)
        elif path.is_file():
            yield path
