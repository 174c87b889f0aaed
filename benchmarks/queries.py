"""Time of each named query on the store, on disk and in memory, compared with rdflib on graph.ttl of the same build.

    python -m benchmarks.queries OUTPUT [--rounds 5] [--limit 30] [--only NAME ...] [--without-rdflib]

OUTPUT is the output folder of a build. The time of the store is the median of the rounds. The time of rdflib is that of
one run, which is stopped after `--limit` seconds; such a query counts with the limit and is marked ">", so that its
ratio is a lower bound. As rdflib keeps the graph in memory, the fair comparison is with the store in memory. The time
until each of the three can be queried is printed first. The values of parameters are the author, paper, venue and so on
with the most links. Times are processor time, which other programs on the machine affect least.
"""

from __future__ import annotations

import argparse
import gc
import multiprocessing
import statistics
import time
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeVar

import rdflib
from pyoxigraph import NamedNode, RdfFormat, Store

from kg.store import NamedQuery, named_queries, open_store, run
from kg.store.evaluation import bindings
from kg.store.rows import python_value

T = TypeVar("T")
BUSIEST = {
    "author": ("authors", 0),
    "method": ("top_methods", 0),
    "concept": ("concepts", 0),
    "dataset": ("top_datasets", 0),
    "venue": ("venues", 0),
    "work": ("works", 0),
    "listing": ("listings", 0),
}


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("output", type=Path)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--limit", type=float, default=30)
    options.add_argument("--only", nargs="*", metavar="NAME")
    options.add_argument("--without-rdflib", action="store_true")
    given = options.parse_args()
    store = opened("store on disk", lambda: open_store(given.output / "store"))
    memory = opened("store in memory", lambda: in_memory(given.output / "graph.ttl"))
    values = busiest(store)
    asked = {
        name: (query, {each.name: values[each.name] for each in query.parameters if each.default is None})
        for name, query in named_queries().items()
        if not given.only or name in given.only
    }
    # The store is measured before rdflib is loaded, whose many objects slow down garbage collection.
    ours = {name: [median_of(given.rounds, each, *asked[name]) for each in (store, memory)] for name in asked}
    limit = None if given.without_rdflib else given.limit
    graph = None
    if limit is not None:
        graph = opened("rdflib", lambda: rdflib.Graph().parse(given.output / "graph.ttl"))
    print(f"{'milliseconds':<24} {'disk':>9} {'memory':>9} {'rdflib':>11} {'÷ disk':>9} {'÷ memory':>9}")
    table = []
    for name, (query, params) in asked.items():
        theirs = None if graph is None else within(given.limit, graph, query, terms_of(store, query, params))
        table.append((name, *ours[name], theirs))
        print(line_of(table[-1], limit), flush=True)
    summarise(table, limit)


def opened(name: str, opening: Callable[[], T]) -> T:
    begun = time.process_time()
    found = opening()
    print(f"{name}: {time.process_time() - begun:.2f} s until it can be queried", flush=True)
    return found


def in_memory(path: Path) -> Store:
    store = Store()
    store.bulk_load(path=str(path), format=RdfFormat.TURTLE)
    return store


def median_of(rounds: int, store: Store, query: NamedQuery, params: dict[str, object]) -> float:
    return statistics.median(timed(lambda: list(run(store, query, params))) for _ in range(rounds))


def line_of(row: tuple[str, float, float, float | None], limit: float | None) -> str:
    name, disk, memory, theirs = row
    ours = f"{name:<24} {disk * 1000:>9.1f} {memory * 1000:>9.1f}"
    if limit is None:
        return ours
    mark, seconds = (" ", theirs) if theirs else (">", limit)
    return f"{ours} {mark}{seconds * 1000:>10.1f} {mark}{seconds / disk:>8.1f} {mark}{seconds / memory:>8.1f}"


def summarise(table: Sequence[tuple[str, float, float, float | None]], limit: float | None) -> None:
    slowest = sorted(table, key=lambda row: -row[1])[:3]
    print(f"slowest on disk: {', '.join(f'{row[0]} {row[1]:.2f} s' for row in slowest)}")
    if limit is None:
        return
    unanswered = sum(row[3] is None for row in table)
    print(f"rdflib: {unanswered} of {len(table)} queries took longer than {limit:g} s and count with this time")
    for name, place in (("on disk", 1), ("in memory", 2)):
        ratios = [(row[3] or limit) / row[place] for row in table]
        print(f"{name}, times faster than rdflib: median {statistics.median(ratios):.1f}, minimum {min(ratios):.1f}")


def busiest(store: Store) -> dict[str, object]:
    found: dict[str, object] = {"word": "graph", "least": 2}
    for parameter, (query, column) in BUSIEST.items():
        rows = list(run(store, query))
        found[parameter] = rows[0][column] if rows else ""
    people = list(run(store, "authors"))
    return found | {"other": people[min(1, len(people) - 1)][0]}


def terms_of(store: Store, query: NamedQuery, params: dict[str, object]) -> dict[str, rdflib.term.Identifier]:
    terms = {variable.value: term for variable, term in bindings(store, query, params).items()}
    return {
        name: rdflib.URIRef(term.value) if isinstance(term, NamedNode) else rdflib.Literal(python_value(term))
        for name, term in terms.items()
    }


def within(
    limit: float, graph: rdflib.Graph, query: NamedQuery, bound: dict[str, rdflib.term.Identifier]
) -> float | None:
    """Return the seconds that rdflib takes for a query in a forked process, or None if it takes longer than `limit`."""
    forking = multiprocessing.get_context("fork")
    receiving, sending = forking.Pipe(duplex=False)
    asking = forking.Process(target=ask_rdflib, args=(sending, graph, query, bound))
    asking.start()
    seconds = receiving.recv() if receiving.poll(limit) else None
    asking.kill()
    asking.join()
    return seconds


def ask_rdflib(
    sending: Connection, graph: rdflib.Graph, query: NamedQuery, bound: dict[str, rdflib.term.Identifier]
) -> None:
    gc.disable()  # the collector would write to all objects of the graph, whose memory is shared with the parent
    sending.send(timed(lambda: list(graph.query(query.text, initBindings=bound))))


def timed(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


if __name__ == "__main__":
    main()
