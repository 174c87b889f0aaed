"""Pool of worker processes, in which short queries run immediately and long ones take turns.

The process of a query that exceeds a limit is killed, since a running query cannot be interrupted. The pools of the
standard library offer no way to kill the process of one task, hence this module.
"""

from __future__ import annotations

import asyncio
import json
import logging
import math
import os
import signal
import socket
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.graph.isolated import ended
from kg.output import TURTLE
from kg.server.fork_client import ForkClient, ForkServerError
from kg.server.fork_server import QUESTIONS
from kg.server.scheduler import LeastServiceScheduler, SchedulerFullError
from kg.server.settings import ServerSettings
from kg.server.worker import LENGTHS

_LOG = logging.getLogger(__name__)
_TIME_SLICE = 0.1
"""Seconds that a long query runs before another one gets its turn."""
_REJECTION_DELAY = 8.0
"""Seconds until the response to a rejected query, so that clients that retry immediately do not displace others."""
_POLL_INTERVAL = 0.05
"""Seconds between two checks of the memory of a query."""
_RESTART_DELAYS = (0.0, 0.5, 2.0, 10.0)
"""Seconds before a fork server is started again, by the number of servers just before it that ended within `_SOON`."""
_SOON = 60.0


@dataclass(frozen=True, slots=True)
class Reply:
    """Outcome of a query: an HTTP status with a message or a body.

    `is_interrupted` is true if the process ended for a reason outside the query, such as the end of the fork server.
    `note` is a remark about the result. `retry_seconds` is positive if the same request will succeed soon: the time to
    wait before it is sent again.
    For the query page, `sparql` is the text of a named query with its values, and `missing` are terms of an empty
    result that the graph does not contain.
    """

    status: int
    message: str = ""
    body: bytes = b""
    media_type: str = "text/plain"
    count: int = 0
    truncated: bool = False
    seconds: float = 0.0
    note: str = ""
    sparql: str = ""
    missing: tuple[str, ...] = ()
    is_interrupted: bool = False
    retry_seconds: int = 0


@dataclass(slots=True)
class Worker:
    """Worker process and the connection to it."""

    pid: int
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    base_memory: int = 0
    _started: float = 0.0

    def mark(self) -> None:
        """Start the measurement of the processor time that `computed` returns."""
        self._started = _processor_seconds(self.pid)

    def computed(self) -> float:
        """Return the processor time in seconds since `mark`; wall-clock time on systems without /proc."""
        return _processor_seconds(self.pid) - self._started

    async def exchange(self, request: dict[str, Any]) -> Reply:
        """Send a query and wait for its reply."""
        packed = json.dumps(request).encode()
        self.writer.write(LENGTHS.pack(len(packed), 0) + packed)
        head, body = LENGTHS.unpack(await self.reader.readexactly(LENGTHS.size))
        header = json.loads(await self.reader.readexactly(head))
        return Reply(**header, body=await self.reader.readexactly(body))

    def pause(self) -> None:
        """Suspend the process."""
        self._signal("SIGSTOP")

    def resume(self) -> None:
        """Resume the process."""
        self._signal("SIGCONT")

    def _signal(self, name: str) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.pid, getattr(signal, name))

    def has_ended(self) -> bool:
        """Return True if the process has ended, even if the end of its connection has not been read yet."""
        return self.reader.at_eof() or _is_dead(self.pid)

    def end(self) -> None:
        """Kill the process, unless it has ended, and close the connection."""
        self.writer.close()
        if not self.has_ended():
            self._signal("SIGKILL")


@dataclass(slots=True)
class WorkerPool:
    """Worker processes of one server.

    Attributes
    ----------
    store
        Folder of the store that the processes query.
    settings
        Limits of the server.
    answers_questions
        Whether the processes answer the questions of `kg ask` instead of queries.
    started, killed
        Numbers of processes that were started, and that were killed because of a query, since the server started.
    restarts
        Number of times that the fork server ended and was started again.
    waiting
        Number of queries that wait for a process.
    long
        Number of long queries in progress.
    """

    store: Path
    settings: ServerSettings
    answers_questions: bool = False
    started: int = 0
    killed: int = 0
    restarts: int = 0
    waiting: int = 0
    long: int = 0
    _idle: asyncio.Queue[Worker] = field(default_factory=asyncio.Queue)
    _forks: ForkClient = field(init=False)
    _workers: dict[int, Worker] = field(default_factory=dict)
    _scheduler: LeastServiceScheduler = field(init=False)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    @asynccontextmanager
    async def open(self) -> AsyncIterator[WorkerPool]:
        """Start the processes and yield this pool; end the processes at the end of the `async with` block.

        Raises ForkServerError if the fork server cannot start.
        """
        self._scheduler = LeastServiceScheduler(max(2, os.cpu_count() or 2), self.settings.long)
        content = (QUESTIONS,) if self.answers_questions else self._graph_in_memory()
        self._forks = ForkClient((str(self.store), *content))
        self._forks.start()
        try:
            await asyncio.gather(*(self._start() for _ in range(self.settings.workers)))
            supervision = asyncio.ensure_future(self._restart_fork_server())
            try:
                yield self
            finally:
                supervision.cancel()
        finally:
            for worker in list(self._workers.values()):
                self._forget(worker)
            self._forks.end()

    async def run(self, request: dict[str, Any]) -> Reply:
        """Run a query and return its reply; the reply comes shortly after the deadline at the latest.

        A query whose process was killed from outside is run once more. The number of rows is limited by the settings,
        unless the request has a limit `rows` of its own.
        """
        until = time.monotonic() + self.settings.seconds
        reply = await self._run(request, until)
        return await self._run(request, until) if reply.is_interrupted else reply

    async def _run(self, request: dict[str, Any], until: float) -> Reply:
        limits = self.settings
        if self.waiting >= limits.queue:
            return Reply(503, f"the server is busy: {limits.queue} queries are waiting; try again in a few seconds")
        self.waiting += 1
        try:
            worker = await asyncio.wait_for(self._idle_worker(), max(0.0, until - time.monotonic()))
        except TimeoutError:
            return Reply(
                503, f"the server is busy: no process was free within {limits.seconds:g} s; try again in a few seconds"
            )
        finally:
            self.waiting -= 1
        return await self._supervise(worker, {"rows": limits.rows} | request | {"seconds": limits.seconds}, until)

    async def _idle_worker(self) -> Worker:
        """Return an idle worker; workers that have ended meanwhile are replaced."""
        while (worker := await self._idle.get()).has_ended():
            self._forget(worker)
            self._start_in_background()
        return worker

    async def _supervise(self, worker: Worker, request: dict[str, Any], until: float) -> Reply:
        worker.mark()
        exchange = asyncio.ensure_future(worker.exchange(request))
        try:
            reply = await self._wait(worker, exchange, until, self.settings.patience)
            if reply is None:
                reply = await self._run_long(worker, exchange, until)
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

    async def _run_long(self, worker: Worker, exchange: asyncio.Future[Reply], until: float) -> Reply:
        """Run a long query at the lowest priority, after starting a new process in place of its worker."""
        _lower_priority(worker)
        self._replace(worker, kill=False)
        self.long += 1
        try:
            reply = await self._run_in_slices(worker, exchange, until)
        except SchedulerFullError:
            worker.end()
            await asyncio.sleep(min(_REJECTION_DELAY, max(0, until - time.monotonic())))
            reply = Reply(503, "the server is busy: too many long queries are running; try again in a few seconds")
        finally:
            self.long -= 1
            self._forget(worker)
        self.killed += reply.status >= 500
        return reply

    async def _run_in_slices(self, worker: Worker, exchange: asyncio.Future[Reply], until: float) -> Reply:
        """Run a query in time slices granted by the scheduler, which limits the processors that long queries use."""
        reply = None
        while reply is None and (left := until - time.monotonic()) > 0:
            worker.pause()
            with suppress(TimeoutError):
                async with self._scheduler.slot(worker.computed(), left):
                    worker.resume()
                    reply = await self._wait(worker, exchange, min(until, time.monotonic() + _TIME_SLICE))
        message = f"the query exceeds the time limit of {self.settings.seconds:g} s; narrow it or add LIMIT"
        return reply or Reply(504, message)

    async def _wait(
        self, worker: Worker, exchange: asyncio.Future[Reply], until: float, most: float = math.inf
    ) -> Reply | None:
        """Wait for the reply of a query; return None if there is none at the time `until` or when `most` is used up.

        `most` is the processor time of the query in seconds. The reply is an error if the process crashes or exceeds
        the memory limit.
        """
        most_memory = worker.base_memory + self.settings.memory_mib * 2**20
        while (left := until - time.monotonic()) > 0 and worker.computed() < most:
            await asyncio.wait([exchange], timeout=min(_POLL_INTERVAL, left))
            if exchange.done():
                return await self._outcome(worker, exchange)
            if _memory(worker.pid) > most_memory:
                return Reply(
                    507,
                    f"the query exceeds the memory limit of {self.settings.memory_mib} MiB; narrow it or add LIMIT",
                )
        return None

    async def _outcome(self, worker: Worker, exchange: asyncio.Future[Reply]) -> Reply:
        """Return the reply of a worker; if its process has ended, an error that names its exit status."""
        try:
            return exchange.result()
        except (asyncio.IncompleteReadError, ConnectionError):
            status = await self._forks.exit_status(worker.pid)
        if status is None:
            message = "the process of the query ended before the result was complete; try again"
            return Reply(503, message, is_interrupted=True)
        if status == -signal.SIGKILL:
            return Reply(503, ended(status), is_interrupted=True)
        return Reply(500, ended(status))

    def _replace(self, worker: Worker, kill: bool = True) -> None:
        if kill:
            self.killed += 1
            self._forget(worker)
        self._start_in_background()

    def _start_in_background(self) -> None:
        task = asyncio.ensure_future(self._start_when_possible())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _forget(self, worker: Worker) -> None:
        worker.end()
        self._workers.pop(id(worker), None)

    async def _start_when_possible(self) -> None:
        while True:
            try:
                await self._start()
            except ForkServerError:
                await asyncio.sleep(_POLL_INTERVAL)
            else:
                return

    async def _start(self) -> None:
        ours, theirs = socket.socketpair()
        try:
            with theirs:
                pid = await self._forks.start_worker(theirs.fileno())
        except BaseException:
            ours.close()
            raise
        reader, writer = await asyncio.open_connection(sock=ours)
        self.started += 1
        worker = Worker(pid, reader, writer, _memory(pid))
        self._workers[id(worker)] = worker
        self._idle.put_nowait(worker)

    async def _restart_fork_server(self) -> None:
        """Start the fork server again whenever it ends, and as many workers as were idle, since they end with it."""
        in_a_row = 0
        while True:
            begun = time.monotonic()
            await self._forks.wait()
            in_a_row = in_a_row + 1 if time.monotonic() - begun < _SOON else 0
            _LOG.warning("the fork server has ended; it is started again")
            await asyncio.sleep(_RESTART_DELAYS[min(in_a_row, len(_RESTART_DELAYS) - 1)])
            idle = [self._idle.get_nowait() for _ in range(self._idle.qsize())]
            self._forks.end()
            self._forks.start()
            self.restarts += 1
            for worker in idle:
                self._forget(worker)
                self._start_in_background()

    def _graph_in_memory(self) -> Iterator[str]:
        """Yield the path of the Turtle file next to the store, if the graph is small enough to be kept in memory."""
        graph = self.store.parent / TURTLE
        if graph.is_file() and graph.stat().st_size <= self.settings.held_mib * 2**20:
            yield str(graph)


def _lower_priority(worker: Worker) -> None:
    with suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, worker.pid, 19)


def _is_dead(pid: int) -> bool:
    """Return True if a process has ended, see field 3 of /proc/PID/stat in proc(5); False on systems without /proc."""
    try:
        return Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()[0] in b"ZX"
    except (FileNotFoundError, ProcessLookupError):
        return Path("/proc/self/stat").exists()
    except (OSError, IndexError):
        return False


def _memory(pid: int | None) -> int:
    """Return the resident memory of a process in bytes; 0 on systems without /proc."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError, AttributeError):
        return 0


def _processor_seconds(pid: int) -> float:
    """Return the processor time of a process in seconds, with a resolution of 10 ms.

    It is the sum of the fields 14 and 15 of /proc/PID/stat, see proc(5). On systems without /proc, the value of the
    monotonic clock is returned instead, so that differences are elapsed times.
    """
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError, AttributeError):
        return time.monotonic()
