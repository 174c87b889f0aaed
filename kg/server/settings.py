"""Settings and limits of the server."""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass
from pathlib import Path

from kg.model.errors import SettingsError
from kg.settings import read_toml

_MAY_BE_ZERO = ("port", "held_mib")
_MOST = {"port": 65_535, "seconds": 86_400, "workers": 256, "request_seconds": 3_600}
_LARGEST = 10**9


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """Settings and limits of the server, each a key of the table `[serve]` in kg.toml.

    Attributes
    ----------
    host, port
        Address that the server listens on.
    hosts
        Host names accepted in addition to the loopback names.
    cors
        Web origins whose scripts may read responses; "*" allows all.
    seconds
        Deadline of a query in seconds.
    rows
        Maximum number of rows or triples in a response.
    query_bytes
        Maximum length of a query in bytes.
    memory_mib
        Maximum memory of a query in MiB, in addition to the memory of an idle process.
    workers
        Number of processes that run short queries.
    patience
        Processor time in seconds after which a query counts as long; a new process then takes over its place among
        the `workers`.
    long
        Maximum number of long queries that wait for a time slice.
    queue
        Maximum number of queries that wait for a process.
    connections
        Maximum number of connections of one address.
    request_seconds
        Maximum time in seconds to send a request.
    held_mib
        Size of `graph.ttl` in MiB up to which the graph is kept in memory, where it takes about eight times
        that size; a larger graph is read from disk.
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
    connections: int = 64
    request_seconds: float = 20.0
    held_mib: int = 80


def read_server_settings(path: Path | None, **overrides: object) -> ServerSettings:
    """Return the settings in the table `[serve]` of a file; `overrides` that are not None take precedence.

    Raises SettingsError for an unknown key or an invalid value, with the file and the key in the message.
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
    table = read_toml(path).get("serve", {})
    if not isinstance(table, dict):
        raise SettingsError("serve must be a table; write [serve] above its keys", file=path)
    return table


def _check(path: Path | None, key: str, value: object, default: object) -> None:
    if isinstance(default, tuple):
        if not isinstance(value, (list, tuple)) or not all(isinstance(each, str) and each for each in value):
            raise SettingsError(f"{key} must be a list of strings, not {value!r}", file=path)
    elif isinstance(default, str):
        if not isinstance(value, str) or not value:
            raise SettingsError(f"{key} must be a non-empty string, not {value!r}", file=path)
    else:
        _check_number(path, key, value, default)


def _check_number(path: Path | None, key: str, value: object, default: object) -> None:
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool) and not math.isnan(min(value, _LARGEST))
    if not is_number or value < (0 if key in _MAY_BE_ZERO else 1e-3):  # type: ignore[operator]
        least = "of at least 0" if key in _MAY_BE_ZERO else "above 0"
        raise SettingsError(f"{key} must be a number {least}, not {value!r}", file=path)
    if isinstance(default, int) and not isinstance(value, int):
        raise SettingsError(f"{key} must be a whole number, not {value!r}", file=path)
    if value > _MOST.get(key, _LARGEST):  # type: ignore[operator]
        raise SettingsError(f"{key} must be at most {_MOST.get(key, _LARGEST)}, not {value!r:.80}", file=path)


def _frozen(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value
