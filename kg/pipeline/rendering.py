"""Rendering of the output files from the store, in pieces that can run in different processes.

Each function reads the store itself and writes files, so that no graph is sent from one process to another.
"""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from pathlib import Path

from kg.analysis import centrality_rows, picture, ranked, write_graphml
from kg.engine.memory import infrequent_gc
from kg.graph.explorer import exploration
from kg.graph.networks import NETWORKS
from kg.model.analysis import MeasuredGraph
from kg.model.manifest import Central
from kg.model.report import Intake
from kg.output import EXPLORER, REPORT, STORE, TURTLE
from kg.rdf import Namespaces, describe_measures, write_ntriples, write_turtle
from kg.reporting import GRAPHS, Facts, graph_of, report, write_report
from kg.store import open_store
from kg.store.parts import Answers
from kg.views import write_csv, write_explorer, write_network_page

_CENTRAL = 3
_NETWORKS = {"coauthors": NETWORKS["coauthors"], "concepts": NETWORKS["cooccurrences"]}
_KINDS = {"coauthors": {"authors": "person"}, "concepts": {"methods": "method", "datasets": "dataset"}}
"""Kinds of nodes by the key of their most central nodes in the manifest."""


@dataclass(frozen=True, slots=True)
class RenderContext:
    """Folders of a rendering: `folder` for output files, `temporary` for the store and intermediate results.

    `title` heads every page.
    """

    folder: Path
    temporary: Path
    base: str
    title: str

    @property
    def store(self) -> Path:
        """Return the folder of the store without measures, which any number of processes can read."""
        return self.temporary / STORE

    def statements(self, name: str) -> Path:
        """Return the file of the sorted N-Triples about the graph of this name, or of "all" statements."""
        return self.temporary / f"{name}.nt"

    def measured_file(self, name: str) -> Path:
        """Return the file of the pickled graph with its measures."""
        return self.temporary / f"{name}.pickle"

    def answers(self) -> Answers:
        """Return the queries of the store, whose results are shared among processes in the temporary folder."""
        return Answers(open_store(self.store), folder=self.temporary)

    def graphs(self) -> dict[str, MeasuredGraph]:
        """Return all measured graphs by name."""
        return {name: pickle.loads(self.measured_file(name).read_bytes()) for name in GRAPHS}  # noqa: S301 - our own


def render_network(name: str, context: RenderContext) -> Central:
    """Measure a graph and write its table, GraphML, page and, in the temporary folder, its measures."""
    with infrequent_gc():
        measured = graph_of(context.answers(), name)
        write_ntriples(describe_measures(measured.measures, Namespaces(context.base)), context.statements(name))
        context.measured_file(name).write_bytes(pickle.dumps(measured))
        write_csv(context.folder / GRAPHS[name].table, *centrality_rows(measured.graph, measured.measures))
        write_graphml(measured.graph, measured.measures, context.folder / f"{name}.graphml")
        drawn = picture(measured.graph, measured.measures)
        page, network = context.folder / f"{name}.html", _NETWORKS[name]
        write_network_page(drawn, page, f"{context.title}: {network.title}", network.noun, network.weight_noun)
        return {plural: _leaders(measured, kind) for plural, kind in _KINDS[name].items()}


def _leaders(measured: MeasuredGraph, kind: str) -> tuple[tuple[str, float], ...]:
    leaders = ranked(measured.graph, measured.measures, kind, _CENTRAL)
    return tuple((each.label, each.page_rank) for each in leaders)


def render_report(intake: Intake, context: RenderContext) -> None:
    """Write the report, after all graphs are measured."""
    with infrequent_gc():
        facts = Facts(context.answers(), context.graphs(), intake.listings, intake.rejected, intake.notices)
        write_report(report(facts, context.title), context.folder / REPORT, output_url="")


def render_explorer(context: RenderContext) -> None:
    """Write the explorer, after all graphs are measured."""
    with infrequent_gc():
        write_explorer(exploration(context.answers(), context.graphs(), context.title), context.folder / EXPLORER)


def render_turtle(context: RenderContext) -> None:
    """Write all statements as Turtle."""
    write_turtle(context.statements("all"), context.folder / TURTLE, Namespaces(context.base))
