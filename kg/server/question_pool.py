"""Pool of the worker processes that answer questions; it starts when a page of questions is opened."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from kg.server.fork_client import ForkServerError
from kg.server.pool import Reply, WorkerPool
from kg.server.settings import ServerSettings

_WORKERS = 2
_PREPARING = Reply(503, "the answers to questions are being prepared; try again in a few seconds", retry_seconds=3)


@dataclass(slots=True)
class QuestionPool:
    """Pool of the processes that answer questions about the graph in a store.

    The processes share facts about all papers, which take seconds to read and need memory. A server whose visitors open
    no page of questions does not start them.
    """

    store: Path
    settings: ServerSettings
    _opened: AsyncExitStack = field(default_factory=AsyncExitStack)
    _opening: asyncio.Task[WorkerPool] | None = None

    def start(self) -> None:
        """Start the processes, if they are not running, without waiting for them."""
        if self._opening is None:
            self._opening = asyncio.create_task(self._open())

    async def run(self, request: dict[str, Any]) -> Reply:
        """Answer a question and return its reply; the reply comes shortly after the deadline at the latest."""
        self.start()
        assert self._opening is not None
        await asyncio.wait([self._opening], timeout=self.settings.seconds)
        if not self._opening.done():
            return _PREPARING
        try:
            pool = self._opening.result()
        except ForkServerError:
            self._opening = None
            return Reply(503, "the processes that answer questions could not be started; try again in a few seconds")
        return await pool.run(request)

    async def run_if_ready(self, request: dict[str, Any]) -> Reply | None:
        """Answer a question as `run` does, or start the processes and return None if they are not running."""
        self.start()
        return await self.run(request) if self._opening is not None and self._opening.done() else None

    async def close(self) -> None:
        """End the processes."""
        if self._opening is not None:
            self._opening.cancel()
            await asyncio.wait([self._opening])
        await self._opened.aclose()

    async def _open(self) -> WorkerPool:
        settings = replace(self.settings, workers=_WORKERS)
        pool = WorkerPool(self.store, settings, answers_questions=True)
        return await self._opened.enter_async_context(pool.open())
