"""Fork server of the pool: modules are imported once and shared by all its processes."""

from __future__ import annotations

import multiprocessing
import sys
from multiprocessing import forkserver
from multiprocessing.context import BaseContext

PRELOAD_MODULE = "kg.pipeline.preload"
"""Module that the fork server imports."""
CAN_FORK = sys.platform != "win32"


def start_forkserver() -> None:
    """Start the import in the fork server while this process continues.

    Does nothing if the server is running or processes cannot be forked.
    """
    if CAN_FORK:
        multiprocessing.get_context("forkserver").set_forkserver_preload([PRELOAD_MODULE])
        forkserver.ensure_running()


def context() -> BaseContext:
    """Return the start method of processes: forked from the server where possible, else spawned."""
    return multiprocessing.get_context("forkserver" if CAN_FORK else "spawn")
