"""Mutants of every format, read as that format and as what they look like: errors, lines not accounted for, slow ones.

    python -m benchmarks.fuzz [--cases N] [--seed N] [--format NAME …]

Prints, for each format, the mutants that gave records and those that were refused, and the slowest. A mutant that
breaks a reader is written to broken/ with the error; the exit code is 1 then.
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

from tests.parsers.mutating import SAMPLES, mutant, reads


@dataclass
class Tally:
    """What the mutants of one format gave."""

    read: int = 0
    records: int = 0
    refused: int = 0
    broken: int = 0
    slowest: float = 0.0


def fuzz(name: str, cases: int, seed: int, broken: Path) -> Tally:
    """Read mutants of one format; every third as what it looks like."""
    tally = Tally()
    rng = random.Random(f"{seed} {name}")
    with tempfile.TemporaryDirectory() as folder:
        for case in range(cases):
            content = mutant(name, rng)
            begun = time.process_time()
            try:
                parsed = reads(Path(folder) / "listing", content, name if case % 3 else None)
            except Exception:
                tally.broken += 1
                broken.mkdir(exist_ok=True)
                (broken / f"{name}-{seed}-{case}").write_bytes(content)
                (broken / f"{name}-{seed}-{case}.log").write_text(traceback.format_exc(), encoding="utf-8")
            else:
                tally.read += parsed is not None
                tally.records += len(parsed.records) if parsed else 0
                tally.refused += parsed is None
            tally.slowest = max(tally.slowest, time.process_time() - begun)
    return tally


def main() -> int:
    parser = argparse.ArgumentParser(description="Read mutants of listings.")
    parser.add_argument("--cases", type=int, default=10_000, help="mutants of each format")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--format", action="append", choices=list(SAMPLES), help="may be given again; else all")
    parser.add_argument("--broken", type=Path, default=Path("broken"), help="where mutants that break a reader go")
    given = parser.parse_args()
    print(f"{'format':20} {'read':>8} {'records':>9} {'refused':>8} {'broken':>7} {'slowest, ms':>12}")
    failed = 0
    for name in given.format or SAMPLES:
        tally = fuzz(name, given.cases, given.seed, given.broken)
        failed += tally.broken
        row = f"{tally.read:8,} {tally.records:9,} {tally.refused:8,} {tally.broken:7,} {1000 * tally.slowest:12.1f}"
        print(f"{name:20} {row}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
