"""Rendering of the output files from the store, by functions that can run in different processes.

Each function reads the store and writes files, so that no graph is transferred between processes.
"""

from __future__ import annotations

import pickle
from dataclasses import dataclass, replace
from pathlib import Path

from kg.analysis import centrality_rows, picture, ranked, write_graphml
from kg.engine.memory import infrequent_gc
from kg.graph.explorer import exploration
from kg.graph.maps import map_of
from kg.graph.networks import NETWORKS
from kg.model.analysis import MeasuredGraph
from kg.model.exploration import LaidOutGraph
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
_VIEWS = {"coauthors": "authors", "concepts": "concepts"}
"""Names of the networks in addresses of the explorer."""
_KINDS = {"coauthors": {"authors": "person"}, "concepts": {"methods": "method", "datasets": "dataset"}}
"""Kinds of nodes in each network, by the name under which the manifest lists the most central ones."""


@dataclass(frozen=True, slots=True)
class RenderContext:
    """Folders, base IRI and title for rendering.

    `folder` is for output files, `temporary` for a copy of the store and for intermediate results. `title` is the
    heading of all pages.
    """

    folder: Path
    temporary: Path
    base: str
    title: str

    @property
    def store(self) -> Path:
        """Folder of the store without measures, which any number of processes can read."""
        return self.temporary / STORE

    def statements(self, name: str) -> Path:
        """Return the path of a file of sorted N-Triples.

        `name` is a network (its measures), "graph" (the description of the graph) or "all" (all statements).
        """
        return self.temporary / f"{name}.nt"

    def measured_file(self, name: str) -> Path:
        """Return the path of the pickled network with its measures."""
        return self.temporary / f"{name}.pickle"

    def map_file(self, name: str) -> Path:
        """Return the path of the pickled map of a network."""
        return self.temporary / f"{name}.map"

    def answers(self) -> Answers:
        """Return the results of queries on the store, which processes share through the temporary folder."""
        return Answers(open_store(self.store), folder=self.temporary)

    def graphs(self) -> dict[str, MeasuredGraph]:
        """Return all networks with their measures, by name."""
        return {name: pickle.loads(self.measured_file(name).read_bytes()) for name in GRAPHS}  # noqa: S301 - our own

    def maps(self) -> dict[str, LaidOutGraph]:
        """Return the maps of all networks, by name."""
        return {name: pickle.loads(self.map_file(name).read_bytes()) for name in GRAPHS}  # noqa: S301 - our own


def render_network(name: str, context: RenderContext) -> Central:
    """Measure a network, and write its table, GraphML and page, and for later steps its measures and map."""
    with infrequent_gc():
        answers = context.answers()
        measured = graph_of(answers, name)
        write_ntriples(describe_measures(measured.measures, Namespaces(context.base)), context.statements(name))
        context.measured_file(name).write_bytes(pickle.dumps(measured))
        write_csv(context.folder / GRAPHS[name].table, *centrality_rows(measured.graph, measured.measures))
        write_graphml(measured.graph, measured.measures, context.folder / f"{name}.graphml")
        laid = map_of(answers, name, measured)
        context.map_file(name).write_bytes(pickle.dumps(laid))
        drawn = replace(picture(laid), explorer=f"{EXPLORER}#view={_VIEWS[name]}")
        page, network = context.folder / f"{name}.html", _NETWORKS[name]
        write_network_page(drawn, page, f"{context.title}: {network.title}", network.noun, network.weight_noun)
        return {plural: _leaders(measured, kind) for plural, kind in _KINDS[name].items()}


def _leaders(measured: MeasuredGraph, kind: str) -> tuple[tuple[str, float], ...]:
    leaders = ranked(measured.graph, measured.measures, kind, _CENTRAL)
    return tuple((each.label, each.page_rank) for each in leaders)


def render_report(intake: Intake, context: RenderContext) -> None:
    """Write the report; all networks must have been measured."""
    with infrequent_gc():
        facts = Facts(context.answers(), context.graphs(), intake.listings, intake.rejected, intake.notices)
        write_report(report(facts, context.title), context.folder / REPORT, output_url="")


def render_explorer(context: RenderContext) -> None:
    """Write the explorer; all networks must have maps."""
    with infrequent_gc():
        write_explorer(exploration(context.answers(), context.maps(), context.title), context.folder / EXPLORER)


def render_turtle(context: RenderContext) -> None:
    """Write all statements as Turtle."""
    write_turtle(context.statements("all"), context.folder / TURTLE, Namespaces(context.base))
