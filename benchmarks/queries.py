"""Every named query in our store beside plain rdflib over graph.ttl of the same build.

    python -m benchmarks.queries OUTPUT [--rounds 5] [--limit 30] [--only NAME ...] [--without-rdflib]

OUTPUT is the folder of a build. Ours is the median of the rounds, rdflib's one run, stopped after `--limit` seconds: a
query that it has not answered by then counts with that time, marked ">", so its ratio is a lower bound. Parameters are
the busiest author, work, venue and so on of the graph itself. Times are those of the processor, so that what else the
machine does counts for neither.
"""

from __future__ import annotations

import argparse
import gc
import multiprocessing
import statistics
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

import rdflib
from pyoxigraph import NamedNode, Store

from kg.store import NamedQuery, named_queries, open_store, run
from kg.store.asking import bindings
from kg.store.rows import python_value

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
    store = open_store(given.output / "store")
    values = busiest(store)
    graph = None if given.without_rdflib else rdflib.Graph().parse(given.output / "graph.ttl")
    ratios, slow, unanswered = [], [], 0
    for name, query in named_queries().items():
        if given.only and name not in given.only:
            continue
        params = {each.name: values[each.name] for each in query.parameters}
        ours = statistics.median(timed(lambda q=query, p=params: list(run(store, q, p))) for _ in range(given.rounds))
        slow.append((ours, name))
        line = f"{name:<28} {ours * 1000:>9.1f} ms"
        if graph is not None:
            theirs = within(given.limit, graph, query, terms_of(store, query, params))
            ratios.append((theirs or given.limit) / ours)
            unanswered += theirs is None
            mark = " " if theirs else ">"
            line += f" {mark}{(theirs or given.limit) * 1000:>11.1f} ms {mark}{ratios[-1]:>9.1f} ×"
        print(line, flush=True)
    print(f"slowest: {', '.join(f'{name} {seconds:.2f} s' for seconds, name in sorted(slow)[-3:])}")
    if ratios:
        print(
            f"rdflib did not answer {unanswered} of {len(ratios)} within {given.limit:g} s; they count with that time"
        )
        print(f"times faster than rdflib: median {statistics.median(ratios):.1f}, least {min(ratios):.1f}")


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
    """The seconds that rdflib takes, in a copy of this process that is killed after `limit`; then None."""
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
    gc.disable()  # a copy of a large graph is not to be walked through, and written to, by the collector
    sending.send(timed(lambda: list(graph.query(query.text, initBindings=bound))))


def timed(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


if __name__ == "__main__":
    main()
