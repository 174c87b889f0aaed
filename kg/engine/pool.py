"""A pool of processes on this machine."""

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
from kg.engine.server import context, start_server
from kg.model.errors import EngineError

_LOST = (
    "a process of the build was ended from outside (out of memory?); run the same command again: what was done is kept"
)
_AHEAD = 3
"""Shards handed out for each process, so that none waits and few are held."""


@dataclass(frozen=True, slots=True)
class Running(Generic[Result]):
    """A result that another process is working on."""

    future: Future[Result]

    def result(self) -> Result:
        """Wait for it; EngineError where its process has died."""
        try:
            return self.future.result()
        except BrokenProcessPool:
            raise EngineError(_LOST) from None


class Pool:
    """An Engine of `jobs` processes, which start at once and end with this process, however it ends.

    They are forked from a server that has imported what they need, so a further process costs next to nothing; where
    processes cannot be forked, each imports what it needs.
    """

    is_alone = False

    def __init__(self, jobs: int) -> None:
        start_server()
        self._executor = ProcessPoolExecutor(max_workers=jobs, mp_context=context(), initializer=_end_with_parent)
        self._most = _AHEAD * jobs
        threading.Thread(target=self._begin, args=(jobs,), daemon=True).start()

    def _begin(self, jobs: int) -> None:
        """Have the processes start while this one does what comes before: each waits for the server."""
        with suppress(RuntimeError):  # closed before they were needed
            for _ in range(jobs):
                self._executor.submit(int)

    def map(self, function: Callable[[Shard], Result], shards: Iterable[Shard]) -> Iterator[Result]:
        """Hand the shards out in their order, a few for each process at a time."""
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

    def start(self, function: Callable[[Shard], Result], given: Shard) -> Running[Result]:
        """Run `function` in one of the processes."""
        return Running(self._executor.submit(function, given))

    def close(self) -> None:
        """End the processes; shards that wait are dropped."""
        self._executor.shutdown(wait=True, cancel_futures=True)


def _end_with_parent() -> None:
    """A process whose parent was killed would wait for work for ever."""
    parent = multiprocessing.parent_process()

    def wait() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=wait, daemon=True).start()
