"""Fork server: a process without threads that starts workers by forking, without importing the main program again.

It receives a file descriptor for each worker to start, and sends back the process id of the worker.
"""

from __future__ import annotations

import os
import signal
import socket
import struct
import sys
from pathlib import Path

from pyoxigraph import Store

from kg.server.worker import end_with_parent, work
from kg.store import load_turtle, named_queries, open_store

PROCESS_ID = struct.Struct(">i")


def main(number: int, store: Path, graph: Path | None) -> None:
    """Start workers until the connection closes.

    A `graph` (Turtle) is loaded into memory that all workers share; without one, each opens the `store` on disk.
    """
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel reaps workers that end
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server ends the workers, not the terminal
    end_with_parent()
    named_queries()  # loaded once, before forking
    held = load_turtle(graph) if graph else None
    with socket.socket(fileno=number) as connection:
        while True:
            _, descriptors, _, _ = socket.recv_fds(connection, 1, 1)
            if not descriptors:
                return
            child = os.fork()
            if child == 0:
                connection.close()
                _work(descriptors[0], open_store(store) if held is None else held)
            os.close(descriptors[0])
            connection.sendall(PROCESS_ID.pack(child))


def _work(number: int, store: Store) -> None:
    try:
        with socket.socket(fileno=number) as connection:
            work(connection, store)
    finally:
        os._exit(0)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]) if len(sys.argv) > 3 else None)
