"""Fork server of the process pool; it imports modules once, and the forked processes share them."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import forkserver, resource_tracker
from multiprocessing.context import BaseContext
from pathlib import Path

PRELOAD_MODULE = "kg.pipeline.preload"
"""Module that the fork server imports."""
_ROOT = Path(__file__).resolve().parents[2]
CAN_FORK = sys.platform != "win32"


def start_forkserver() -> None:
    """Start the fork server, which imports PRELOAD_MODULE in the background.

    Do nothing if the server is already running or processes cannot be forked.
    """
    if CAN_FORK:
        multiprocessing.get_context("forkserver").set_forkserver_preload([PRELOAD_MODULE])
        with _safe_path():
            resource_tracker.ensure_running()  # which unblocks SIGINT when it starts
            with _sigint_blocked():
                forkserver.ensure_running()


@contextmanager
def _safe_path() -> Iterator[None]:
    """Start interpreters that do not import from the working directory: a folder of listings may contain modules.

    They import this package, and the processes of the pool receive the path of this process.
    """
    before = dict(os.environ)
    os.environ["PYTHONSAFEPATH"] = "1"
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(_ROOT), before.get("PYTHONPATH"))))
    try:
        yield
    finally:
        for name in ("PYTHONSAFEPATH", "PYTHONPATH"):
            os.environ.pop(name)
        os.environ.update(before)


@contextmanager
def _sigint_blocked() -> Iterator[None]:
    """Block SIGINT; the fork server and its processes inherit the block, and this process reacts to Ctrl + C alone."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def context() -> BaseContext:
    """Return the multiprocessing context: "forkserver" where processes can be forked, else "spawn"."""
    return multiprocessing.get_context("forkserver" if CAN_FORK else "spawn")
