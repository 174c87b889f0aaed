"""One frozen Settings, read once: from `kg.toml`, then from the command line."""

from __future__ import annotations

import dataclasses
import glob
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from kg.model.errors import SettingsError
from kg.model.listing import ListingHints
from kg.model.record import Decision, Presentation

DEFAULT_BASE = "https://example.org/kg/"
_HINTS = {f.name: f.type for f in dataclasses.fields(ListingHints)}


@dataclass(frozen=True, slots=True)
class ListingRule:
    """Hints for the listings that match a glob, taken relative to the folder of the configuration file."""

    pattern: str
    hints: ListingHints


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a build depends on beside its listings.

    `base` is the IRI that every identifier of the graph is relative to; it ends in "/" or "#". `jobs` is a number of
    processes. `strict` makes rejected lines an error, `keep_going` builds from what could be read when a listing could
    not. `model` is a spaCy pipeline's folder or name that replaces the one shipped.
    """

    base: str = DEFAULT_BASE
    rules: tuple[ListingRule, ...] = ()
    folder: Path = field(default_factory=Path.cwd)
    jobs: int = 1
    strict: bool = False
    keep_going: bool = False
    model: str | None = None

    def hints_for(self, listing: Path) -> ListingHints:
        """The hints of every rule that matches, later rules over earlier ones."""
        found: dict[str, object] = {}
        for rule in self.rules:
            matches = glob.glob(rule.pattern, root_dir=self.folder, recursive=True)
            if any((self.folder / match).resolve() == listing.resolve() for match in matches):
                given = {k: v for k, v in dataclasses.asdict(rule.hints).items() if v is not None}
                found.update(given)
        return ListingHints(**found)  # type: ignore[arg-type]


def read_settings(path: Path | None, **overrides: object) -> Settings:
    """Settings of the file at `path` (none: the defaults), with `overrides` that are not None on top.

    Raises SettingsError, which names the file and the key, for a file that is missing, is not TOML, or holds a key or
    a value that is not known.
    """
    given = {key: value for key, value in overrides.items() if value is not None}
    if path is None:
        return Settings(**given)  # type: ignore[arg-type]
    table = _read_toml(path)
    _refuse_unknown(path, "", table, {"base", "listing"})
    rules = tuple(_rule(path, index, row) for index, row in enumerate(table.get("listing", []), start=1))
    return Settings(base=_base(path, table), rules=rules, folder=path.resolve().parent, **given)  # type: ignore[arg-type]


def _read_toml(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise SettingsError(f"{path}: no such configuration file; check the path given with --config") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: not valid TOML: {error}") from None
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read: {error.strerror}") from None
