"""Client of the fork server: starts it, requests workers from it, and recognises its end."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from kg.server.fork_server import NUMBER, UNKNOWN

_ROOT = Path(__file__).resolve().parents[2]
_MOST_SECONDS = 120.0
"""Seconds after which a fork server that does not respond is ended; it loads the graph before its first response."""


class ForkServerError(Exception):
    """Error raised if the fork server has ended or does not respond."""


@contextmanager
def _ending_blocked() -> Iterator[None]:
    """Block the signals that end the server; the fork server inherits the block, and the server ends it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT, signal.SIGTERM])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@dataclass(slots=True)
class ForkClient:
    """Connection to a fork server; `arguments` are the paths of the store and, optionally, of the graph as Turtle."""

    arguments: Sequence[str]
    _process: subprocess.Popen[bytes] = field(init=False)
    _connection: socket.socket = field(init=False)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def start(self) -> None:
        """Start the fork server."""
        ours, theirs = socket.socketpair()
        ours.settimeout(_MOST_SECONDS)
        path = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
        with theirs:
            number = theirs.fileno()
            command = [sys.executable, "-P", "-m", "kg.server.fork_server", str(number), *self.arguments]
            with _ending_blocked():
                process = subprocess.Popen(command, pass_fds=[number], env=os.environ | {"PYTHONPATH": path})
        with self._lock:
            self._connection, self._process = ours, process

    async def wait(self) -> None:
        """Wait until the fork server has ended."""
        await asyncio.to_thread(self._process.wait)

    def end(self) -> None:
        """End the fork server; its workers end with it."""
        self._process.kill()
        self._process.wait()
        with self._lock:  # a thread that waits for a response receives the end of the connection
            self._connection.close()

    async def start_worker(self, descriptor: int) -> int:
        """Start a worker with the connection `descriptor` and return its process id. Raises ForkServerError."""
        return await asyncio.to_thread(self._exchange, 0, [descriptor])

    async def exit_status(self, pid: int) -> int | None:
        """Return the exit status of a worker that has ended, negative if a signal ended it; None if it is unknown."""
        try:
            status = await asyncio.to_thread(self._exchange, pid, [])
        except ForkServerError:
            return None
        return None if status == UNKNOWN else status

    def _exchange(self, number: int, descriptors: list[int]) -> int:
        with self._lock:
            try:
                socket.send_fds(self._connection, [NUMBER.pack(number)], descriptors)
                response = self._connection.recv(NUMBER.size, socket.MSG_WAITALL)
            except TimeoutError:
                self._process.kill()
                raise ForkServerError from None
            except OSError:
                raise ForkServerError from None
        if len(response) < NUMBER.size:
            raise ForkServerError
        received: int = NUMBER.unpack(response)[0]
        return received
