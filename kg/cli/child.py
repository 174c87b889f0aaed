"""Child process for commands that run a query of the user: a crash of the engine then ends with a one-line error."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType

from kg.cli.console import show_error

_COMMANDS = ("query", "view")
_INTERRUPTED = 130
_GRACE = 1
"""Seconds that an interrupted child has to end; the engine does not react to signals while it runs a query."""


def continue_in_child(words: Sequence[str]) -> None:
    """Return in a child process if the command runs a query; the parent exits with the exit code of the child.

    If a signal ends the child, the parent prints an error as one line. Without `os.fork`, as on Windows, the command
    runs in this process.
    """
    if not hasattr(os, "fork") or not set(words[:1]) & set(_COMMANDS):
        return
    sys.stdout.flush()
    child = os.fork()
    if child:
        sys.exit(_wait(child))


def _wait(child: int) -> int:
    """Wait for the end of the child and return the exit code with which the parent ends."""
    received: list[int] = []

    def end(number: int, _: FrameType | None) -> None:
        received.append(number)
        if number == signal.SIGTERM:
            os.kill(child, number)
        signal.alarm(_GRACE)

    signal.signal(signal.SIGALRM, lambda *_: os.kill(child, signal.SIGKILL))
    signal.signal(signal.SIGINT, end)  # from the terminal, which sends it to the child too
    signal.signal(signal.SIGTERM, end)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    signal.alarm(0)
    if status >= 0:
        return status
    if received:
        return _INTERRUPTED if signal.SIGINT in received else 128 + signal.SIGTERM
    from kg.graph.isolated import ended

    show_error(ended(status))
    return 2
