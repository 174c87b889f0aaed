"""Who runs next when more wait than may run: whoever has had the least so far."""

from __future__ import annotations

import asyncio
import heapq
import itertools
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


class Crowded(Exception):  # noqa: N818 - it is not an error but an answer
    """Too many wait, and this one has had the most."""


@dataclass(slots=True)
class Turns:
    """Places, `free` of them, given in the order of least attained service: short jobs pass long ones (Kleinrock,
    Queueing Systems II, 1976, section 4.6). Where more than `room` wait, the one that has had most is sent away."""

    free: int
    room: int
    _waiting: list[tuple[float, int, asyncio.Future[None]]] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    @asynccontextmanager
    async def turn(self, had: float, seconds: float) -> AsyncIterator[None]:
        """A place for one that has had so much; raises TimeoutError where none is free within `seconds`, and Crowded
        where others have to go first and there is no room to wait."""
        await asyncio.wait_for(self._take(had), seconds)
        try:
            yield
        finally:
            self._give_back()

    async def _take(self, had: float) -> None:
        if self.free:
            self.free -= 1
            return
        place = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (had, next(self._numbers), place))
        self._make_room()
        try:
            await place
        except asyncio.CancelledError:
            if place.done() and not place.cancelled():  # given in the same moment: it goes to the next
                self._give_back()
            raise

    def _make_room(self) -> None:
        waiting = [each for each in self._waiting if not each[2].done()]
        if len(waiting) > self.room:
            max(waiting, key=lambda each: each[:2])[2].set_exception(Crowded())

    def _give_back(self) -> None:
        while self._waiting:
            _, _, place = heapq.heappop(self._waiting)
            if not place.done():
                place.set_result(None)
                return
        self.free += 1
