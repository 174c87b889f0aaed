"""Every named query in our store beside plain rdflib over graph.ttl of the same build.

    python -m benchmarks.queries OUTPUT [--rounds 5] [--without-rdflib]

OUTPUT is the folder of a build. Ours is the median of the rounds, rdflib's one run. Parameters are the busiest author,
work, venue and so on of the graph itself.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
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
    options.add_argument("--without-rdflib", action="store_true")
    given = options.parse_args()
    store = open_store(given.output / "store")
    values = busiest(store)
    graph = None if given.without_rdflib else rdflib.Graph().parse(given.output / "graph.ttl")
    ratios, slow = [], []
    for name, query in named_queries().items():
        params = {each.name: values[each.name] for each in query.parameters}
        ours = statistics.median(timed(lambda q=query, p=params: list(run(store, q, p))) for _ in range(given.rounds))
        slow.append((ours, name))
        line = f"{name:<28} {ours * 1000:>9.1f} ms"
        if graph is not None:
            theirs = timed(lambda q=query, p=params: list(asked_of_rdflib(graph, store, q, p)))
            ratios.append(theirs / ours)
            line += f" {theirs * 1000:>11.1f} ms {theirs / ours:>8.1f} ×"
        print(line, flush=True)
    print(f"slowest: {', '.join(f'{name} {seconds:.2f} s' for seconds, name in sorted(slow)[-3:])}")
    if ratios:
        print(f"times faster than rdflib: median {statistics.median(ratios):.1f}, least {min(ratios):.1f}")


def busiest(store: Store) -> dict[str, object]:
    found: dict[str, object] = {"word": "graph", "least": 2}
    for parameter, (query, column) in BUSIEST.items():
        rows = list(run(store, query))
        found[parameter] = rows[0][column] if rows else ""
    people = list(run(store, "authors"))
    return found | {"other": people[min(1, len(people) - 1)][0]}


def asked_of_rdflib(
    graph: rdflib.Graph, store: Store, query: NamedQuery, params: dict[str, object]
) -> rdflib.query.Result:
    terms = {variable.value: term for variable, term in bindings(store, query, params).items()}
    bound = {
        name: rdflib.URIRef(term.value) if isinstance(term, NamedNode) else rdflib.Literal(python_value(term))
        for name, term in terms.items()
    }
    return graph.query(query.text, initBindings=bound)


def timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
