"""Comparison of author names by the engine of a build, where there are enough names to save time."""

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
"""Number of names from which comparing them in other processes saves more time than sending them takes."""


def distribute_over(engine: Engine, records: Iterable[PaperRecord]) -> Spread | None:
    """Return how the names of the records are compared in other processes, or None if this process is faster alone."""
    if engine.is_single_process or sum(len(record.authors) for record in records) < PARALLEL_MIN_NAMES:
        return None
    return Spread(lambda function, parts: engine.map(partial(_run, function=function, version=_version()), parts))


def _run(part: Part, function: resolve.Finder, version: str) -> Found:
    """Run a function on a part, in any process."""
    require_same_version(_version(), version)
    with infrequent_gc():
        return function(part)


@cache
def _version() -> str:
    """Return a fingerprint of everything that the result of a part depends on besides the part."""
    values = Path(__file__).resolve().parent / "model"
    return fingerprint((Path(resolve.__file__).resolve().parent, values / "identity.py"), None, ("numpy", "scipy"))
