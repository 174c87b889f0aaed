"""Fork server: a process without threads that starts workers by forking, so that they need not import modules again.

A request is one number, optionally with a file descriptor. With a descriptor, the server starts a worker that uses
it as its connection, and responds with the process id of the worker. Without a descriptor, the number is the
process id of a worker, and the response is its exit status.
"""

from __future__ import annotations

import gc
import os
import signal
import socket
import struct
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from pyoxigraph import Store

from kg.model.errors import OutputError
from kg.reporting import Facts
from kg.server.question_facts import facts_on, prepared_facts
from kg.server.worker import end_with_parent, work
from kg.store import load_turtle, named_queries, open_store

QUESTIONS = "--questions"
"""Argument in place of a Turtle file: the workers answer questions."""
NUMBER = struct.Struct(">i")
"""Format of requests and responses: one number."""
UNKNOWN = 1_000
"""Exit status of a process that has not ended, or whose exit status is not known."""
_MOST_STATUSES = 1_000
_STATUS_SECONDS = 1.0


def main(descriptor: int, store: Path, content: str = "") -> None:
    """Respond to requests on the connection with this file descriptor, until the connection closes.

    If `content` is the path of a Turtle file, it is loaded into memory that all workers share. Otherwise, each worker
    opens the store on disk; if `content` is QUESTIONS, all workers share the facts that answers need.
    """
    for each in (signal.SIGINT, signal.SIGTERM):  # which terminals and service managers send to all processes
        signal.signal(each, signal.SIG_IGN)  # the server ends this process and the workers
    end_with_parent()
    named_queries()  # loaded once, before forking
    start = _starter(store, content)
    statuses: dict[int, int] = {}
    with socket.socket(fileno=descriptor) as connection:
        while True:
            request, descriptors, _, _ = socket.recv_fds(connection, NUMBER.size, 1)
            if not request:
                return
            if descriptors:
                response = _start(connection, descriptors[0], start)
            else:
                response = _status(statuses, NUMBER.unpack(request)[0])
            _collect(statuses)
            connection.sendall(NUMBER.pack(response))


def _starter(store: Path, content: str) -> Callable[[socket.socket], None]:
    """Return the function that a worker runs with its connection."""
    if content == QUESTIONS:
        facts = prepared_facts(store)
        gc.freeze()  # the workers share the memory of the facts as long as they do not write to it
        return partial(_answer, store=store, facts=facts)
    return partial(_query, store=store, in_memory=_in_memory(content))


def _in_memory(content: str) -> Store | None:
    """Return the store in memory that the workers share; None if there is none or the Turtle file is damaged."""
    try:
        return load_turtle(Path(content)) if content else None
    except OutputError as error:
        sys.stderr.write(f"kg: {' '.join(str(error).split())}; until then, queries read the store on disk\n")
        return None


def _answer(connection: socket.socket, store: Path, facts: Facts) -> None:
    opened = open_store(store)
    work(connection, opened, facts_on(facts, opened))


def _query(connection: socket.socket, store: Path, in_memory: Store | None) -> None:
    work(connection, open_store(store) if in_memory is None else in_memory)


def _start(connection: socket.socket, descriptor: int, run: Callable[[socket.socket], None]) -> int:
    """Start a worker and return its process id."""
    child = os.fork()
    if child == 0:
        connection.close()
        _work(descriptor, run)
    os.close(descriptor)
    return child


def _status(statuses: dict[int, int], pid: int) -> int:
    """Return the exit status of a worker, negative if a signal ended it; wait at most `_STATUS_SECONDS` for its end."""
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


def _work(number: int, run: Callable[[socket.socket], None]) -> None:
    try:
        with socket.socket(fileno=number) as connection:
            run(connection)
    finally:
        os._exit(0)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:])
