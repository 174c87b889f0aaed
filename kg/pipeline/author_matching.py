"""Who is who, found by whatever runs a build, where there are names enough for that to save time."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, partial
from pathlib import Path

from kg import resolve
from kg.cache import fingerprint
from kg.engine import Engine, require_same_version
from kg.engine.memory import infrequent_gc
from kg.model.record import PaperRecord
from kg.resolve import Found, Part, Spread

PARALLEL_MIN_NAMES = 50_000
"""Names on papers from which comparing them elsewhere saves more time than it takes to send them there."""


def spread_over(engine: Engine, records: Iterable[PaperRecord]) -> Spread | None:
    """How the names of the records are compared: None where this process does best by itself."""
    if engine.is_single_process or sum(len(record.authors) for record in records) < PARALLEL_MIN_NAMES:
        return None
    return Spread(lambda function, parts: engine.map(partial(_run, function=function, version=_version()), parts))


def _run(part: Part, function: resolve.Finder, version: str) -> Found:
    """What a function finds in a part, wherever this runs."""
    require_same_version(_version(), version)
    with infrequent_gc():
        return function(part)


@cache
def _version() -> str:
    """A name for all that the people of a part depend on beside the part."""
    values = Path(__file__).resolve().parent / "model"
    return fingerprint((Path(resolve.__file__).resolve().parent, values / "identity.py"), None, ("numpy", "scipy"))
