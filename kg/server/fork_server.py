"""Fork server: a process without threads that starts workers by forking, so that they need not import modules again.

For each worker, it receives the file descriptor of the connection and sends back the process id.
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
    """Start a worker for each request on the connection with file descriptor `number`, until the connection closes.

    If a Turtle file `graph` is given, it is loaded into memory that all workers share. Otherwise, each worker opens the
    store on disk.
    """
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel reaps workers that end
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # on Ctrl + C, the server ends the workers
    end_with_parent()
    named_queries()  # loaded once, before forking
    in_memory = load_turtle(graph) if graph else None
    with socket.socket(fileno=number) as connection:
        while True:
            _, descriptors, _, _ = socket.recv_fds(connection, 1, 1)
            if not descriptors:
                return
            child = os.fork()
            if child == 0:
                connection.close()
                _work(descriptors[0], open_store(store) if in_memory is None else in_memory)
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
