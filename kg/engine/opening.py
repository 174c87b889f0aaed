"""Which engine runs a build."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager

from kg.engine.engine import Engine
from kg.engine.pool import Pool
from kg.engine.serial import Serial

WORTH_A_POOL = 200
"""Abstracts from which further processes save more time than they take to start."""


@contextmanager
def open_engine(jobs: int | None, passages: int, preload: Sequence[str] = ()) -> Iterator[Engine]:
    """The engine for `jobs` processes (None: as many as there are cores) and so many abstracts at most."""
    wanted = (cores() if passages >= WORTH_A_POOL else 1) if jobs is None else jobs
    if wanted <= 1:
        yield Serial()
        return
    with ExitStack() as closing:
        pool = Pool(wanted, preload)
        closing.callback(pool.close)
        yield pool


def cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
