"""One process, or a pool of processes on this machine."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

Shard = TypeVar("Shard")
Result = TypeVar("Result")


def map_shards(function: Callable[[Shard], Result], shards: Sequence[Shard], jobs: int = 1) -> Iterator[Result]:
    """The results of `function` on each shard, in the order of the shards.

    With more than one job the shards go to a pool of processes; `function`, shards and results must then be
    picklable. An exception of `function` is raised here, and the remaining shards are not run.
    """
    if jobs <= 1 or len(shards) <= 1:
        yield from map(function, shards)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=min(jobs, len(shards)), mp_context=context) as pool:
        yield from pool.map(function, shards)
