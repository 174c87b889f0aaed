"""Modules that the fork server imports once for all processes of a pool: extraction and rendering."""

from __future__ import annotations

import sys
from contextlib import suppress
from types import TracebackType

from kg.engine.memory import gc_frozen
from kg.model.errors import KgError

with gc_frozen():
    import kg.extract.finding
    import kg.pipeline.rendering  # noqa: F401
    from kg.extract.loading import load_tools

    with suppress(KgError):  # the process that uses the model raises it again
        load_tools()


def _hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Print the traceback of an error, except for a FileNotFoundError.

    A process that starts after its build has ended raises this error, because the semaphores of the build are missing.
    """
    if not issubclass(kind, FileNotFoundError):
        sys.__excepthook__(kind, error, trace)


if sys.argv[:1] == ["-c"]:  # only in the fork server and its processes
    sys.excepthook = _hook
