"""Processes that answer queries: quick ones at once, long ones aside, runaways killed at their deadline."""

from __future__ import annotations

import asyncio
import json
import math
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.output import NQUADS
from kg.server.fork_server import NUMBER
from kg.server.scheduler import Crowded, Turns
from kg.server.settings import ServerSettings
from kg.server.worker import LENGTHS

_ROOT = Path(__file__).resolve().parents[2]
_TURN = 0.1
"""Seconds that a long query runs before the next one has its turn."""
_PAUSE = 8.0
"""Seconds before a query that was sent away is told so: who asks again at once would leave no room for others."""
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

    pid: int
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    base_memory: int = 0
    _begun: float = 0.0

    def mark(self) -> None:
        """From here on `computed` counts."""
        self._begun = _processor_seconds(self.pid)

    def computed(self) -> float:
        """Seconds of processor time since the mark, or of the clock where the system does not say."""
        return _processor_seconds(self.pid) - self._begun

    async def exchange(self, asked: dict[str, Any]) -> Reply:
        """Send a query and wait for its reply."""
        packed = json.dumps(asked).encode()
        self.writer.write(LENGTHS.pack(len(packed), 0) + packed)
        head, body = LENGTHS.unpack(await self.reader.readexactly(LENGTHS.size))
        said = json.loads(await self.reader.readexactly(head))
        return Reply(**said, body=await self.reader.readexactly(body))

    def pause(self) -> None:
        """Stop the process where it is."""
        self._signal("SIGSTOP")

    def go_on(self) -> None:
        """Let a stopped process run again."""
        self._signal("SIGCONT")

    def _signal(self, name: str) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.pid, getattr(signal, name))

    def end(self) -> None:
        """Kill the process and forget it."""
        self.writer.close()
        self._signal("SIGKILL")


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
    _nursery: socket.socket = field(init=False)
    _one_at_a_time: threading.Lock = field(default_factory=threading.Lock)
    _workers: dict[int, Worker] = field(default_factory=dict)
    _turns: Turns = field(init=False)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Pool]:
        """The pool with its processes begun; they are ended when the block ends."""
        self._turns = Turns(max(2, os.cpu_count() or 2), self.settings.long)
        with self._nursing():
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
        worker.mark()
        exchange = asyncio.ensure_future(worker.exchange(asked))
        try:
            reply = await self._wait(worker, exchange, until, self.settings.patience)
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
        """Let a query that takes longer have what all others leave, while another process takes its place."""
        _step_back(worker)
        self._replace(worker, kill=False)
        self.long += 1
        try:
            reply = await self._in_turns(worker, exchange, until)
        except Crowded:
            worker.end()
            await asyncio.sleep(min(_PAUSE, max(0, until - time.monotonic())))
            reply = Reply(503, "longer queries than the server can hold are under way; try again in a moment")
        finally:
            self.long -= 1
            self._forget(worker)
        self.killed += reply.status >= 500
        return reply

    async def _in_turns(self, worker: Worker, exchange: asyncio.Future[Reply], until: float) -> Reply:
        """Let a query run a turn at a time, so that many of them take no more than a few processors."""
        reply = None
        while reply is None and (left := until - time.monotonic()) > 0:
            worker.pause()
            with suppress(TimeoutError):
                async with self._turns.turn(worker.computed(), left):
                    worker.go_on()
                    reply = await self._wait(worker, exchange, min(until, time.monotonic() + _TURN))
        stopped = f"the query was stopped at its deadline of {self.settings.seconds:g} s; ask for less, or add LIMIT"
        return reply or Reply(504, stopped)

    async def _wait(
        self, worker: Worker, exchange: asyncio.Future[Reply], until: float, most: float = math.inf
    ) -> Reply | None:
        """The reply, or None at the time `until` or when the query has computed for `most` seconds; a process that
        dies or takes too much memory is a reply too."""
        most_memory = worker.base_memory + self.settings.memory_mib * 2**20
        while (left := until - time.monotonic()) > 0 and worker.computed() < most:
            await asyncio.wait([exchange], timeout=min(_LOOK, left))
            if exchange.done():
                return _outcome(exchange)
            if _memory(worker.pid) > most_memory:
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
        with theirs:
            pid = await asyncio.to_thread(self._fork, theirs.fileno())
        reader, writer = await asyncio.open_connection(sock=ours)
        self.started += 1
        worker = Worker(pid, reader, writer, _memory(pid))
        self._workers[id(worker)] = worker
        self._idle.put_nowait(worker)

    def _fork(self, number: int) -> int:
        with self._one_at_a_time:
            socket.send_fds(self._nursery, [b"+"], [number])
            pid: int = NUMBER.unpack(self._nursery.recv(NUMBER.size, socket.MSG_WAITALL))[0]
            return pid

    def _held(self) -> Iterator[str]:
        """The graph beside the store, where it is small enough for memory."""
        graph = self.store.parent / NQUADS
        if graph.is_file() and graph.stat().st_size <= self.settings.held_mib * 2**20:
            yield str(graph)

    @contextmanager
    def _nursing(self) -> Iterator[None]:
        self._nursery, theirs = socket.socketpair()
        with theirs:
            command = [
                sys.executable,
                "-m",
                "kg.server.fork_server",
                str(theirs.fileno()),
                str(self.store),
                *self._held(),
            ]
            path = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
            nursery = subprocess.Popen(command, pass_fds=[theirs.fileno()], env=os.environ | {"PYTHONPATH": path})
        try:
            yield
        finally:
            self._nursery.close()
            nursery.kill()
            nursery.wait()


def _outcome(exchange: asyncio.Future[Reply]) -> Reply:
    try:
        return exchange.result()
    except (asyncio.IncompleteReadError, ConnectionError):
        return Reply(500, "the query brought its process down; it may be nested too deeply")


def _step_back(worker: Worker) -> None:
    with suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, worker.pid, 19)


def _memory(pid: int | None) -> int:
    """Bytes of memory that a process has taken; 0 where the system does not say."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError, AttributeError):
        return 0


def _processor_seconds(pid: int) -> float:
    """Seconds of processor time that a process has used (proc(5), fields 14 and 15 of `stat`), to a hundredth; the
    clock's where the system does not say."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError, AttributeError):
        return time.monotonic()
