"""Time of a complete build, stage by stage, compared with a straightforward script for the same job.

    python -m benchmarks.build [LISTING...] [--config kg.toml] [--jobs N] [--rounds N]

Without listings, the benchmark uses those in `../shared/corpus`, or the examples if these are absent. Each build and
each run of the script is a separate process. They alternate, and the figures are medians over the rounds.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SEEDS = Path(os.environ.get("KG_CORPUS", ROOT.parent / "shared" / "corpus")) / "seeds"
STAGES = {
    "parse": ("parse", "parse"),
    "resolve": ("resolve", None),
    "extract and link": ("extract link", "extract"),
    "describe and load": ("describe load", "describe"),
    "query, measure, draw networks": ("measure", "query measure draw"),
    "write the graph, other pages": ("write", "serialise export"),
}


def run_ours(listings: list[Path], config: Path, jobs: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "kg", "build", *map(str, listings)]
        command += ["--config", str(config), "--out", f"{folder}/out", "--jobs", str(jobs), "--no-cache"]
        total = timed(command)
        seconds = json.loads(Path(folder, "out", "manifest.json").read_text(encoding="utf-8"))["seconds"]
    return {**seconds, "total": total}


def run_straightforward(listings: list[Path], config: Path) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        # The same trained pipeline on both sides, for graphs of about the same size.
        script = [sys.executable, str(ROOT / "benchmarks" / "straightforward.py"), *map(str, listings)]
        script += ["--model", str(ROOT / "kg" / "extract" / "model")]
        begun = time.perf_counter()
        done = subprocess.run(
            [*script, "--config", str(config), "--out", folder], check=True, capture_output=True, text=True, cwd=ROOT
        )
        total = time.perf_counter() - begun
    return {**json.loads(done.stdout.splitlines()[-1])["seconds"], "total": total}


def timed(command: list[str]) -> float:
    begun = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    return time.perf_counter() - begun


def median(rounds: list[dict[str, float]], stages: str | None) -> float:
    names = (stages or "").split()
    return statistics.median(sum(one.get(name, 0.0) for name in names) for one in rounds) if names else 0.0


def show(ours: list[dict[str, float]], theirs: list[dict[str, float]]) -> None:
    print(f"{'seconds (median of ' + str(len(ours)) + ')':<32}{'paperkg':>10}{'script':>10}{'ratio':>9}")
    for name, (mine, other) in {**STAGES, "everything": ("total", "total")}.items():
        left, right = median(ours, mine), median(theirs, other)
        ratio = f"{right / left:8.1f}×" if left and other else ""
        print(f"{name:<32}{left:>10.2f}{right if other else 0:>10.2f}{ratio:>9}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("listings", nargs="*", type=Path)
    parser.add_argument("--config", type=Path)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    folder = SEEDS if SEEDS.is_dir() else ROOT / "examples"
    listings = given.listings or [folder]
    config = given.config or (SEEDS.parent / "seeds.toml" if folder == SEEDS else ROOT / "examples" / "kg.toml")
    print(
        f"{platform.python_version()}, {os.cpu_count()} cores, jobs {given.jobs}, {', '.join(p.name for p in listings)}"
    )
    ours, theirs = [], []
    for _ in range(given.rounds):
        ours.append(run_ours(listings, config, given.jobs))
        theirs.append(run_straightforward(listings, config))
    show(ours, theirs)


if __name__ == "__main__":
    main()
