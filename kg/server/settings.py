"""What the server allows, in one frozen value."""

from __future__ import annotations

import dataclasses
import tomllib
from dataclasses import dataclass
from pathlib import Path

from kg.model.errors import SettingsError

_MAY_BE_NONE = ("port", "held_mib")


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """The limits of the server; the table `[serve]` of a kg.toml may give any of them.

    `hosts` are the names it answers to beside loopback's, `cors` the web origins whose scripts may read answers (none).
    `seconds` is the deadline of a query, `rows` the most rows or statements of an answer, `query_bytes` the longest
    query, `memory_mib` the most memory a query may take beside its process's own. `workers` processes answer queries
    that need at most `patience` seconds of a processor; longer ones go on with what these leave, in turns, the one that
    has had least first. `long` of them may wait for a turn; of one more, that which has had most is sent away. `queue`
    is how many queries may wait for a process. A graph whose `graph.nq` has at most `held_mib` MiB is held in memory,
    which takes about two and a half times as much; a larger one is read from disk.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    hosts: tuple[str, ...] = ()
    cors: tuple[str, ...] = ()
    seconds: float = 10.0
    rows: int = 10_000
    query_bytes: int = 100_000
    memory_mib: int = 512
    workers: int = 8
    patience: float = 0.15
    long: int = 6
    queue: int = 64
    held_mib: int = 400


def read_server_settings(path: Path | None, **overrides: object) -> ServerSettings:
    """Settings of the table `[serve]` of the file at `path`, with `overrides` that are not None on top.

    Raises SettingsError, which names the file and the key, for a key or a value that makes no sense.
    """
    table = {} if path is None else _table(path)
    given = table | {key: value for key, value in overrides.items() if value is not None}
    known = {field.name: field for field in dataclasses.fields(ServerSettings)}
    for key, value in given.items():
        if key not in known:
            raise SettingsError(f"unknown key {key!r} in [serve]; known keys: {', '.join(sorted(known))}", file=path)
        _check(path, key, value, getattr(ServerSettings(), key))
    return ServerSettings(**{key: _frozen(value) for key, value in given.items()})  # type: ignore[arg-type]


def _table(path: Path) -> dict[str, object]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8")).get("serve", {})
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"cannot be read as TOML: {error}", file=path) from None
    if not isinstance(table, dict):
        raise SettingsError("serve must be a table; write [serve] above its keys", file=path)
    return table


def _check(path: Path | None, key: str, value: object, default: object) -> None:
    if isinstance(default, tuple):
        if not isinstance(value, (list, tuple)) or not all(isinstance(each, str) and each for each in value):
            raise SettingsError(f"{key} must be a list of texts, not {value!r}", file=path)
    elif isinstance(default, str):
        if not isinstance(value, str) or not value:
            raise SettingsError(f"{key} must be a text, not {value!r}", file=path)
    elif isinstance(value, bool) or not isinstance(value, (int, float)) or value < (0 if key in _MAY_BE_NONE else 1e-3):
        raise SettingsError(f"{key} must be a number above 0, not {value!r}", file=path)
    elif isinstance(default, int) and not isinstance(value, int):
        raise SettingsError(f"{key} must be a whole number, not {value!r}", file=path)


def _frozen(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value
