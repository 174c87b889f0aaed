"""Growth of time and memory with the number of papers, without extraction: all mentions are in the cache.

    python -m benchmarks.scale [WORKS...] [--folder FOLDER] [--jobs N]

The papers are perturbed copies of the records in `../shared/corpus` (see benchmarks/perturb.py). Each build is a
separate command. Wall-clock time, processor time and peak memory, of the main process and of all processes, are
measured by the operating system; the processor time of each stage, in the main process, is that in the manifest. The
exponents are the slopes between sizes on logarithmic scales.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import tempfile
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

from benchmarks.build import ROOT, SEEDS
from benchmarks.perturb import copies, mentions_of, write
from benchmarks.spending import spend
from kg import read
from kg.output import STORE
from kg.pipeline.extraction import version_of
from kg.store import open_store

SIZES = (1_000, 27_000, 108_000)
CHILD = """
import resource, runpy
try:
    runpy.run_module("kg", run_name="__main__")
finally:
    used = resource.getrusage(resource.RUSAGE_SELF)
    print("main", used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
"""


def build(listing: Path, folder: Path, jobs: int) -> dict[str, float]:
    words = ["build", listing, "--out", folder / "out", "--cache-dir", folder / "cache", "--jobs", jobs]
    spent = spend(["-c", CHILD, *words], ROOT, os.environ)
    _, cpu, peak = next(line.split() for line in spent.printed if line.startswith("main "))
    manifest = json.loads((folder / "out" / "manifest.json").read_text(encoding="utf-8"))
    if manifest["from_cache"] != manifest["steps"]["extract"]:
        raise SystemExit("some abstracts are not in the cache; the measurement would include extraction")
    quads = statements_of(folder / "out")
    size = sum(path.stat().st_size for path in (folder / "out").rglob("*") if path.is_file())
    counts = manifest["counts"]
    return {
        "works": counts["works"],
        "persons": counts["persons"],
        "statements": quads,
        "bytes a paper": size / counts["works"],
        "wall": spent.wall,
        "cpu, main": float(cpu),
        "cpu, all": spent.cpu,
        "peak, main": float(peak),
        "peak, largest": spent.largest,
        **{f"  {name}": value for name, value in manifest["cpu"].items()},
    }


def statements_of(out: Path) -> int:
    """Return the number of statements of a build, from the description of the graph in its store."""
    store = open_store(out / STORE)
    query = "SELECT ?n WHERE { ?g a <http://www.w3.org/ns/dcat#Dataset> ; <http://rdfs.org/ns/void#triples> ?n }"
    return next(int(row["n"].value) for row in store.query(query))  # type: ignore[index, union-attr]


def exponent(less: dict[str, float], more: dict[str, float], name: str) -> str:
    if less[name] <= 0 or more[name] <= 0:
        return ""
    return f"{math.log(more[name] / less[name]) / math.log(more['works'] / less['works']):.2f}"


def show(found: list[dict[str, float]]) -> None:
    print(f"{'':<16}" + "".join(f"{each['works']:>12,.0f}" for each in found) + "   exponents")
    for name in found[0]:
        values = "".join(f"{each[name]:>12,.{0 if each[name] >= 1000 else 1}f}" for each in found)
        print(f"{name:<16}{values}   " + "  ".join(exponent(a, b, name) for a, b in pairwise(found)), flush=True)


def grow(sizes: Iterable[int], folder: Path, jobs: int) -> list[dict[str, float]]:
    """Return the costs of builds of several sizes, and print them after each build; listings are kept in `folder`."""
    lists = SEEDS.parent / "lists"
    records = [each for each in read([SEEDS, lists] if lists.is_dir() else [ROOT / "examples"]) if each.authors]
    mentions = mentions_of(records, folder)
    found = []
    for works in sizes:
        write(copies(records, mentions, works), listing_of(works, folder), folder / "cache", version_of(None))
        found.append(build(listing_of(works, folder), folder, jobs))
        show(found)
    return found


def listing_of(works: int, folder: Path) -> Path:
    return folder / f"{works}.jsonl"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("works", nargs="*", type=int)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    given = parser.parse_args()
    folder = given.folder or Path(tempfile.mkdtemp(prefix="kg-scale-"))
    folder.mkdir(parents=True, exist_ok=True)
    grow(given.works or SIZES, folder, given.jobs)


if __name__ == "__main__":
    main()
