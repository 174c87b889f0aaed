"""What a build writes, file by file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

from pyoxigraph import Store

from kg import ledger, output
from kg.analysis import centrality_rows, picture, ranked, write_graphml
from kg.exploring import exploration
from kg.model.analysis import MeasuredGraph
from kg.model.identity import Resolution
from kg.model.manifest import Manifest
from kg.model.mention import Extraction
from kg.model.record import ParsedListing
from kg.reporting import Facts, read_of, rejected_of, report, write_report
from kg.resolve import HEADER, identity_rows
from kg.settings import Settings
from kg.stopwatch import Stopwatch
from kg.store import STORE as STORE
from kg.store.parts import Answers
from kg.views import write_csv, write_explorer, write_network_page

IDENTITY = "identity.csv"
ARTEFACTS = (
    "graph.nq",
    "graph.ttl",
    STORE,
    "ledger.json",
    "rejected.jsonl",
    IDENTITY,
    "centrality_authors.csv",
    "centrality_concepts.csv",
    "coauthors.graphml",
    "concepts.graphml",
    "report.html",
    "report.md",
    "report",
    "coauthors.html",
    "concepts.html",
    "explorer.html",
    output.MANIFEST,
)
_CENTRAL = 3
_PACKAGES = ("paperkg", "spacy", "pyoxigraph", "rdflib", "networkx", "pyvis")


@dataclass(frozen=True, slots=True)
class Build:
    """All that a build has found, ready to be written.

    `graphs` are by name, "coauthors" and "concepts"; `recalled` is the number of abstracts an earlier build had read.
    """

    parsed: Sequence[ParsedListing]
    resolution: Resolution
    extraction: Extraction
    graphs: dict[str, MeasuredGraph]
    notices: tuple[str, ...]
    recalled: int


def write_reports(build: Build, store: Store, folder: Path) -> None:
    """Ledger, tables, GraphML and pages."""
    ledger.write_ledger(build.parsed, folder / "ledger.json")
    ledger.write_rejected(build.parsed, folder / "rejected.jsonl")
    write_csv(folder / IDENTITY, HEADER, identity_rows(build.resolution))
    _write_network(build.graphs["coauthors"], folder, "coauthors", "centrality_authors.csv")
    _write_network(build.graphs["concepts"], folder, "concepts", "centrality_concepts.csv")
    answers = Answers(store)
    read = [read_of(parsed) for parsed in build.parsed]
    rejected = [lines for parsed in build.parsed for lines in rejected_of(parsed)]
    write_report(report(Facts(answers, build.graphs, read, rejected, build.notices)), folder / "report.html", beside="")
    write_explorer(exploration(answers, build.graphs), folder / "explorer.html")


_PAGES = {
    "coauthors": ("Who writes with whom", "authors", "works together"),
    "concepts": ("Which methods and datasets go together", "methods and datasets", "works that name both"),
}


def _write_network(measured: MeasuredGraph, folder: Path, name: str, table: str) -> None:
    write_csv(folder / table, *centrality_rows(measured.graph, measured.measures))
    write_graphml(measured.graph, measured.measures, folder / f"{name}.graphml")
    write_network_page(picture(measured.graph, measured.measures), folder / f"{name}.html", *_PAGES[name])


def write_manifest(build: Build, settings: Settings, watch: Stopwatch, folder: Path) -> Manifest:
    """The manifest, written last: a folder that has one is whole."""
    manifest = Manifest(
        generator=output.GENERATOR,
        version=version("paperkg"),
        base=settings.base,
        started=watch.started,
        inputs=tuple(ledger.summary(parsed) for parsed in build.parsed),
        settings=_settings(settings),
        versions={name: version(name) for name in _PACKAGES},
        counts=counts(build),
        seconds=watch.seconds,
        cpu=watch.cpu,
        steps=watch.steps,
        recalled=build.recalled,
        central=_central(build.graphs),
        notices=build.notices,
        artefacts=ARTEFACTS,
    )
    text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1)
    (folder / output.MANIFEST).write_text(text + "\n", encoding="utf-8")
    return manifest


def counts(build: Build) -> dict[str, int]:
    """How many there are of what, in the words of the summary."""
    resolution, concepts = build.resolution, build.extraction.concepts
    return {
        "records": sum(len(parsed.records) for parsed in build.parsed),
        "works": len(resolution.works),
        "persons": len(resolution.persons),
        "venues": len(resolution.series),
        "methods": sum(concept.kind == "method" for concept in concepts),
        "datasets": sum(concept.kind == "dataset" for concept in concepts),
        "mentions": len(build.extraction.mentions),
    }


def _settings(settings: Settings) -> dict[str, object]:
    rules = [{"path": rule.pattern, **{k: v for k, v in asdict(rule.hints).items() if v}} for rule in settings.rules]
    return {"jobs": settings.jobs, "model": settings.model, "listing": rules}


def _central(graphs: dict[str, MeasuredGraph]) -> dict[str, tuple[tuple[str, float], ...]]:
    kinds = {"authors": ("coauthors", "person"), "methods": ("concepts", "method"), "datasets": ("concepts", "dataset")}
    central = {}
    for name, (graph, kind) in kinds.items():
        leaders = ranked(graphs[graph].graph, graphs[graph].measures, kind, _CENTRAL)
        central[name] = tuple((each.label, each.page_rank) for each in leaders)
    return central
