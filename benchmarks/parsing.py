"""Speed of the parsers by format, and growth of their time with the size of a listing.

    python -m benchmarks.parsing [--papers N] [--format NAME …] [--rounds N] [--hostile]

Speed is the number of papers per second of processor time in the best of several rounds, including format detection,
authors and ledger; for BibTeX and RIS, the speed of the library alone is also printed. Growth is the time for ten times
as many papers, divided by the time for the papers. With --hostile, growth is measured on texts for which a parser with
quadratic time would be slow; the worst text of each format is printed.
"""

from __future__ import annotations

import argparse
import contextlib
import logging
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import bibtexparser
import rispy

from kg.model.errors import KgError
from kg.model.listing import ListingHints
from kg.parsers import read_listing
from tests.parsers.mutating import SAMPLES, TOKENS
from tests.parsers.writing import EXPORTERS, LISTS, Written, invented

LIBRARIES: dict[str, Callable[[str], object]] = {"bibtex": bibtexparser.parse_string, "ris": rispy.loads}
SHORTEST = 0.02
"""Minimum time in seconds for the denominator of a ratio."""


def seconds(work: Callable[[], object], rounds: int) -> float:
    """Return the minimum processor time of several rounds."""
    times = []
    for _ in range(rounds):
        begun = time.process_time()
        work()
        times.append(time.process_time() - begun)
    return min(times)


def reading(path: Path, text: str, name: str | None, rounds: int) -> float:
    """Return the processor time for reading a text, even if it is refused."""
    path.write_text(text, encoding="utf-8", errors="replace")

    def read() -> None:
        with contextlib.suppress(KgError):
            read_listing(path, ListingHints(format=name))

    return seconds(read, rounds)


def shapes(name: str) -> Iterator[tuple[str, Callable[[int], str]]]:
    """Yield pairs (label, function from a size to a text); the texts repeat tokens, lines or the sample."""
    sample = SAMPLES[name]
    for token in TOKENS:
        yield f"{token!r} in one line", lambda n, token=token: sample + token * (n // len(token))
        yield f"{token!r} a line", lambda n, token=token: sample + f"{token}\n" * (n // (len(token) + 1))
    for line in dict.fromkeys(sample.split("\n")):
        yield f"line {line[:30]!r}", lambda n, line=line: f"{line}\n" * (n // (len(line) + 1))
        yield f"line {line[:30]!r} joined", lambda n, line=line: line * (n // (len(line) + 1))
    yield "the sample", lambda n: f"{sample}\n" * (n // len(sample))


def hostile(path: Path, name: str, size: int) -> None:
    """Print the text whose time grows most, and the text that takes longest."""
    worst = (0.0, "", 0.0)
    longest = (0.0, "")
    for label, text in shapes(name):
        small = reading(path, text(size), name, 1)
        large = reading(path, text(10 * size), name, 1)
        if large > 12 * max(small, SHORTEST):
            small, large = reading(path, text(size), name, 3), reading(path, text(10 * size), name, 2)
        worst = max(worst, (large / max(small, SHORTEST), label, large))
        longest = max(longest, (large, label))
    print(
        f"{name:16} growth {worst[0]:5.1f} ({worst[1]}, {worst[2]:.2f} s); longest {longest[0]:.2f} s ({longest[1]})",
        flush=True,
    )


def fresh(write: Callable[[list[Written]], str], papers: int, rounds: int, path: Path) -> tuple[float, int]:
    """Return the minimum time over rounds, and the number of records.

    Each round reads a listing with different papers, so that no round benefits from the caches of an earlier one.
    """
    times, records = [], 0
    for number in range(rounds):
        path.write_text(write(invented(papers, seed=number)), encoding="utf-8")
        begun = time.process_time()
        records = len(read_listing(path).records)
        times.append(time.process_time() - begun)
    return min(times), records


def speed(path: Path, name: str, given: argparse.Namespace) -> None:
    """Print the number of papers per second for a format, and the growth of the time."""
    write = (EXPORTERS | LISTS)[name]
    few, _ = fresh(write, given.papers, given.rounds * 3, path)
    many, records = fresh(write, 10 * given.papers, given.rounds, path)
    text = write(invented(records))
    alone = seconds(lambda: LIBRARIES[name](text), given.rounds) if name in LIBRARIES else 0.0
    library = f", library alone {records / alone:,.0f}" if alone else ""
    print(f"{name:20} {records / many:8,.0f} papers/s{library}; growth {many / few:.1f}", flush=True)


def main() -> None:
    logging.disable(logging.CRITICAL)
    parser = argparse.ArgumentParser(description="Time the readers.")
    parser.add_argument("--papers", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--size", type=int, default=20_000, help="characters of a small hostile text")
    parser.add_argument("--hostile", action="store_true")
    parser.add_argument("--format", action="append", choices=list(EXPORTERS | LISTS | SAMPLES))
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "listing"
        for name in given.format or (SAMPLES if given.hostile else EXPORTERS | LISTS):
            if given.hostile:
                hostile(path, name, given.size)
            else:
                speed(path, name, given)


if __name__ == "__main__":
    main()
