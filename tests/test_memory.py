"""Garbage is looked for as often as before once a build is done, and what was freed goes back to the system."""

from __future__ import annotations

import gc
import platform
from pathlib import Path

import pytest

from kg.memory import hand_back, rare_collections


def test_collections_are_rare_only_within() -> None:
    before = gc.get_threshold()
    with pytest.raises(KeyError), rare_collections():
        assert gc.get_threshold() > before
        raise KeyError
    assert gc.get_threshold() == before


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc can be asked to give memory back")
def test_what_was_freed_goes_back() -> None:
    kept = [bytearray(1_000) for _ in range(100_000)]
    del kept[:-1]  # the last keeps the top of the heap in use, so that nothing goes back by itself
    before = resident()
    hand_back()
    assert before - resident() > 50_000


def resident() -> int:
    """What this process has in memory, in kB."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmRSS:")[2].split()[0])
