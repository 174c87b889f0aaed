"""Who runs next."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import pytest

from kg.server.scheduler import Crowded, Turns

T = TypeVar("T")


def run(work: Coroutine[Any, Any, T]) -> T:
    """In a thread of its own: the browser of other tests has a loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def test_the_one_that_had_least_goes_first_and_as_many_at_once_as_there_are_places() -> None:
    order: list[float] = []

    async def one(turns: Turns, had: float, seconds: float = 0) -> None:
        async with turns.turn(had, 5):
            order.append(had)
            await asyncio.sleep(seconds)

    async def all_of_them() -> None:
        turns = Turns(1, 10)
        first = asyncio.ensure_future(one(turns, 9, 0.01))
        await asyncio.sleep(0)
        await asyncio.gather(first, *(one(turns, had) for had in (3, 1, 2, 1)))
        assert turns.free == 1

    run(all_of_them())
    assert order == [9, 1, 1, 2, 3]


def test_where_there_is_no_room_the_one_that_had_most_is_sent_away() -> None:
    async def one(turns: Turns, had: float) -> str:
        try:
            async with turns.turn(had, 5):
                await asyncio.sleep(0.01)
        except Crowded:
            return f"{had} away"
        return f"{had} ran"

    async def all_of_them() -> list[str]:
        turns = Turns(1, 2)
        return await asyncio.gather(*(one(turns, had) for had in (1, 2, 9, 3, 4)))

    assert run(all_of_them()) == ["1 ran", "2 ran", "9 away", "3 ran", "4 away"]


def test_who_gives_up_waiting_leaves_the_place_to_the_next() -> None:
    async def all_of_them() -> int:
        turns = Turns(1, 5)
        async with turns.turn(0, 1):
            with pytest.raises(TimeoutError):
                async with turns.turn(1, 0.01):
                    pass
        async with turns.turn(1, 0.1):
            pass
        return turns.free

    assert run(all_of_them()) == 1
