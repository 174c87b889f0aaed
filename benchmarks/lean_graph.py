"""Size and loading time of a graph, compared with the full graph, which also has all derived statements.

    python -m benchmarks.lean_graph OUTPUT [--rounds N]

OUTPUT is the output folder of a build. The full graph has the statements of the lean graph and those that the queries
in `ontology/expansion` derive, in named graphs. It is loaded in runs of 100,000 statements by two threads and
compacted; the lean graph is loaded as in a build. Both alternate. Times are processor seconds.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Store

from benchmarks.build import ROOT
from kg.output import STORE, TURTLE
from kg.rdf import Namespaces, nquads_lines, read_statements
from kg.store import base_of, load, new_store, open_store

RUN = 100_000


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("output", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    store = open_store(given.output / STORE)
    papers = next(iter(store.query("SELECT (COUNT(*) AS ?n) WHERE { ?w a <https://w3id.org/paperkg/ontology#Work> }")))
    count = int(papers["n"].value)  # type: ignore[index]
    lean = [f"{quad.triple} .\n".encode() for quad in read_statements(given.output / TURTLE)]
    full = list(full_graph(store, given.output))
    size = sum(path.stat().st_size for path in given.output.rglob("*") if path.is_file())
    print(f"papers {count:,}")
    print(f"statements per paper: {len(full) / count:.1f} full, {len(lean) / count:.1f} lean   target 185")
    print(f"bytes per paper in the output folder: {size / count:,.0f}   target 30,000 at 27,000 papers")
    pairs = [(timed(load_in_runs, full), timed(load_lean, lean)) for _ in range(given.rounds)]
    before, now = (statistics.median(each) for each in zip(*pairs, strict=True))
    print(f"loading: {before:.2f} s full, {now:.2f} s lean, ratio {before / now:.2f}   target 2.5")


def full_graph(store: Store, output: Path) -> Iterator[bytes]:
    """Yield all statements of the full graph as N-Quads in named graphs, including derived statements."""
    names = Namespaces(base_of(store) or "")
    yield from nquads_lines(read_statements(output / TURTLE), names)
    graph = names.graph("core")
    for query in sorted((ROOT / "ontology" / "expansion").glob("*.rq")):
        for triple in store.query(query.read_text(encoding="utf-8")):  # type: ignore[union-attr]
            yield f"{triple} {graph} .\n".encode()


def timed(loading: Callable[[list[bytes], Path], None], lines: list[bytes]) -> float:
    with tempfile.TemporaryDirectory() as folder:
        begun = time.process_time()
        loading(lines, Path(folder))
        return time.process_time() - begun


def load_lean(lines: list[bytes], folder: Path) -> None:
    load(new_store(folder / "store", no_quads()), runs_of(lines))


def load_in_runs(lines: list[bytes], folder: Path) -> None:
    store = new_store(folder / "store", no_quads())
    with ThreadPoolExecutor(2) as threads:
        waiting: deque[Future[None]] = deque()
        for run in runs_of(lines):
            waiting.append(threads.submit(store.bulk_load, run, RdfFormat.N_QUADS, lenient=True))
            if len(waiting) > 2:
                waiting.popleft().result()
        for each in waiting:
            each.result()
    store.optimize()
    store.flush()


def runs_of(lines: list[bytes]) -> Iterator[bytes]:
    rest = iter(lines)
    while run := b"".join(islice(rest, RUN)):
        yield run


def no_quads() -> Iterable[Quad]:
    return ()


if __name__ == "__main__":
    main()
