"""What is drawn from a graph once it is in its store, piece by piece, so that other processes can draw the pieces.

Each function reads the store itself and writes files: a process that hands a piece to another holds nothing of it.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.analysis import centrality_rows, picture, ranked, write_graphml
from kg.engine.memory import infrequent_gc
from kg.graph.explorer import exploration
from kg.graph.networks import NETWORKS
from kg.model.analysis import MeasuredGraph
from kg.model.manifest import Central
from kg.model.report import Intake
from kg.output import EXPLORER, NQUADS, REPORT, STORE, TURTLE
from kg.rdf import Namespaces, Span, describe_measures, join_spans, spans, write_nquads, write_span
from kg.reporting import GRAPHS, Facts, graph_of, report, write_report
from kg.store import open_store
from kg.store.parts import Answers
from kg.views import write_csv, write_explorer, write_network_page

_CENTRAL = 3
_SPANS = 4
"""Pieces that Turtle is written in: enough that processes that come free at different times end together."""
_NETWORKS = {"coauthors": NETWORKS["coauthors"], "concepts": NETWORKS["cooccurrences"]}
_KINDS = {"coauthors": {"authors": "person"}, "concepts": {"methods": "method", "datasets": "dataset"}}
"""The kinds of nodes whose leaders the manifest names, by the name it has for them."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """Where is drawn: `folder` gets the files, `spare` has the store and what one piece leaves to the next.

    `title` heads every page.
    """

    folder: Path
    spare: Path
    base: str
    title: str

    @property
    def store(self) -> Path:
        """The store without measures, to be read by any number of processes."""
        return self.spare / STORE

    def statements(self, name: str) -> Path:
        """What is stated of a graph once it is measured, as sorted N-Quads."""
        return self.spare / f"{name}.nq"

    def measured(self, name: str) -> Path:
        """The graph with its measures."""
        return self.spare / f"{name}.pickle"

    def answers(self) -> Answers:
        """The store, to be asked; who draws beside this process need not ask the same again."""
        return Answers(open_store(self.store), folder=self.spare)

    def graphs(self) -> dict[str, MeasuredGraph]:
        """All graphs that were measured."""
        return {name: pickle.loads(self.measured(name).read_bytes()) for name in GRAPHS}  # noqa: S301 - our own


def draw_network(name: str, drawing: Drawing) -> Central:
    """Measure the graph of this name and write its table, its GraphML, its page and, aside, its measures."""
    with infrequent_gc():
        measured = graph_of(drawing.answers(), name)
        write_nquads(describe_measures(measured.measures, Namespaces(drawing.base)), drawing.statements(name))
        drawing.measured(name).write_bytes(pickle.dumps(measured))
        write_csv(drawing.folder / GRAPHS[name].table, *centrality_rows(measured.graph, measured.measures))
        write_graphml(measured.graph, measured.measures, drawing.folder / f"{name}.graphml")
        drawn = picture(measured.graph, measured.measures)
        page, network = drawing.folder / f"{name}.html", _NETWORKS[name]
        write_network_page(drawn, page, f"{drawing.title}: {network.title}", network.noun, network.tie)
        return {plural: _leaders(measured, kind) for plural, kind in _KINDS[name].items()}


def _leaders(measured: MeasuredGraph, kind: str) -> tuple[tuple[str, float], ...]:
    leaders = ranked(measured.graph, measured.measures, kind, _CENTRAL)
    return tuple((each.label, each.page_rank) for each in leaders)


def draw_report(intake: Intake, drawing: Drawing) -> None:
    """Write the report, when all networks are drawn."""
    with infrequent_gc():
        facts = Facts(drawing.answers(), drawing.graphs(), intake.listings, intake.rejected, intake.notices)
        write_report(report(facts, drawing.title), drawing.folder / REPORT, beside="")


def draw_explorer(drawing: Drawing) -> None:
    """Write the explorer, when all networks are drawn."""
    with infrequent_gc():
        write_explorer(exploration(drawing.answers(), drawing.graphs(), drawing.title), drawing.folder / EXPLORER)


def turtle_spans(drawing: Drawing) -> list[Span]:
    """The pieces that Turtle is to be written in, when all statements are."""
    return spans(drawing.folder / NQUADS, _SPANS)


def draw_turtle(span: Span, drawing: Drawing) -> Path:
    """Write a piece of Turtle, aside."""
    piece = drawing.spare / f"{span[0]}-{span[1]}.ttl"
    write_span(drawing.folder / NQUADS, span, piece, Namespaces(drawing.base))
    return piece


def join_turtle(pieces: Iterable[Path], drawing: Drawing) -> None:
    """Make one file of all pieces, which are given in their order."""
    join_spans(pieces, drawing.folder / TURTLE, Namespaces(drawing.base))
