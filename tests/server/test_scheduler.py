"""Order in which the scheduler grants slots."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import pytest

from kg.server.scheduler import LeastServiceScheduler, SchedulerFullError

T = TypeVar("T")


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run in a separate thread, since the browser of other tests has an event loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def test_jobs_with_least_attained_service_run_first_within_the_number_of_slots() -> None:
    order: list[float] = []

    async def one(scheduler: LeastServiceScheduler, attained: float, seconds: float = 0) -> None:
        async with scheduler.slot(attained, 5):
            order.append(attained)
            await asyncio.sleep(seconds)

    async def all_of_them() -> None:
        scheduler = LeastServiceScheduler(1, 10)
        first = asyncio.ensure_future(one(scheduler, 9, 0.01))
        await asyncio.sleep(0)
        await asyncio.gather(first, *(one(scheduler, attained) for attained in (3, 1, 2, 1)))
        assert scheduler.free == 1

    run(all_of_them())
    assert order == [9, 1, 1, 2, 3]


def test_a_full_scheduler_rejects_the_job_with_most_attained_service() -> None:
    async def one(scheduler: LeastServiceScheduler, attained: float) -> str:
        try:
            async with scheduler.slot(attained, 5):
                await asyncio.sleep(0.01)
        except SchedulerFullError:
            return f"{attained} rejected"
        return f"{attained} ran"

    async def all_of_them() -> list[str]:
        scheduler = LeastServiceScheduler(1, 2)
        return await asyncio.gather(*(one(scheduler, attained) for attained in (1, 2, 9, 3, 4)))

    assert run(all_of_them()) == ["1 ran", "2 ran", "9 rejected", "3 ran", "4 rejected"]


def test_a_job_that_times_out_passes_its_slot_on() -> None:
    async def all_of_them() -> int:
        scheduler = LeastServiceScheduler(1, 5)
        async with scheduler.slot(0, 1):
            with pytest.raises(TimeoutError):
                async with scheduler.slot(1, 0.01):
                    pass
        async with scheduler.slot(1, 0.1):
            pass
        return scheduler.free

    assert run(all_of_them()) == 1
