"""Choice of the engine of a build."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from kg.engine.engine import Engine
from kg.engine.pool import ProcessPool
from kg.engine.serial import Serial
from kg.model.errors import UsageError

POOL_MIN_ABSTRACTS = 200
"""Minimum number of abstracts for which a pool of processes saves more time than it takes to start."""


@dataclass(frozen=True, slots=True)
class EngineChoice:
    """Options that select an engine.

    `name` is "processes" or "dask". `jobs` is the number of processes (0: one per core if there are enough abstracts).
    `scheduler` is the address of a Dask scheduler, `tls` its TLS files: certificate authority, certificate, private
    key.
    """

    name: str = "processes"
    jobs: int = 0
    scheduler: str | None = None
    tls: tuple[Path, Path, Path] | None = None


@contextmanager
def open_engine(choice: EngineChoice, passages: int) -> Iterator[Engine]:
    """Open the chosen engine for a build of `passages` abstracts, and close it at the end.

    Parameters
    ----------
    choice
        Options of the user.
    passages
        Number of abstracts. If `jobs` is 0, a pool is started for at least POOL_MIN_ABSTRACTS abstracts.

    Yields
    ------
    Engine

    Raises
    ------
    UsageError
        If options contradict each other.
    EngineError
        If a scheduler cannot be reached.
    """
    with ExitStack() as closing:
        jobs = choice.jobs or (cores() if passages >= POOL_MIN_ABSTRACTS else 1)
        if choice.name == "dask":
            yield _cluster(choice, ProcessPool(min(jobs, cores())), closing)
        elif choice.scheduler:
            raise UsageError("--scheduler requires the Dask engine; add --engine dask or omit --scheduler")
        elif jobs > 1:
            pool = ProcessPool(jobs)
            closing.callback(pool.close)
            yield pool
        else:
            yield Serial()


def _cluster(choice: EngineChoice, local: ProcessPool, closing: ExitStack) -> Engine:
    from kg.engine.cluster import Cluster

    closing.callback(local.close)
    if not choice.scheduler:
        raise UsageError("the Dask engine requires the address of a scheduler; add --scheduler tcp://HOST:8786")
    cluster = Cluster(choice.scheduler, local, choice.tls)
    closing.callback(cluster.close)
    return cluster


def cores() -> int:
    """Return the number of processor cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
