"""Engine of a pool of processes on this machine."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from typing import Generic

from kg.engine.engine import Result, Shard
from kg.engine.forkserver import context, start_forkserver
from kg.model.errors import EngineError

_LOST = "a process of the build was killed (out of memory?); run the same command again: finished abstracts are cached"
_SHARDS_AHEAD = 3
"""Shards submitted per process: no process waits, and few shards are held."""


@dataclass(frozen=True, slots=True)
class PoolResult(Generic[Result]):
    """Result of a function in another process."""

    future: Future[Result]

    def result(self) -> Result:
        """Wait for the result and return it; raise EngineError if the process has died."""
        try:
            return self.future.result()
        except BrokenProcessPool:
            raise EngineError(_LOST) from None


class ProcessPool:
    """Engine of `jobs` processes, which start at once and end with this process, however it ends.

    The processes are forked from a server that has imported the modules they need, so that another process costs little
    time and memory. Where processes cannot be forked, each imports these modules.
    """

    is_single_process = False

    def __init__(self, jobs: int) -> None:
        start_forkserver()
        self._executor = ProcessPoolExecutor(max_workers=jobs, mp_context=context(), initializer=_exit_with_parent)
        self._most = _SHARDS_AHEAD * jobs
        threading.Thread(target=self._begin, args=(jobs,), daemon=True).start()

    def _begin(self, jobs: int) -> None:
        """Start the processes in the background; each waits for the fork server."""
        with suppress(RuntimeError):  # the pool was closed before the processes were needed
            for _ in range(jobs):
                self._executor.submit(int)

    def map(self, function: Callable[[Shard], Result], shards: Iterable[Shard]) -> Iterator[Result]:
        """Submit the shards in order, a few per process at a time, and yield their results in that order."""
        waiting: deque[Future[Result]] = deque()
        try:
            for shard in shards:
                waiting.append(self._executor.submit(function, shard))
                if len(waiting) >= self._most:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool:
            raise EngineError(_LOST) from None
        finally:
            for future in waiting:
                future.cancel()

    def start(self, function: Callable[[Shard], Result], given: Shard) -> PoolResult[Result]:
        """Run `function` in one of the processes."""
        return PoolResult(self._executor.submit(function, given))

    def close(self) -> None:
        """End the processes and cancel the shards that wait."""
        self._executor.shutdown(wait=True, cancel_futures=True)


def _exit_with_parent() -> None:
    """End this process when its parent dies; otherwise it would wait for work for ever."""
    parent = multiprocessing.parent_process()

    def wait() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=wait, daemon=True).start()
