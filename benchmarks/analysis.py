"""Time of the analysis and the views of a build, compared with networkx, pyvis and the extraction of mentions.

    python -m benchmarks.analysis [--out BUILD] [--skip-browser]

The benchmark builds the listings in `../shared/corpus` with one process and without the cache, unless --out has such a
build; then it repeats each step. All figures are seconds of processor time, except those of the browser, which are
wall-clock time. Computations that would take networkx minutes are run for some nodes only and scaled up (marked "≈").
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import networkx as nx
from pyvis.network import Network

from benchmarks.bars import LISTS, build
from benchmarks.build import SEEDS
from benchmarks.pictures import show_pictures
from kg.analysis import DEFINITIONS, lay_out_graph, measures, picture
from kg.analysis.betweenness import is_estimated, sources_of
from kg.analysis.brokers import constraint, core_number, effective_size
from kg.analysis.distances import harmonic_closeness
from kg.analysis.graphs import Graph, adjacency, in_order
from kg.graph.networks import NETWORKS
from kg.model.report import Intake
from kg.output import STORE
from kg.pipeline.rendering import RenderContext, render_explorer, render_network, render_report
from kg.reporting import GRAPHS as REPORTED
from kg.reporting.listings import read_rejected_lines, read_summaries
from kg.store import open_store
from kg.views import write_network_page

T = TypeVar("T")
SOME = 48
"""Number of nodes for which networkx computes slow measures; its time is scaled up to all nodes."""

GRAPHS = {"coauthors": "coauthors", "concepts": "cooccurrences"}
FURTHER = {
    "coreNumber": core_number,
    "constraint": constraint,
    "effectiveSize": effective_size,
    "harmonicCloseness": harmonic_closeness,
}


def timed(work: Callable[[], T]) -> tuple[float, T]:
    begun = time.process_time()
    found = work()
    return time.process_time() - begun, found


def theirs(graph: Graph) -> dict[str, tuple[Callable[[], object], float]]:
    """Return, for each measure, the networkx call and the factor by which to multiply its time."""
    some = list(graph)[:: max(len(graph) // SOME, 1)][:SOME]
    scale = len(graph) / len(some)
    component = graph.subgraph(max(nx.connected_components(graph), key=len))
    part = SOME if not is_estimated(graph) else sources_of(graph)
    return {
        "degree": (lambda: dict(graph.degree()), 1),
        "weightedDegree": (lambda: dict(graph.degree(weight="weight")), 1),
        "betweenness": (
            lambda: nx.betweenness_centrality(graph, k=SOME, seed=0),
            (sources_of(graph) if is_estimated(graph) else len(graph)) / min(SOME, part),
        ),
        "closeness": (lambda: [nx.closeness_centrality(graph, node) for node in some], scale),
        "eigenvector": (lambda: nx.eigenvector_centrality_numpy(component, weight="weight"), 1),
        "pageRank": (lambda: nx.pagerank(graph, weight="weight", tol=1e-14, max_iter=10_000), 1),
        "community": (lambda: nx.community.louvain_communities(graph, weight="weight", seed=0), 1),
        "coreNumber": (lambda: nx.core_number(graph), 1),
        "constraint": (lambda: nx.constraint(graph, weight="weight"), 1),
        "effectiveSize": (lambda: nx.effective_size(graph), 1),
        "harmonicCloseness": (lambda: nx.harmonic_centrality(graph, sources=some), scale),
    }


def show_measures(name: str, graph: Graph) -> None:
    print(f"\n{name}: {len(graph):,} nodes, {graph.number_of_edges():,} links{'':<18}paperkg    networkx")
    defined = {
        each.name: partial(lambda compute, graph: compute(graph, adjacency(graph)), each.compute)
        for each in DEFINITIONS
    }
    ours = defined | FURTHER
    for measure, (ask, scale) in theirs(graph).items():
        mine, _ = timed(lambda compute=ours[measure]: compute(graph))  # type: ignore[misc]
        other = timed(ask)[0] * scale
        print(f"  {measure:<44}{mine:>8.2f}    {'≈' if scale > 1 else ' '}{other:>8.2f}", flush=True)


def show_views(name: str, graph: Graph, folder: Path) -> None:
    found = measures(graph, name)
    laying, drawn = timed(lambda: picture(graph, found))
    writing, _ = timed(lambda: write_network_page(drawn, folder / "ours.html", name, "nodes", "links"))
    small = graph.subgraph([dot.ranked.node for dot in drawn.dots])
    alone, _ = timed(lambda: pyvis_page(small, folder / "theirs.html"))
    print(
        f"  {name}.html, {len(drawn.dots)} nodes: layout, page{'':<8}{laying:>8.2f} + {writing:.2f}   pyvis {alone:.2f}"
    )
    layout, _ = timed(lambda: lay_out_graph(graph, found))
    print(f"  layout of all {name} for the explorer{'':<8}{layout:>8.2f}", flush=True)


def pyvis_page(graph: Graph, path: Path) -> None:
    page = Network(cdn_resources="in_line")
    page.from_nx(nx.relabel_nodes(nx.Graph(graph.edges), {node: str(node) for node in graph}))
    path.write_text(page.generate_html(), encoding="utf-8")


def drawn(out: Path, manifest: dict[str, Any], folder: Path) -> dict[str, float]:
    """Return the seconds for rendering each part of the output in the same way as a build."""
    (folder / STORE).symlink_to(out.resolve() / STORE)
    context = RenderContext(folder, folder, manifest["base"], manifest["title"])
    files = [listing["name"] for listing in manifest["inputs"]]
    intake = Intake(tuple(read_summaries(out, files)), tuple(read_rejected_lines(out, files)), ())
    steps = {name: timed(partial(render_network, name, context))[0] for name in REPORTED}
    report, explorer = timed(partial(render_report, intake, context))[0], timed(partial(render_explorer, context))[0]
    return {**steps, "report": report, "explorer": explorer}


def show_sum(out: Path, folder: Path) -> None:
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    cpu, counts = manifest["cpu"], manifest["counts"]
    if manifest["from_cache"]:
        raise SystemExit(f"{out}: abstracts came from the cache; build with --no-cache --jobs 1")
    steps = drawn(out, manifest, folder)
    parts = " + ".join(f"{name} {value:.1f}" for name, value in steps.items())
    total, extraction = sum(steps.values()), cpu["extract"]
    verdict = "at most" if total <= extraction else "LONGER than"
    print(f"\n{counts['works']:,} works: analysis and all views take {total:.1f} s ({parts}),")
    print(f"{verdict} the extraction of mentions, {extraction:.1f} s; ratio {total / extraction:.2f}")


def built(folder: Path) -> Iterator[Path]:
    """Yield a new build of all listings."""
    build(folder, 1, [SEEDS, LISTS], "--no-cache")
    yield folder / "out"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--out", type=Path, help="output folder of a build with --jobs 1 --no-cache")
    parser.add_argument("--skip-browser", action="store_true")
    given = parser.parse_args()
    print(f"{os.cpu_count()} cores, load average {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        out = given.out or next(built(folder))
        store = open_store(out / STORE)
        for graph_name, network in GRAPHS.items():
            graph = in_order(NETWORKS[network].gather(store))
            show_measures(graph_name, graph)
            show_views(graph_name, graph, folder)
        show_sum(out, folder)
        if not given.skip_browser:
            show_pictures(folder)


if __name__ == "__main__":
    main()
