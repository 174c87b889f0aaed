"""Fork server: a process without threads that starts workers by forking, so that they need not import modules again.

A request is one number, optionally with a file descriptor. With a descriptor, the server starts a worker that uses
it as its connection, and responds with the process id of the worker. Without a descriptor, the number is the
process id of a worker, and the response is its exit status.
"""

from __future__ import annotations

import os
import signal
import socket
import struct
import sys
import time
from contextlib import suppress
from pathlib import Path

from pyoxigraph import Store

from kg.server.worker import end_with_parent, work
from kg.store import load_turtle, named_queries, open_store

NUMBER = struct.Struct(">i")
"""Format of requests and responses: one number."""
UNKNOWN = 1_000
"""Exit status of a process that has not ended, or whose exit status is not known."""
_MOST_STATUSES = 1_000
_STATUS_SECONDS = 1.0


def main(number: int, store: Path, graph: Path | None) -> None:
    """Respond to requests on the connection with file descriptor `number`, until the connection closes.

    If a Turtle file `graph` is given, it is loaded into memory that all workers share. Otherwise, each worker opens the
    store on disk.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # on Ctrl + C, the server ends the workers
    end_with_parent()
    named_queries()  # loaded once, before forking
    in_memory = load_turtle(graph) if graph else None
    statuses: dict[int, int] = {}
    with socket.socket(fileno=number) as connection:
        while True:
            request, descriptors, _, _ = socket.recv_fds(connection, NUMBER.size, 1)
            if not request:
                return
            if descriptors:
                response = _start(connection, descriptors[0], store, in_memory)
            else:
                response = _status(statuses, NUMBER.unpack(request)[0])
            _collect(statuses)
            connection.sendall(NUMBER.pack(response))


def _start(connection: socket.socket, descriptor: int, store: Path, in_memory: Store | None) -> int:
    """Start a worker and return its process id."""
    child = os.fork()
    if child == 0:
        connection.close()
        _work(descriptor, open_store(store) if in_memory is None else in_memory)
    os.close(descriptor)
    return child


def _status(statuses: dict[int, int], pid: int) -> int:
    """Return the exit status of a worker, negative if a signal ended it; wait for its end for a moment."""
    until = time.monotonic() + _STATUS_SECONDS
    _collect(statuses)
    while pid not in statuses and _is_child(pid) and time.monotonic() < until:
        time.sleep(0.005)
        _collect(statuses)
    return statuses.pop(pid, UNKNOWN)


def _is_child(pid: int) -> bool:
    """Return True unless the process was started by an earlier fork server."""
    try:
        os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    except ChildProcessError:
        return False
    return True


def _collect(statuses: dict[int, int]) -> None:
    """Add the exit statuses of all workers that have ended, and drop the oldest if there are too many."""
    with suppress(ChildProcessError):
        while (ended := os.waitpid(-1, os.WNOHANG))[0]:
            statuses[ended[0]] = os.waitstatus_to_exitcode(ended[1])
    while len(statuses) > _MOST_STATUSES:
        del statuses[next(iter(statuses))]


def _work(number: int, store: Store) -> None:
    try:
        with socket.socket(fileno=number) as connection:
            work(connection, store)
    finally:
        os._exit(0)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]) if len(sys.argv) > 3 else None)
