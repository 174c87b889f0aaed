"""Which files of those named are listings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.model.errors import ListingError
from kg.output import MANIFEST, TURTLE
from kg.parsers.formats import detect
from kg.parsers.source import first_lines

# What `kg build` writes; a graph is not a listing of papers, even where a table of it has titles.
_OUTPUT = (MANIFEST, TURTLE)


def find_listings(paths: Iterable[Path]) -> list[Path]:
    """The files among `paths` as they are, and the listings in the folders among them, told by their content.

    Sorted, each file once. Hidden files and the folders that a build wrote are passed over. Raises ListingError for a
    path that does not exist or cannot be inspected, a folder without listings, and where no path is given.
    """
    found: dict[Path, Path] = {}
    for path in paths:
        try:
            found = {listing.resolve(): listing for listing in _listings_at(path)} | found
        except OSError as error:
            problem = f"cannot be inspected: {error.strerror or error}; check its permissions"
            raise ListingError(problem, file=error.filename or path) from None
    if not found:
        raise ListingError("no listing given; name files, or folders that hold them")
    return sorted(found.values())


def _listings_at(path: Path) -> list[Path]:
    if not path.exists():
        raise ListingError("no such file or folder; check the path", file=path)
    if not path.is_dir():
        return [path]
    found = [file for file in _files(path) if detect(first_lines(file))]
    if not found:
        raise ListingError("no listing in this folder; `kg formats` shows what can be read", file=path)
    return found


def _files(folder: Path) -> Iterator[Path]:
    inside = sorted(folder.iterdir())
    if all((folder / name).is_file() for name in _OUTPUT):
        return
    for path in inside:
        if path.name.startswith("."):
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _files(path)
        elif path.is_file():
            yield path
