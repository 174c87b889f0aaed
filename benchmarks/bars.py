"""Ratios between the costs of parts of a build, each with its target; both sides of a ratio are measured in one run.

    python -m benchmarks.bars [--jobs N] [--small] [--rounds N] [--skip-script] [--cluster-workers N] [--only-cluster]
                              [--large]

Each build is a separate process. --large adds builds of up to 108,000 papers, which take another hour. Each ratio is
printed for wall-clock time and for the processor time of all processes (as counted by Linux). On a shared machine, the
ratio of processor times is more reliable.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from pyoxigraph import RdfFormat, Store, parse, serialize

from benchmarks.build import ROOT, SEEDS
from benchmarks.scale import SIZES, exponent, grow, listing_of
from benchmarks.spending import spend
from kg import read
from kg.engine.memory import infrequent_gc
from kg.output import TURTLE
from kg.rdf import SortedRuns
from kg.store import load, new_store

CONFIG = SEEDS.parent / "seeds.toml"
LISTS = SEEDS.parent / "lists"
MODEL = ROOT / "kg" / "extract" / "model"
EXTRACT = """
import sys
from kg import read
from kg.engine import EngineChoice, open_engine
from kg.model.progress import NoProgress
from kg.pipeline.extraction import find_mentions
if __name__ == "__main__":
    jobs, scheduler, *paths = sys.argv[1:]
    passages = [(record.id, record.abstract) for record in read(paths) if record.abstract]
    choice = EngineChoice("dask" if scheduler else "processes", int(jobs), scheduler or None)
    with open_engine(choice, 0) as engine:
        find_mentions(passages, None, engine, None, NoProgress())
"""
Cost = tuple[float, float]
"""Wall-clock time and processor time in seconds."""


def cost(command: list[object]) -> Cost:
    # One thread for linear algebra on both sides, as in `kg`: with more threads, the script takes many times as long.
    # Modules are compiled once, as in an installation, and not in each process.
    settings = {"PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": ""}
    spent = spend(command, ROOT, os.environ | settings)
    return spent.wall, spent.cpu


def here(work: Callable[[], object]) -> Cost:
    begun, worked = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - begun, time.process_time() - worked


def build(folder: Path, jobs: int, paths: list[Path], *options: object) -> Cost:
    words = ["build", *paths, "--config", CONFIG, "--out", folder / "out", "--jobs", jobs, *options]
    return cost(["-m", "kg", *words])


def in_turn(rounds: int, one: Callable[[], Cost], other: Callable[[], Cost]) -> tuple[Cost, Cost]:
    """Return the median costs of two functions, which run alternately."""
    pairs = [(one(), other()) for _ in range(rounds)]
    (wall, cpu), (others, other_cpu) = (zip(*costs, strict=True) for costs in zip(*pairs, strict=True))
    return (median(wall), median(cpu)), (median(others), median(other_cpu))


def print_ratio(name: str, ours: Cost, theirs: Cost, target: str) -> None:
    figures = "".join(f"{a:9.2f} s ÷{b:8.2f} s ={a / b:6.2f}" for a, b in zip(ours, theirs, strict=True))
    print(f"{name:<60}{figures}   target {target}", flush=True)


def writing(folder: Path, turtle: Path) -> tuple[Cost, Cost]:
    """Return the costs of writing and loading statements with paperkg and with pyoxigraph alone."""
    quads = list(parse(path=turtle, format=RdfFormat.TURTLE))

    def theirs() -> None:
        Store(str(folder / "theirs")).bulk_extend(quads)
        serialize(quads, str(folder / "theirs.nt"), RdfFormat.N_TRIPLES)

    def ours() -> None:
        with SortedRuns(folder) as runs:
            store = new_store(folder / "ours", ())
            load(store, runs.add(f"{quad} .\n" for quad in quads))
            runs.write(folder / "ours.nt")

    return here(ours), here(theirs)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--small", action="store_true", help="build the seeds without the lists")
    parser.add_argument("--rounds", type=int, default=3, help="rounds for the first ratio (medians are printed)")
    parser.add_argument("--skip-script", action="store_true", help="skip the straightforward script")
    parser.add_argument("--cluster-workers", type=int, default=4, help="number of Dask workers (0: skip the cluster)")
    parser.add_argument("--only-cluster", action="store_true", help="measure only the cluster")
    parser.add_argument(
        "--large", action="store_true", help=f"also build {SIZES[-2]:,} and {SIZES[-1]:,} works (one hour more)"
    )
    given = parser.parse_args()
    print(f"{given.jobs} processes; load average {os.getloadavg()[0]:.1f}; columns: wall-clock time, processor time")
    if not given.only_cluster:
        with tempfile.TemporaryDirectory() as name:
            measure(Path(name), given)
    if given.large:
        with tempfile.TemporaryDirectory() as name:
            large(Path(name), given.jobs)
    if given.cluster_workers:
        cluster(given.cluster_workers)


def measure(folder: Path, given: argparse.Namespace) -> None:
    seeds, cache = sorted(SEEDS.iterdir()), ["--cache-dir", folder / "cache"]
    many = [SEEDS] if given.small else [SEEDS, LISTS]
    records: list[object] = []
    with infrequent_gc():  # as in a build
        _, cpu = here(lambda: records.extend(read([SEEDS, LISTS])))
    print(f"parsing: {len(records) / cpu:,.0f} records per second of processor time   target 15,000")
    complete, extraction = in_turn(
        given.rounds,
        lambda: build(folder, given.jobs, many, "--no-cache"),
        lambda: cost(["-c", EXTRACT, given.jobs, "", *many]),
    )
    names = " and ".join(path.name for path in many)
    print_ratio(f"{names}: complete build ÷ extraction alone", complete, extraction, "≤ 1.5")
    print_ratio("quads: sorting and loading ÷ pyoxigraph alone", *writing(folder, folder / "out" / TURTLE), "≤ 1.5")
    build(folder, given.jobs, seeds[:-1], *cache)
    more = build(folder, given.jobs, seeds, *cache)
    print_ratio(
        "seeds: build with one listing more ÷ that listing alone",
        more,
        build(folder, given.jobs, seeds[-1:], "--no-cache"),
        "≤ 1.5",
    )
    if not given.skip_script:
        ours, again = build(folder, given.jobs, seeds, "--no-cache"), build(folder, given.jobs, seeds, *cache)
        words = ["benchmarks/straightforward.py", SEEDS, "--config", CONFIG, "--out", folder / "script"]
        like = cost([*words, "--model", MODEL])  # the same pipeline on both sides, for graphs of about the same size
        print_ratio("seeds: script with the same model ÷ ours", like, ours, "≥ 15")
        print_ratio("seeds: script with the same model ÷ ours with cached mentions", like, again, "")
        print_ratio("seeds: script with word matching only ÷ ours", cost(words), ours, "")


def large(folder: Path, jobs: int) -> None:
    """Print the growth of the costs of builds with cached mentions, and the cost of one build with extraction."""
    less, many, most = grow(SIZES, folder, jobs)
    for name, target in (("wall", "≤ 1.08"), ("peak, main", "≤ 1.08")):
        slopes = f"{exponent(less, many, name)}, {exponent(many, most, name)}"
        print(f"growth of {name}, exponents: {slopes}   target {target}")
    peak = most["peak, main"] * 2**20 / 1e9
    print(f"{most['works']:,.0f} works: peak memory of the main process {peak:.2f} GB   target 3")
    listing = listing_of(SIZES[1], folder)
    complete = cost(["-m", "kg", "build", listing, "--out", folder / "out", "--jobs", jobs, "--no-cache"])
    extraction = cost(["-c", EXTRACT, jobs, "", listing])
    print_ratio(f"{many['works']:,.0f} works: complete build ÷ extraction alone", complete, extraction, "≤ 1.45")
    print(f"{many['works']:,.0f} works: {many['bytes a paper']:,.0f} bytes per paper on disk   target 30,000")


def cluster(jobs: int) -> None:
    """Print the ratio between extraction by running Dask workers and by a pool, which has to be started.

    The workers preload the same modules as the processes of a pool; see docs/developer/scale-log.md.
    """
    from distributed import LocalCluster

    os.environ["PYTHONPATH"] = str(ROOT)
    options = {"n_workers": jobs, "threads_per_worker": 1, "host": "127.0.0.1", "dashboard_address": "127.0.0.1:0"}
    with LocalCluster(processes=True, silence_logs=50, preload=["kg.pipeline.preload"], **options) as dask:
        for which in ("new", "the same", "the same"):
            before = cpu_of_workers()
            wall, cpu = cost(["-c", EXTRACT, jobs, dask.scheduler_address, SEEDS])
            theirs, ours = (wall, cpu + cpu_of_workers() - before), cost(["-c", EXTRACT, jobs, "", SEEDS])
            print_ratio(f"seeds: extraction by {jobs} {which} Dask workers ÷ by a pool", theirs, ours, "≤ 1.3")


def cpu_of_workers() -> float:
    """Return the processor seconds of this process and its running descendants (scheduler, nannies, workers)."""
    import psutil  # a dependency of Dask

    this = psutil.Process()
    times = [process.cpu_times() for process in (this, *this.children(recursive=True))]
    return sum(each.user + each.system for each in times)


if __name__ == "__main__":
    main()
