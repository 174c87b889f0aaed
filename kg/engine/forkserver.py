"""Fork server of the process pool; it imports modules once, and the forked processes share them."""

from __future__ import annotations

import multiprocessing
import sys
from multiprocessing import forkserver
from multiprocessing.context import BaseContext

PRELOAD_MODULE = "kg.pipeline.preload"
"""Module that the fork server imports."""
CAN_FORK = sys.platform != "win32"


def start_forkserver() -> None:
    """Start the fork server, which imports PRELOAD_MODULE in the background.

    Do nothing if the server is already running or processes cannot be forked.
    """
    if CAN_FORK:
        multiprocessing.get_context("forkserver").set_forkserver_preload([PRELOAD_MODULE])
        forkserver.ensure_running()


def context() -> BaseContext:
    """Return the multiprocessing context: "forkserver" where processes can be forked, else "spawn"."""
    return multiprocessing.get_context("forkserver" if CAN_FORK else "spawn")
