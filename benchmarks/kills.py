"""Builds that are killed at random moments: the output must be the old or the new one, and the next build must succeed.

    python -m benchmarks.kills [--times N] [--jobs N] [--seed N]

Two inputs alternate, so that the old and the new output differ. SIGKILL is sent to the build or to one of its workers.
The program prints how often each output was found, and fails as soon as an output is neither of the two.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LISTINGS = sorted((ROOT / "examples").glob("*-*"))
INPUTS = (LISTINGS, LISTINGS[:-1])


def start(listings: list[Path], folder: Path, jobs: int) -> subprocess.Popen[bytes]:
    words = ["build", *listings, "--out", folder / "out", "--cache-dir", folder / "cache", "--jobs", jobs]
    command = [sys.executable, "-m", "kg", *map(str, words)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def digest(out: Path) -> str:
    """Return a digest of an output folder without the manifest and the store, which contain timestamps."""
    sha = hashlib.sha256()
    for path in sorted(out.rglob("*")):
        relative = path.relative_to(out)
        if path.is_file() and relative.parts[0] not in ("store", "manifest.json"):
            sha.update(str(relative).encode() + path.read_bytes())
    is_complete = (out / "manifest.json").exists() and (out / "store" / "CURRENT").exists()
    return sha.hexdigest() if is_complete else "incomplete"


def kill(process: subprocess.Popen[bytes], alone: bool) -> None:
    """Kill the build, or only one of its children."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    found = [int(pid) for pid in children.read_text().split()] if alone and children.exists() else []
    os.kill(found[-1] if found else process.pid, signal.SIGKILL)


def build_both(folder: Path, jobs: int) -> tuple[list[str], float]:
    """Build both inputs without kills; return the digests of their outputs, and the duration of a build in seconds."""
    digests = []
    for listings in INPUTS:
        begun = time.perf_counter()
        if start(listings, folder, jobs).wait():
            raise SystemExit("a build failed without being killed")
        digests.append(digest(folder / "out"))
    return digests, time.perf_counter() - begun


def run(times: int, jobs: int, seed: int) -> Counter[str]:
    """Return how often the old and the new output were found after a kill."""
    chance, seen = random.Random(seed), Counter[str]()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        expected, seconds = build_both(folder, jobs)
        current = 1
        for turn in range(times):
            process = start(INPUTS[turn % 2], folder, jobs)
            time.sleep(chance.uniform(0.1, 1.1) * seconds)
            if process.poll() is None:
                kill(process, alone=jobs > 1 and chance.random() < 0.3)
            process.wait()
            found = digest(folder / "out")
            if found not in (expected[turn % 2], expected[current]):
                raise SystemExit(f"kill {turn + 1}: the output is neither the old nor the new one")
            new = found == expected[turn % 2] != expected[current]
            seen["new" if new else "old"] += 1
            current = expected.index(found)
        if start(INPUTS[0], folder, jobs).wait() or digest(folder / "out") != expected[0]:
            raise SystemExit("the build after all kills failed or differs from a build without kills")
        if remains := [path.name for path in folder.iterdir() if path.name not in ("out", "cache")]:
            raise SystemExit(f"left behind: {remains}")
    return seen


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    seen = run(given.times, given.jobs, given.seed)
    print(f"{given.times} kills: the old output {seen['old']} times, the new one {seen['new']} times, a mixture never")


if __name__ == "__main__":
    main()
