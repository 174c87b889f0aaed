"""A process without threads that begins others by forking: quickly, and without running the main program again.

Over its connection comes a file descriptor for each process to begin; the number of the new process goes back.
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
from kg.store import hold, named_queries, open_store

NUMBER = struct.Struct(">i")


def main(number: int, store: Path, graph: Path | None) -> None:
    """Begin processes until the connection closes. A `graph` (N-Quads) is held in memory, which they all share; without
    one each opens the `store` on disk."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system forgets those that end
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server ends them, whatever the terminal sends
    end_with_parent()
    named_queries()  # read once for all that will begin here
    held = hold(graph) if graph else None
    with socket.socket(fileno=number) as asked:
        while True:
            _, given, _, _ = socket.recv_fds(asked, 1, 1)
            if not given:
                return
            child = os.fork()
            if child == 0:
                asked.close()
                _work(given[0], open_store(store) if held is None else held)
            os.close(given[0])
            asked.sendall(NUMBER.pack(child))


def _work(number: int, store: Store) -> None:
    try:
        with socket.socket(fileno=number) as connection:
            work(connection, store)
    finally:
        os._exit(0)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]) if len(sys.argv) > 3 else None)
