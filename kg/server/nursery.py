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

from kg.server.worker import end_with_parent, work
from kg.store import named_queries

NUMBER = struct.Struct(">i")


def main(number: int, store: Path) -> None:
    """Begin processes until the connection closes."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system forgets those that end
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server ends them, whatever the terminal sends
    end_with_parent()
    named_queries()  # read once for all that will begin here
    with socket.socket(fileno=number) as asked:
        while True:
            _, given, _, _ = socket.recv_fds(asked, 1, 1)
            if not given:
                return
            child = os.fork()
            if child == 0:
                asked.close()
                _work(given[0], store)
            os.close(given[0])
            asked.sendall(NUMBER.pack(child))


def _work(number: int, store: Path) -> None:
    try:
        with socket.socket(fileno=number) as connection:
            work(connection, store)
    finally:
        os._exit(0)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
