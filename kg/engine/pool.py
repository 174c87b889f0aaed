"""Engine that runs functions in a pool of processes on this machine."""

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
"""Maximum number of unfinished shards per process: enough to keep processes busy with few shards in memory."""


@dataclass(frozen=True, slots=True)
class PoolResult(Generic[Result]):
    """Result of a function that runs in another process."""

    future: Future[Result]

    def result(self) -> Result:
        """Wait for the result and return it; raise EngineError if the process has died."""
        try:
            return self.future.result()
        except BrokenProcessPool:
            raise EngineError(_LOST) from None


class ProcessPool:
    """Engine with a pool of `jobs` processes.

    The processes start when the pool is created and exit when this process exits, even if it is killed. They are forked
    from a server that has imported their modules, so that each process takes little time and memory. Where processes
    cannot be forked, each process imports these modules itself.
    """

    is_single_process = False

    def __init__(self, jobs: int) -> None:
        start_forkserver()
        self._executor = ProcessPoolExecutor(max_workers=jobs, mp_context=context(), initializer=_exit_with_parent)
        self._max_waiting = _SHARDS_AHEAD * jobs
        threading.Thread(target=self._start_processes, args=(jobs,), daemon=True).start()

    def _start_processes(self, jobs: int) -> None:
        """Start all processes by submitting one trivial call for each; this blocks until the fork server is ready."""
        with suppress(RuntimeError):  # the pool was closed before the processes were needed
            for _ in range(jobs):
                self._executor.submit(int)

    def map(self, function: Callable[[Shard], Result], shards: Iterable[Shard]) -> Iterator[Result]:
        """Submit the shards in order, a few per process at a time, and yield their results in that order."""
        waiting: deque[Future[Result]] = deque()
        try:
            for shard in shards:
                waiting.append(self._executor.submit(function, shard))
                if len(waiting) >= self._max_waiting:
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
        """Cancel the waiting shards and stop the processes."""
        self._executor.shutdown(wait=True, cancel_futures=True)


def _exit_with_parent() -> None:
    """Exit this process when its parent exits; otherwise it would wait for work indefinitely."""
    parent = multiprocessing.parent_process()

    def wait() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=wait, daemon=True).start()
