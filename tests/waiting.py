"""Waiting in tests: the limit of waits, and coroutines beside the browser's event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")

WAIT_LIMIT = 300.0
"""Seconds after which a test gives up waiting: long, so that no test depends on how busy the machine is."""


def run_async(work: Coroutine[Any, Any, T]) -> T:
    """Return the result of a coroutine, run in a thread: Playwright's event loop runs in the main thread."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()
