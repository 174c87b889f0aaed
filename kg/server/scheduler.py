"""Scheduling of long queries by least attained service: the query with the least processor time so far runs next."""

from __future__ import annotations

import asyncio
import heapq
import itertools
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


class SchedulerFullError(Exception):
    """Error raised for the waiting job with the most attained service when the waiting list is full."""


@dataclass(slots=True)
class LeastServiceScheduler:
    """Scheduler that gives a free slot to the job with the least attained service; short jobs thus overtake long ones.

    `free` is the number of free slots. At most `max_waiting` jobs wait; if there are more, the job with the most
    attained service is rejected. Reference: Kleinrock, Queueing Systems II, 1976, section 4.6.
    """

    free: int
    max_waiting: int
    _waiting: list[tuple[float, int, asyncio.Future[None]]] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    @asynccontextmanager
    async def slot(self, attained: float, seconds: float) -> AsyncIterator[None]:
        """Occupy a slot during the `async with` block.

        `attained` is the processor time that the job has used, in seconds. Raises TimeoutError if no slot becomes free
        within `seconds`, and SchedulerFullError if the job is rejected.
        """
        await asyncio.wait_for(self._acquire(attained), seconds)
        try:
            yield
        finally:
            self._release()

    async def _acquire(self, attained: float) -> None:
        if self.free:
            self.free -= 1
            return
        granted = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (attained, next(self._numbers), granted))
        self._reject_excess()
        try:
            await granted
        except asyncio.CancelledError:
            if granted.done() and not granted.cancelled():  # the slot was granted during cancellation: free it
                self._release()
            raise

    def _reject_excess(self) -> None:
        waiting = [each for each in self._waiting if not each[2].done()]
        if len(waiting) > self.max_waiting:
            max(waiting, key=lambda each: each[:2])[2].set_exception(SchedulerFullError())

    def _release(self) -> None:
        while self._waiting:
            _, _, granted = heapq.heappop(self._waiting)
            if not granted.done():
                granted.set_result(None)
                return
        self.free += 1
