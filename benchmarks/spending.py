"""Time and memory of a command and all processes that it starts, as counted by Linux."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_REAP = """
import ctypes, json, os, resource, subprocess, sys
ctypes.CDLL(None).prctl(36, 1)  # PR_SET_CHILD_SUBREAPER: orphaned processes of a pool are counted, too
code = subprocess.run(sys.argv[1:]).returncode
while True:
    try:
        os.wait()
    except ChildProcessError:
        break
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print()
print(json.dumps([used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))
sys.exit(code)
"""


@dataclass(frozen=True, slots=True)
class Spent:
    """Wall-clock and processor seconds, peak memory of the largest process in MiB, and the lines printed."""

    wall: float
    cpu: float
    largest: float
    printed: list[str]


def spend(arguments: Sequence[object], folder: Path, environment: Mapping[str, str]) -> Spent:
    """Run Python with `arguments` in `folder`; raise SystemExit with the end of its error output if it fails."""
    words = [sys.executable, "-c", _REAP, sys.executable, *map(str, arguments)]
    begun = time.perf_counter()
    done = subprocess.run(words, check=False, capture_output=True, text=True, cwd=folder, env=environment)
    wall = time.perf_counter() - begun
    if done.returncode:
        raise SystemExit(f"{words[4:]} failed: {done.stderr[-2_000:]}")
    *printed, last = done.stdout.splitlines()
    return Spent(wall, *json.loads(last), printed)
