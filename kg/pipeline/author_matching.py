"""Distribution of author matching over the processes of a build, if there are enough names for it to save time."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, partial
from pathlib import Path

from kg import resolve
from kg.cache import fingerprint
from kg.engine import Engine, require_same_version
from kg.engine.memory import infrequent_gc
from kg.model.record import PaperRecord
from kg.resolve import PersonClusters, Shard, Sharding

PARALLEL_MIN_NAMES = 50_000
"""Minimum number of names for which comparison in several processes saves more time than their transfer takes."""


def distribute_over(engine: Engine, records: Iterable[PaperRecord]) -> Sharding | None:
    """Return a sharding that runs author matching in other processes, or None if one process is faster."""
    if engine.is_single_process or sum(len(record.authors) for record in records) < PARALLEL_MIN_NAMES:
        return None
    return Sharding(lambda function, shards: engine.map(partial(_run, function=function, version=_version()), shards))


def _run(shard: Shard, function: resolve.ShardFunction, version: str) -> PersonClusters:
    """Return the result of a function on a shard; runs in worker processes."""
    require_same_version(_version(), version)
    with infrequent_gc():
        return function(shard)


@cache
def _version() -> str:
    """Return a fingerprint of the code and the library on which the result for a shard depends."""
    model = Path(__file__).resolve().parent.parent / "model"
    code = (Path(resolve.__file__).resolve().parent, model / "identity.py", model / "text.py")
    return fingerprint(code, None, ("numpy",))
