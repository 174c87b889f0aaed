"""Benchmarks of identity: each command prints a table.

    python -m benchmarks.identity persons          scores of author matching on corpora with known authors
    python -m benchmarks.identity samples          the same scores on samples of 100, 500 and 2,000 papers
    python -m benchmarks.identity weights          fitted weights of the features, and the weights in use
    python -m benchmarks.identity titles           verdicts on pairs of similar titles
    python -m benchmarks.identity works            scores of matching perturbed copies of records to their works
    python -m benchmarks.identity growth [SIZES]   time and memory for synthetic papers
    python -m benchmarks.identity all              all of these except growth

The corpora are in `../shared/corpus`, or in the folder in the environment variable KG_CORPUS.
"""

from __future__ import annotations

import argparse
import sys

from benchmarks.identity.corpora import CORPUS
from benchmarks.identity.growth import print_growth
from benchmarks.identity.persons import print_samples, print_scores, print_weights, read_known
from benchmarks.identity.titles import print_titles
from benchmarks.identity.works import print_works

OF_PERSONS = {"persons": print_scores, "samples": print_samples, "weights": print_weights}
OF_WORKS = {"titles": print_titles, "works": print_works}


def main() -> None:
    """Run one of the commands."""
    parser = argparse.ArgumentParser(
        prog="benchmarks.identity", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("command", choices=(*OF_PERSONS, *OF_WORKS, "growth", "all"))
    parser.add_argument("sizes", nargs="*", type=int, default=[5_000, 10_000, 20_000, 40_000])
    parser.add_argument("--jobs", type=int, default=1, help="number of processes that compare names (growth only)")
    options = parser.parse_args()
    if options.command == "growth":
        print_growth(options.sizes, options.jobs)
    elif not CORPUS.is_dir():
        sys.exit(f"no corpora in {CORPUS}; set KG_CORPUS to their folder")
    else:
        _print_tables([*OF_PERSONS, *OF_WORKS] if options.command == "all" else [options.command])


def _print_tables(commands: list[str]) -> None:
    corpora = read_known() if OF_PERSONS.keys() & set(commands) else {}
    for command in commands:
        if command in OF_PERSONS:
            OF_PERSONS[command](corpora)
        else:
            OF_WORKS[command]()


if __name__ == "__main__":
    main()
