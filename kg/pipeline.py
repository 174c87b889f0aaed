"""The chain from listings to graph, views and reports: the only place that composes the stages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from pyoxigraph import Quad, Store

from kg import artefacts, output
from kg.analysis import coauthor_graph, concept_graph, measures
from kg.engine import map_shards
from kg.extract import find_mentions, link_concepts
from kg.model.analysis import MeasuredGraph
from kg.model.errors import ListingError
from kg.model.identity import Resolution
from kg.model.manifest import Manifest
from kg.model.mention import Extraction
from kg.model.progress import Progress, Silence
from kg.model.record import PaperRecord, ParsedListing
from kg.model.work import Work
from kg.parsers import FORMATS, Format, find_listings, read_listing
from kg.rdf import (
    Namespaces,
    describe_extraction,
    describe_graph,
    describe_listing,
    describe_measures,
    describe_resolution,
)
from kg.resolve import resolve
from kg.settings import Settings
from kg.stopwatch import Stopwatch
from kg.store import Report, find_query, new_store, open_store, run, summarise
from kg.store import validate as validate_store

CONFIG = "kg.toml"
_GRAPH_QUERIES = ("authors", "coauthor_edges", "concepts", "concept_edges")
SHARD = 128
"""Abstracts that a process is handed at a time."""


def read(paths: Iterable[Path | str], settings: Settings | None = None) -> Iterator[PaperRecord]:
    """The records of listings, listing by listing, in the order of their lines.

    Raises ListingError, which names the file, the line and the remedy, where a listing cannot be read.
    """
    for path in find_listings(Path(path) for path in paths):
        yield from read_listing(path, (settings or Settings()).hints_for(path)).records


def build(
    paths: Iterable[Path | str], out: Path | str, settings: Settings, progress: Progress | None = None
) -> Manifest:
    """Read listings and write graph, store, views and reports into the folder `out`, all or nothing.

    Raises KgError, one line that names what is wrong and the remedy, and leaves the previous output as it was.
    """
    started = datetime.now(UTC).isoformat(timespec="seconds")
    watch = Stopwatch(progress or Silence())
    output.check_ours(Path(out))
    parsed, notices = _parse([Path(path) for path in paths], settings, watch)
    with watch.stage("resolve"):
        resolution = resolve(chain.from_iterable(listing.records for listing in parsed))
    extraction = _extract(resolution.works, settings, watch)
    with output.staged(Path(out)) as folder:
        names = Namespaces(settings.base)
        with watch.stage("describe"):
            quads = list(_describe(parsed, resolution, extraction, names))
        with watch.stage("load"):
            store = new_store(folder / artefacts.STORE, quads)
        graphs = _measure(store, watch)
        with watch.stage("write"):
            quads += _describe_further(store, graphs, names)
            artefacts.write_graph(quads, folder, names)
        build_ = artefacts.Build(parsed, resolution, extraction, graphs, notices)
        with watch.stage("render"):
            artefacts.write_reports(build_, store, folder)
        del store  # closes it, before the folder moves
        return artefacts.write_manifest(build_, settings, started, watch.seconds, folder)


def _parse(paths: Sequence[Path], settings: Settings, watch: Stopwatch) -> tuple[list[ParsedListing], tuple[str, ...]]:
    found = find_listings(paths)
    parsed: dict[str, ParsedListing] = {}
    notices = [
        f"no listing matches {rule.pattern!r} of the configuration" for rule in settings.rules if not rule.matches
    ]
    with watch.stage("parse", len(found)) as progress:
        for path in found:
            try:
                listing = read_listing(path, settings.hints_for(path))
            except ListingError as error:
                if not settings.keep_going:
                    raise
                notices.append(f"left out: {error}")
                continue
            if listing.listing.id in parsed:
                notices.append(f"{path.name}: given twice under the same name with the same content; read once")
            parsed[listing.listing.id] = listing
            progress.advance()
    if not parsed:
        raise ListingError("none of the listings could be read: " + "; ".join(notices))
    return [parsed[key] for key in sorted(parsed)], tuple(sorted(notices))


def _extract(works: Sequence[Work], settings: Settings, watch: Stopwatch) -> Extraction:
    passages = [(work.id, work.abstract) for work in works if work.abstract]
    shards = [passages[start : start + SHARD] for start in range(0, len(passages), SHARD)]
    raw = []
    with watch.stage("extract", len(passages)) as progress:
        find = partial(find_mentions, model=settings.model)
        for shard, mentions in zip(shards, map_shards(find, shards, settings.jobs), strict=True):
            raw += mentions
            progress.advance(len(shard))
    with watch.stage("link"):
        return link_concepts(raw)


def _describe(
    parsed: Iterable[ParsedListing], resolution: Resolution, extraction: Extraction, names: Namespaces
) -> Iterator[Quad]:
    for listing in parsed:
        yield from describe_listing(listing, names)
    yield from describe_resolution(resolution, names)
    yield from describe_extraction(extraction, names)


def _measure(store: Store, watch: Stopwatch) -> dict[str, MeasuredGraph]:
    """Both graphs with their measures, read from the store by named queries."""
    with watch.stage("query"):
        rows: dict[str, list[Any]] = {name: list(run(store, find_query(name))) for name in _GRAPH_QUERIES}
    with watch.stage("measure"):
        graphs = {
            "coauthors": coauthor_graph(rows["authors"], rows["coauthor_edges"]),
            "concepts": concept_graph(rows["concepts"], rows["concept_edges"]),
        }
        return {name: MeasuredGraph(graph, measures(graph, name)) for name, graph in graphs.items()}


def _describe_further(store: Store, graphs: dict[str, MeasuredGraph], names: Namespaces) -> list[Quad]:
    """The measures, and the graph about itself, also added to the store."""
    found = chain.from_iterable(graph.measures for graph in graphs.values())
    quads = list(describe_measures(found, names))
    store.bulk_extend(quads)
    about = list(describe_graph(summarise(store), names))
    store.bulk_extend(about)
    store.flush()
    return quads + about


def validate(out: Path) -> Report:
    """Check the graph of the build in `out` against the SHACL shapes; raises OutputError where there is none."""
    return validate_store(open_store(out / artefacts.STORE))


def formats() -> tuple[Format, ...]:
    """The formats of listings that are read."""
    return FORMATS


def find_config(paths: Sequence[Path]) -> Path | None:
    """The `kg.toml` beside the listings, where all are named by one folder that has one."""
    if len(paths) == 1 and paths[0].is_dir() and (paths[0] / CONFIG).is_file():
        return paths[0] / CONFIG
    return None
