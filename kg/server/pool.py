"""Processes that answer queries: quick ones at once, long ones aside, runaways killed at their deadline."""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import os
import signal
import socket
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from kg.server.settings import ServerSettings
from kg.server.worker import LENGTHS, work

_LOOK = 0.05
"""Seconds between two looks at how much memory a query has taken."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What became of a query: an HTTP status, and what there is to say or to send."""

    status: int
    message: str = ""
    body: bytes = b""
    media_type: str = "text/plain"
    count: int = 0
    cut: bool = False
    seconds: float = 0.0


@dataclass(slots=True)
class Worker:
    """A process with the connection to it."""

    process: BaseProcess
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    base_memory: int = 0

    async def exchange(self, asked: dict[str, Any]) -> Reply:
        """Send a query and wait for its reply."""
        packed = json.dumps(asked).encode()
        self.writer.write(LENGTHS.pack(len(packed), 0) + packed)
        head, body = LENGTHS.unpack(await self.reader.readexactly(LENGTHS.size))
        said = json.loads(await self.reader.readexactly(head))
        return Reply(**said, body=await self.reader.readexactly(body))

    def signal(self, number: int) -> None:
        """Send a signal, where the process still is."""
        with suppress(ProcessLookupError):
            os.kill(self.process.pid or 0, number) if self.process.pid else None

    def end(self) -> None:
        """Kill the process and forget it."""
        self.writer.close()
        self.process.kill()


@dataclass(slots=True)
class Pool:
    """All the processes of one server; `started` counts those ever begun, `killed` those that had to be ended."""

    store: Path
    settings: ServerSettings
    started: int = 0
    killed: int = 0
    waiting: int = 0
    long: int = 0
    _idle: asyncio.Queue[Worker] = field(default_factory=asyncio.Queue)
    _all: set[int] = field(default_factory=set)
    _workers: dict[int, Worker] = field(default_factory=dict)
    _running_long: asyncio.Semaphore = field(init=False)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Pool]:
        """The pool with its processes begun; they are ended when the block ends."""
        self._running_long = asyncio.Semaphore(self.settings.running_long)
        await asyncio.gather(*(self._begin() for _ in range(self.settings.workers)))
        try:
            yield self
        finally:
            for worker in list(self._workers.values()):
                self._forget(worker)

    async def ask(self, asked: dict[str, Any]) -> Reply:
        """The reply to a query. It never takes longer than the deadline, and never blocks another one for long."""
        limits = self.settings
        if self.waiting >= limits.queue:
            return Reply(503, f"{limits.queue} queries are waiting already; try again in a moment")
        until = time.monotonic() + limits.seconds
        self.waiting += 1
        try:
            worker = await asyncio.wait_for(self._idle.get(), limits.seconds)
        except TimeoutError:
            return Reply(503, f"no process was free within {limits.seconds:g} s; try again in a moment")
        finally:
            self.waiting -= 1
        return await self._watched(worker, asked | {"seconds": limits.seconds, "rows": limits.rows}, until)

    async def _watched(self, worker: Worker, asked: dict[str, Any], until: float) -> Reply:
        exchange = asyncio.ensure_future(worker.exchange(asked))
        try:
            reply = await self._wait(worker, exchange, time.monotonic() + self.settings.patience)
            if reply is None:
                reply = await self._aside(worker, exchange, until)
            elif reply.status < 500:
                self._idle.put_nowait(worker)
            else:
                self._replace(worker)
            return reply
        except asyncio.CancelledError:
            self._replace(worker)
            raise
        finally:
            exchange.cancel()

    async def _aside(self, worker: Worker, exchange: asyncio.Future[Reply], until: float) -> Reply:
        """Let a long query go on at low priority, as one of a few, while another process takes its place."""
        limits = self.settings
        if self.long >= limits.long:
            self._replace(worker)
            return Reply(503, f"{limits.long} long queries are under way already; try again in a moment")
        self.long += 1
        _step_back(worker)
        self._replace(worker, kill=False)
        try:
            reply = await self._as_one_of_few(worker, exchange, until)
        finally:
            self.long -= 1
            self._forget(worker)
        if reply is None:
            self.killed += 1
            said = f"the query was stopped at its deadline of {limits.seconds:g} s; ask for less, or add LIMIT"
            return Reply(504, said)
        return reply

    async def _as_one_of_few(self, worker: Worker, exchange: asyncio.Future[Reply], until: float) -> Reply | None:
        if self._running_long.locked() and hasattr(signal, "SIGSTOP"):
            worker.signal(signal.SIGSTOP)
        try:
            await asyncio.wait_for(self._running_long.acquire(), max(0.0, until - time.monotonic()))
        except TimeoutError:
            return None
        try:
            if hasattr(signal, "SIGCONT"):
                worker.signal(signal.SIGCONT)
            return await self._wait(worker, exchange, until)
        finally:
            self._running_long.release()

    async def _wait(self, worker: Worker, exchange: asyncio.Future[Reply], until: float) -> Reply | None:
        """The reply, or None at the time `until`; a process that dies or takes too much memory is a reply too."""
        most = worker.base_memory + self.settings.memory_mib * 2**20
        while (left := until - time.monotonic()) > 0:
            await asyncio.wait([exchange], timeout=min(_LOOK, left))
            if exchange.done():
                return _outcome(exchange)
            if _memory(worker.process.pid) > most:
                return Reply(507, f"the query needs more than the {self.settings.memory_mib} MiB it may have")
        return None

    def _replace(self, worker: Worker, kill: bool = True) -> None:
        if kill:
            self.killed += 1
            self._forget(worker)
        task = asyncio.ensure_future(self._begin())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _forget(self, worker: Worker) -> None:
        worker.end()
        self._workers.pop(id(worker), None)

    async def _begin(self) -> None:
        ours, theirs = socket.socketpair()
        kind = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
        context = multiprocessing.get_context(kind)
        process = context.Process(target=work, args=(theirs, self.store), daemon=True)  # type: ignore[attr-defined]
        await asyncio.to_thread(process.start)
        theirs.close()
        reader, writer = await asyncio.open_connection(sock=ours)
        self.started += 1
        worker = Worker(process, reader, writer, _memory(process.pid))
        self._workers[id(worker)] = worker
        self._idle.put_nowait(worker)


def _outcome(exchange: asyncio.Future[Reply]) -> Reply:
    try:
        return exchange.result()
    except (asyncio.IncompleteReadError, ConnectionError):
        return Reply(500, "the query brought its process down; it may be nested too deeply")


def _step_back(worker: Worker) -> None:
    if sys.platform != "win32" and worker.process.pid:
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, worker.process.pid, 19)


def _memory(pid: int | None) -> int:
    """Bytes of memory that a process has taken; 0 where the system does not say."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError, AttributeError):
        return 0


def prepare() -> None:
    """Let new processes begin with what they need already imported."""
    if "forkserver" in multiprocessing.get_all_start_methods():
        multiprocessing.get_context("forkserver").set_forkserver_preload(["kg.server.worker"])
