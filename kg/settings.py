"""Settings from `kg.toml` and the command line."""

from __future__ import annotations

import dataclasses
import glob
import os
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from kg.model.errors import SettingsError
from kg.model.listing import COLUMN_FIELDS, NAME_ORDERS, ListingHints
from kg.model.network_membership import DEFAULT_MAX_AUTHORS
from kg.model.record import Decision, Presentation

DEFAULT_BASE = "https://example.org/kg/"
MAX_TITLE = 200
"""Maximum number of characters of a title."""
_REPEATED = re.compile(r"(?:\*\*/){2,}")
"""Wildcards that match what one of them matches, in a time that grows exponentially with their number."""
_MOST_BYTES = 1_000_000
_LONG_KEY = re.compile(r"""(?<![\w"'-])(?:[\w"'-]++[ \t]*+\.[ \t]*+){100}""")
_FILES = ("decisions", "previous", "thesaurus")
_HINTS = {f.name for f in dataclasses.fields(ListingHints)}


@dataclass(frozen=True, slots=True)
class ListingRule:
    """Hints for the listings that match a glob; `matches` are the files that matched it when the settings were read."""

    pattern: str
    hints: ListingHints
    matches: frozenset[Path]


@dataclass(frozen=True, slots=True)
class Settings:
    """Options of a build.

    Parameters
    ----------
    base : str
        Base of all identifiers of the graph; an IRI that ends in "/" or "#".
    title : str, optional
        Heading of every page of the output (None: the name of the output folder).
    rules : tuple of ListingRule
        Hints for listings, from the `[[listing]]` tables.
    max_authors : int
        Maximum number of authors of a paper in the co-author network.
    jobs : int
        Number of processes (0: one per core if there are enough abstracts). A script that uses more than one process
        needs the guard `if __name__ == "__main__":`.
    strict : bool
        Treat rejected lines as an error.
    keep_going : bool
        Skip listings that cannot be read.
    model : str, optional
        Folder or name of a spaCy pipeline that replaces the built-in one.
    cache : Path, optional
        Folder of the cache (None: the default folder of the user).
    use_cache : bool
        Use the cache.
    decisions : Path, optional
        CSV file with the user's decisions about identity.
    previous : Path, optional
        Output folder of an earlier build whose author ids are reused.
    thesaurus : Path, optional
        File with the user's merges, names, kinds, broader concepts and removed labels of methods and datasets.
    engine : str
        "processes" or "dask".
    scheduler : str, optional
        Address of a Dask scheduler.
    tls : tuple of Path, optional
        TLS files for the scheduler: certificate authority, certificate, private key.
    """

    base: str = DEFAULT_BASE
    title: str | None = None
    rules: tuple[ListingRule, ...] = ()
    max_authors: int = DEFAULT_MAX_AUTHORS
    jobs: int = 1
    strict: bool = False
    keep_going: bool = False
    model: str | None = None
    cache: Path | None = None
    use_cache: bool = True
    decisions: Path | None = None
    previous: Path | None = None
    thesaurus: Path | None = None
    engine: str = "processes"
    scheduler: str | None = None
    tls: tuple[Path, Path, Path] | None = None

    def hints_for(self, listing: Path) -> ListingHints:
        """Return the merged hints of all rules that match a listing; later rules override earlier ones."""
        found: dict[str, object] = {}
        for rule in self.rules:
            if Path(os.path.realpath(listing)) in rule.matches:
                given = {k: v for k, v in dataclasses.asdict(rule.hints).items() if v is not None}
                found.update(given)
        return ListingHints(**found)  # type: ignore[arg-type]

    def described_listings(self) -> frozenset[Path]:
        """Return the resolved paths of the files whose format or columns a rule states."""
        rules = (rule for rule in self.rules if rule.hints.format or rule.hints.columns)
        return frozenset(path for rule in rules for path in rule.matches)

    def other_files(self) -> frozenset[Path]:
        """Return the resolved paths of the files of decisions and of the thesaurus, which are no listings."""
        return frozenset(Path(os.path.realpath(path)) for path in (self.decisions, self.thesaurus) if path)


def read_settings(path: Path | None, **overrides: object) -> Settings:
    """Read the settings of a build from a file.

    Parameters
    ----------
    path
        Path of a `kg.toml`; None for the defaults.
    **overrides
        Fields of Settings that replace those of the file unless they are None.

    Returns
    -------
    Settings

    Raises
    ------
    SettingsError
        If the file is missing or is not valid TOML, or has an unknown key or an invalid value. The message names the
        file and the key.
    """
    given = {key: value for key, value in overrides.items() if value is not None}
    if path is None:
        return Settings(**given)  # type: ignore[arg-type]
    table = read_toml(path)
    _refuse_unknown(path, "", table, {"base", "title", "max_authors", *_FILES, "listing", "serve"})
    rows = table.get("listing", [])
    if not isinstance(rows, list):
        raise SettingsError("listing must be an array of tables; begin each table with [[listing]]", file=path)
    rules = tuple(_rule(path, index, row) for index, row in enumerate(rows, start=1))
    files: dict[str, Any] = {key: _file(path, key, table[key]) for key in _FILES if key in table}
    read: dict[str, Any] = {"base": _base(path, table), "title": _title(path, table), "rules": rules, **files}
    read["max_authors"] = _max_authors(path, table)
    return Settings(**(read | given))


def _max_authors(path: Path, table: dict[str, Any]) -> int:
    value = table.get("max_authors", DEFAULT_MAX_AUTHORS)
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise SettingsError(f"max_authors must be a whole number of at least 1, not {value!r}", file=path)
    return value


def read_toml(path: Path) -> dict[str, Any]:
    """Return the content of a TOML file. Raises SettingsError if it cannot be read."""
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
        return tomllib.loads(_bounded(content.decode("utf-8-sig"), path))
    except FileNotFoundError:
        raise SettingsError("no such configuration file; check the path given with --config", file=path) from None
    except RecursionError:
        raise SettingsError("not valid TOML: tables or arrays are nested too deeply", file=path) from None
    except ValueError as error:  # also a number of more than 4,300 digits, which is no TOMLDecodeError
        raise SettingsError(f"not valid TOML: {error}", file=path) from None
    except OSError as error:
        raise SettingsError(f"cannot be read: {error.strerror}", file=path) from None


def _bounded(text: str, path: Path) -> str:
    """Return a text that `tomllib` reads in little memory; it needs the square of the number of parts of a key."""
    if len(text) > _MOST_BYTES:
        raise SettingsError(f"the file has more than {_MOST_BYTES:,} bytes; shorten it", file=path)
    if _LONG_KEY.search(text):
        raise SettingsError("not valid TOML: a key has more than 100 parts", file=path)
    return text


def _refuse_unknown(path: Path, where: str, table: dict[str, Any], known: set[str]) -> None:
    for key in sorted(set(table) - known):
        raise SettingsError(f"unknown key {key!r}{where}; known keys: {', '.join(sorted(known))}", file=path)


def _file(path: Path, key: str, value: object) -> Path:
    if not isinstance(value, str) or not value.strip():
        raise SettingsError(f"{key} must be a path relative to this file, not {value!r}", file=path)
    return Path(os.path.realpath(path)).parent / value


def _base(path: Path, table: dict[str, Any]) -> str:
    base = table.get("base", DEFAULT_BASE)
    if not isinstance(base, str) or not is_base(base):
        raise SettingsError(f'base must be an absolute http(s) IRI that ends in "/" or "#", not {base!r}', file=path)
    return base


def _title(path: Path, table: dict[str, Any]) -> str | None:
    if "title" not in table:
        return None
    title = table["title"]
    if not isinstance(title, str) or not 0 < len(title.strip()) <= MAX_TITLE or not title.strip().isprintable():
        raise SettingsError(f"{path}: title must be one line of 1 to {MAX_TITLE} characters, not {title!r:.80}")
    return title.strip()


def is_base(base: str) -> bool:
    """Return True if a text is an absolute http(s) IRI that ends in "/" or "#"."""
    try:
        parts = urlsplit(base)
    except ValueError:  # a host in brackets that is no IPv6 address
        return False
    plain = not any(c in '<>"{}|\\^`' or c.isspace() for c in base)
    return plain and parts.scheme in ("http", "https") and bool(parts.netloc) and base[-1] in "/#"


def _rule(path: Path, index: int, row: object) -> ListingRule:
    where = f" in listing {index}"
    if not isinstance(row, dict):
        raise SettingsError(f"listing {index} is not a table; begin it with [[listing]]", file=path)
    _refuse_unknown(path, where, row, {"path", *_HINTS})
    if not isinstance(row.get("path"), str):
        raise SettingsError(f"no path{where}; add the path of a file or a glob, relative to kg.toml", file=path)
    hints = {key: value for key, value in row.items() if key != "path"}
    for key, value in hints.items():
        _check_hint(path, where, key, value)
    return ListingRule(row["path"], ListingHints(**hints), _expand(Path(os.path.realpath(path)).parent, row["path"]))


def _expand(folder: Path, pattern: str) -> frozenset[Path]:
    """Return the files that match a pattern; a link to itself leads nowhere, which `Path.resolve` would not accept."""
    # Path.glob does not accept an absolute pattern.
    found = glob.glob(_REPEATED.sub("**/", pattern), root_dir=folder, recursive=True)  # noqa: PTH207
    return frozenset(Path(os.path.realpath(folder / match)) for match in found)


def _check_table(path: Path, where: str, key: str, value: object) -> None:
    """Raise SettingsError unless a value is a table with known keys and non-empty strings as values."""
    known = {"columns": COLUMN_FIELDS, "authors": ("separator", "order"), "outcomes": None}[key]
    if not isinstance(value, dict) or not value or not all(isinstance(text, str) and text for text in value.values()):
        raise SettingsError(f'{key} must be a table of strings{where}: {key} = {{ … = "…" }}', file=path)
    for name in value:
        if known is not None and name not in known:
            raise SettingsError(f"unknown key {name!r} in {key}{where}; known keys: {', '.join(known)}", file=path)
    if key == "authors" and value.get("order", NAME_ORDERS[0]) not in NAME_ORDERS:
        raise SettingsError(f"order must be one of {', '.join(NAME_ORDERS)}{where}, not {value['order']!r}", file=path)


def _check_hint(path: Path, where: str, key: str, value: object) -> None:
    if key in ("columns", "authors", "outcomes"):
        _check_table(path, where, key, value)
        return
    allowed = {"decision": tuple(Decision), "presentation": tuple(Presentation)}.get(key)
    if key == "year":
        if isinstance(value, bool) or not isinstance(value, int) or not 1000 <= value <= 9999:
            raise SettingsError(f"year must be a four-digit number{where}, not {value!r}", file=path)
    elif not isinstance(value, str) or not value.strip():
        raise SettingsError(f"{key} must be a non-empty string{where}, not {value!r}", file=path)
    elif allowed and value not in allowed:
        raise SettingsError(f"{key} must be one of {', '.join(allowed)}{where}, not {value!r}", file=path)
