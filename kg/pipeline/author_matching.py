"""Distribution of author matching over the engine of a build, if there are enough names for a gain."""

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
"""Number of names from which comparing them in other processes saves more time than sending them takes."""


def distribute_over(engine: Engine, records: Iterable[PaperRecord]) -> Sharding | None:
    """Return the sharding of author matching over other processes, or None if one process is faster."""
    if engine.is_single_process or sum(len(record.authors) for record in records) < PARALLEL_MIN_NAMES:
        return None
    return Sharding(lambda function, shards: engine.map(partial(_run, function=function, version=_version()), shards))


def _run(shard: Shard, function: resolve.ShardFunction, version: str) -> PersonClusters:
    """Run a function on a shard; it is called in worker processes."""
    require_same_version(_version(), version)
    with infrequent_gc():
        return function(shard)


@cache
def _version() -> str:
    """Return a fingerprint of everything that the result of a shard depends on besides the shard."""
    model = Path(__file__).resolve().parent.parent / "model"
    code = (Path(resolve.__file__).resolve().parent, model / "identity.py", model / "text.py")
    return fingerprint(code, None, ("numpy",))
