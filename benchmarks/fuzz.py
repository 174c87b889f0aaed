"""Fuzzing: mutants of listings, settings, decisions, thesauri, caches, queries and HTTP requests.

    python -m benchmarks.fuzz [--cases N] [--seconds S] [--seed N] [--subject NAME …]

For each subject, the program prints the number of mutants that were accepted and refused, the number of faults, and the
processor time of the slowest mutant. A mutant that causes a fault is written to broken/ with the error; the exit code
is then 1.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
import traceback
from dataclasses import dataclass
from pathlib import Path

from tests.fuzz_checks import Check
from tests.fuzzing import SUBJECTS, checking, mutated

_IN_MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None


@dataclass
class Tally:
    """Results for the mutants of one subject."""

    accepted: int = 0
    refused: int = 0
    faults: int = 0
    slowest: float = 0.0

    def add(self, other: Tally) -> None:
        self.accepted += other.accepted
        self.refused += other.refused
        self.faults += other.faults
        self.slowest = max(self.slowest, other.slowest)

    def row(self, name: str) -> str:
        cases = self.accepted + self.refused + self.faults
        counts = f"{cases:9,} {self.accepted:9,} {self.refused:9,} {self.faults:7,}"
        return f"{name:20} {counts} {1000 * self.slowest:12.1f}"


def fuzz(subject: str, cases: int, until: float, seed: int, broken: Path) -> Tally:
    """Check mutants of a subject until their number is reached or the time is up."""
    tally = Tally()
    rng = random.Random(f"{seed} {subject}")
    with tempfile.TemporaryDirectory(dir=_IN_MEMORY) as folder, checking(subject, Path(folder)) as check:
        for case in range(cases):
            if time.monotonic() > until:
                break
            content = mutated(subject, rng)
            begun = time.process_time()
            elsewhere = _count(tally, check, content, broken / f"{subject}-{seed}-{case}")
            tally.slowest = max(tally.slowest, time.process_time() - begun + elsewhere)
    return tally


def _count(tally: Tally, check: Check, content: bytes, path: Path) -> float:
    """Check a mutant, count its outcome and return the processor time that other processes used for it."""
    try:
        found = check(content)
    except Exception:
        tally.faults += 1
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        path.with_name(path.name + ".log").write_text(traceback.format_exc(), encoding="utf-8")
        return 0.0
    tally.accepted += found.is_accepted
    tally.refused += not found.is_accepted
    return found.seconds_elsewhere


def main() -> int:
    parser = argparse.ArgumentParser(description="Check mutants of the inputs that other people write.")
    parser.add_argument("--cases", type=int, default=10_000, help="maximum number of mutants per subject")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="maximum time per subject")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--subject", action="append", choices=list(SUBJECTS), help="repeatable; default: all")
    parser.add_argument("--broken", type=Path, default=Path("broken"), help="folder for mutants that cause a fault")
    given = parser.parse_args()
    print(f"{'subject':20} {'cases':>9} {'accepted':>9} {'refused':>9} {'faults':>7} {'slowest, ms':>12}")
    total = Tally()
    for subject in given.subject or SUBJECTS:
        tally = fuzz(subject, given.cases, time.monotonic() + given.seconds, given.seed, given.broken)
        total.add(tally)
        print(tally.row(subject), flush=True)
    print(total.row("all"))
    return 1 if total.faults else 0


if __name__ == "__main__":
    sys.exit(main())
