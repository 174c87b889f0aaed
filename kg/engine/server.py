"""The server that the processes of a pool are forked from, so that each has at once what was imported once."""

from __future__ import annotations

import multiprocessing
import sys
from multiprocessing import forkserver
from multiprocessing.context import BaseContext

PRELOADED = "kg.pipeline.preload"
"""The module that the server imports: it holds what processes begin with."""
CAN_FORK = sys.platform != "win32"


def start_server() -> None:
    """Have the server import while this process goes on.

    Nothing happens where it runs already, and where processes cannot be forked.
    """
    if CAN_FORK:
        multiprocessing.get_context("forkserver").set_forkserver_preload([PRELOADED])
        forkserver.ensure_running()


def context() -> BaseContext:
    """How processes begin: forked from the server where they can be, else each by itself."""
    return multiprocessing.get_context("forkserver" if CAN_FORK else "spawn")
