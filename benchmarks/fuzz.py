"""Fuzzing of the parsers: mutants of listings in each format must not raise unexpected errors or lose lines.

    python -m benchmarks.fuzz [--cases N] [--seed N] [--format NAME …]

For each format, the program prints the number of mutants that were read and refused, the number of records, and the
time of the slowest mutant. A mutant for which a parser fails is written to broken/ with the error; the exit code is
then 1.
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
    """Results for the mutants of one format."""

    read: int = 0
    records: int = 0
    refused: int = 0
    broken: int = 0
    slowest: float = 0.0


def fuzz(name: str, cases: int, seed: int, broken: Path) -> Tally:
    """Read mutants of a format: every third one in the detected format, all others in the given format."""
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
    parser.add_argument("--cases", type=int, default=10_000, help="number of mutants per format")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--format", action="append", choices=list(SAMPLES), help="format (repeatable; default: all)")
    parser.add_argument("--broken", type=Path, default=Path("broken"), help="folder for mutants that cause a failure")
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
