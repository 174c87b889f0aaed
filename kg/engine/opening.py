"""Which engine runs a build."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from kg.engine.engine import Engine
from kg.engine.pool import Pool
from kg.engine.serial import Serial
from kg.model.errors import UsageError

WORTH_A_POOL = 200
"""Abstracts from which further processes save more time than they take to start."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What was asked for: `name` is "processes" or "dask".

    `jobs` is the number of processes (0: as many as cores, where it pays), `scheduler` the address of Dask's.
    """

    name: str = "processes"
    jobs: int = 0
    scheduler: str | None = None
    tls: tuple[Path, Path, Path] | None = None


@contextmanager
def open_engine(choice: Choice, passages: int) -> Iterator[Engine]:
    """The engine that was chosen, for so many abstracts at most.

    Raises UsageError for a choice that makes no sense, EngineError where a scheduler cannot be reached.
    """
    with ExitStack() as closing:
        jobs = choice.jobs or (cores() if passages >= WORTH_A_POOL else 1)
        if choice.name == "dask":
            yield _cluster(choice, Pool(min(jobs, cores())), closing)
        elif choice.scheduler:
            raise UsageError("--scheduler needs the engine dask; add --engine dask or omit --scheduler")
        elif jobs > 1:
            pool = Pool(jobs)
            closing.callback(pool.close)
            yield pool
        else:
            yield Serial()


def _cluster(choice: Choice, local: Pool, closing: ExitStack) -> Engine:
    from kg.engine.cluster import Cluster

    closing.callback(local.close)
    if not choice.scheduler:
        raise UsageError("the engine dask needs the address of a scheduler; add --scheduler tcp://HOST:8786")
    cluster = Cluster(choice.scheduler, local, choice.tls)
    closing.callback(cluster.close)
    return cluster


def cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
