"""Garbage collection is restored after a build, and freed memory returns to the system."""

from __future__ import annotations

import gc
import multiprocessing
import platform
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from kg.engine.memory import gc_frozen, infrequent_gc, mmap_large_blocks, trim_heap


def test_collections_are_infrequent_only_within_the_context() -> None:
    before = gc.get_threshold()
    with pytest.raises(KeyError), infrequent_gc():
        assert gc.get_threshold() > before
        raise KeyError
    assert gc.get_threshold() == before


def test_created_values_are_not_examined_when_the_context_ends() -> None:
    examined: list[int] = []

    def note(phase: str, details: dict[str, int]) -> None:
        examined.append(details["generation"])

    before = gc.get_freeze_count()
    gc.collect()
    gc.callbacks.append(note)
    try:
        with infrequent_gc():
            kept = [[number] for number in range(10_000)]
        kept.append([])
    finally:
        gc.callbacks.remove(note)
    assert before or not examined
    assert gc.get_freeze_count() == before


glibc = pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc can be asked to give memory back")


@glibc
def test_freed_memory_returns_to_the_system() -> None:
    kept = [bytearray(1_000) for _ in range(100_000)]
    del kept[:-1]  # the last keeps the top of the heap in use, so that nothing goes back by itself
    before = resident()
    trim_heap()
    assert before - resident() > 50_000


@glibc
def test_large_blocks_return_to_the_system_only_within_the_context() -> None:
    """Run in a new process, whose heap has no free space."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as process:
        within, after = process.submit(given_back_apart).result(), process.submit(given_back).result()
    assert within > 30_000
    assert after < 10_000


def given_back_apart() -> int:
    with mmap_large_blocks():
        return given_back()


def given_back() -> int:
    """Return the kB that return to the system when 40 MB in large blocks between used blocks are freed."""
    blocks, kept = [], []
    for _ in range(20):
        blocks.append(b"x" * 2_000_000)
        kept.append(b"x" * 10_000)
    before = resident()
    del blocks
    return before - resident()


def resident() -> int:
    """Return the resident memory of this process in kB."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmRSS:")[2].split()[0])


def test_frozen_objects_are_not_collected() -> None:
    before = gc.get_freeze_count()
    with gc_frozen():
        assert not gc.isenabled()
        kept: list[list[int]] = [[] for _ in range(1000)]
    try:
        assert gc.isenabled()
        assert gc.get_freeze_count() >= before + len(kept)
    finally:
        gc.unfreeze()
