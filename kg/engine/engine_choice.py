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
"""Number of abstracts from which further processes save more time than they take to start."""


@dataclass(frozen=True, slots=True)
class EngineChoice:
    """Options that select an engine: `name` is "processes" or "dask".

    `jobs` is the number of processes (0: one per core, where it saves time), `scheduler` the address of a Dask
    scheduler, `tls` the files of its certificate authority, certificate and key.
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
        Number of abstracts, which decides whether processes save time where `jobs` is 0.

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
            raise UsageError("--scheduler needs the engine dask; add --engine dask or omit --scheduler")
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
        raise UsageError("the engine dask needs the address of a scheduler; add --scheduler tcp://HOST:8786")
    cluster = Cluster(choice.scheduler, local, choice.tls)
    closing.callback(cluster.close)
    return cluster


def cores() -> int:
    """Return the number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
