"""Garbage is looked for as often as before once a build is done, and freed memory goes back to the system."""

from __future__ import annotations

import gc
import multiprocessing
import platform
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from kg.engine.memory import gc_frozen, infrequent_gc, mmap_large_blocks, trim_heap


def test_collections_are_rare_only_within() -> None:
    before = gc.get_threshold()
    with pytest.raises(KeyError), infrequent_gc():
        assert gc.get_threshold() > before
        raise KeyError
    assert gc.get_threshold() == before


glibc = pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc can be asked to give memory back")


@glibc
def test_what_was_freed_goes_back() -> None:
    kept = [bytearray(1_000) for _ in range(100_000)]
    del kept[:-1]  # the last keeps the top of the heap in use, so that nothing goes back by itself
    before = resident()
    trim_heap()
    assert before - resident() > 50_000


@glibc
def test_large_blocks_go_back_by_themselves_only_within() -> None:
    """In a process of its own, whose heap has no place for them yet."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as process:
        within, after = process.submit(given_back_apart).result(), process.submit(given_back).result()
    assert within > 30_000
    assert after < 10_000


def given_back_apart() -> int:
    with mmap_large_blocks():
        return given_back()


def given_back() -> int:
    """How many kB go back to the system when 40 MB in large blocks are freed, all around what is kept."""
    blocks, kept = [], []
    for _ in range(20):
        blocks.append(b"x" * 2_000_000)
        kept.append(b"x" * 10_000)
    before = resident()
    del blocks
    return before - resident()


def resident() -> int:
    """What this process has in memory, in kB."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmRSS:")[2].split()[0])


def test_what_lasts_is_not_looked_through_for_cycles() -> None:
    before = gc.get_freeze_count()
    with gc_frozen():
        assert not gc.isenabled()
        kept: list[list[int]] = [[] for _ in range(1000)]
    try:
        assert gc.isenabled()
        assert gc.get_freeze_count() >= before + len(kept)
    finally:
        gc.unfreeze()
