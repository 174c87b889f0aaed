"""Search for listings in files and folders."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kg.model.errors import ListingError
from kg.model.listing import UnreadFile
from kg.output import MANIFEST, TURTLE
from kg.parsers.formats import detect
from kg.parsers.refusals import describe
from kg.parsers.source import binary_content, first_lines

# Files by which an output folder of `kg build` is recognised; its tables are not read as listings.
_OUTPUT = (MANIFEST, TURTLE)
_SETTINGS = "kg.toml"


@dataclass(frozen=True, slots=True)
class FoundFiles:
    """Sorted listings, and the files in folders that are not listings (`unread`).

    `searched` are the listings that were found in folders, rather than given by their own path.
    """

    listings: tuple[Path, ...]
    unread: tuple[UnreadFile, ...]
    searched: frozenset[Path]


@dataclass(frozen=True, slots=True)
class FileChoice:
    """Choice of the files in folders by the settings of a build, given as resolved paths.

    `listings` are listings whatever their content, because the settings state their format or columns. `others` are no
    listings, because the settings use them otherwise.
    """

    listings: Collection[Path] = field(default=frozenset())
    others: Collection[Path] = field(default=frozenset())


_DETECTED = FileChoice()


def find_listings(paths: Iterable[Path]) -> list[Path]:
    """Return the files in `paths` and the listings in the folders in `paths`, sorted, without duplicates.

    Hidden files and output folders of builds are skipped. Raise ListingError if no path is given, a path does not exist
    or cannot be inspected, or a folder contains no listing.
    """
    return list(find_files(paths).listings)


def find_files(paths: Iterable[Path], choice: FileChoice = _DETECTED) -> FoundFiles:
    """Return the listings as `find_listings` does, and the other files in the folders in `paths`."""
    found: dict[Path, Path] = {}
    searched: set[Path] = set()
    unread: dict[Path, UnreadFile] = {}
    for path in paths:
        try:
            listings, others = _listings_at(path, choice)
            found = {listing.resolve(): listing for listing in listings} | found
            unread |= {other.resolve(): UnreadFile(other.name, _reason(other)) for other in others}
            searched |= set(listings) if path.is_dir() else set()
        except OSError as error:
            problem = f"cannot be inspected: {error.strerror or error}; check its permissions"
            raise ListingError(problem, file=error.filename or path) from None
    if not found:
        raise ListingError("no listing given; pass files, or folders with listings")
    left = tuple(unread[path] for path in sorted(unread) if path not in found)
    return FoundFiles(tuple(sorted(found.values())), left, frozenset(searched))


def _listings_at(path: Path, choice: FileChoice) -> tuple[list[Path], list[Path]]:
    """Return the listings at a path, and the other files if the path is a folder."""
    if not path.exists():
        raise ListingError("no such file or folder; check the path", file=path)
    if not path.is_dir():
        return [path], []
    files = [file for file in _files(path) if file.resolve() not in choice.others]
    found = [file for file in files if file.resolve() in choice.listings or detect(first_lines(file))]
    if not found:
        raise ListingError("no listing in this folder; `kg formats` shows the formats", file=path)
    return found, [file for file in files if file not in set(found)]


def _reason(path: Path) -> str:
    """Return why a file is not a listing, such as "a PDF; copy its text …"."""
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
