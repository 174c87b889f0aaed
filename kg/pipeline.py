"""The chain from listings to graph, views and reports: the only place that composes the stages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path

from pyoxigraph import Quad, Store

from kg import artefacts, output
from kg.analysis import measured
from kg.cache import Contents, cache_folder, clear, contents
from kg.engine import Choice, Engine, open_engine
from kg.extract import heed_titles, link_concepts, model_version
from kg.identity import known_people
from kg.memory import rare_collections
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
    Runs,
    describe_extraction,
    describe_graph,
    describe_listing,
    describe_measures,
    describe_resolution,
    turtle_of,
)
from kg.recall import Recalled, find_mentions
from kg.resolve import ResolveOptions, read_decisions, resolve
from kg.settings import Settings
from kg.stopwatch import Stopwatch
from kg.store import Report, find_query, load, new_store, open_store, run, summarise
from kg.store import validate as validate_store

CONFIG = "kg.toml"
PRELOADED = ("kg.extract.finding", "kg.analysis", "kg.rdf")
"""What the processes of a pool have imported when they start."""

_GRAPH_QUERIES = (("coauthors", "authors", "coauthor_edges"), ("concepts", "concepts", "concept_edges"))


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
    watch = Stopwatch(progress or Silence())
    output.check_ours(Path(out))
    with rare_collections():
        parsed, notices = _parse([Path(path) for path in paths], settings, watch)
        passages = sum(record.abstract is not None for listing in parsed for record in listing.records)
        choice = Choice(settings.engine, settings.jobs, settings.scheduler, settings.tls)
        with open_engine(choice, passages, PRELOADED) as engine, output.staged(Path(out)) as folder:
            return _build(parsed, notices, folder, _Means(settings, watch, engine))


@dataclass(frozen=True, slots=True)
class _Means:
    """What a build works with."""

    settings: Settings
    watch: Stopwatch
    engine: Engine


def _build(parsed: list[ParsedListing], notices: tuple[str, ...], folder: Path, means: _Means) -> Manifest:
    watch, names = means.watch, Namespaces(means.settings.base)
    with watch.stage("resolve"):
        resolution = resolve(
            chain.from_iterable(listing.records for listing in parsed), _resolve_options(means.settings)
        )
    found, extraction = _extract(resolution.works, means)
    notices += (*resolution.notes, *((found.trouble,) if found.trouble else ()))
    with Runs(folder) as runs:
        with watch.stage("load"):
            quads = _describe(parsed, resolution, extraction, names)
            store = new_store(folder / artefacts.STORE, ())
            load(store, runs.through(quads))
        graphs = _measure(store, means)
        with watch.stage("write"):
            _describe_further(store, graphs, names, runs)
            runs.write(folder / "graph.nq")
            turtle = means.engine.start(partial(turtle_of, base=names.base), folder / "graph.nq")
    build_ = artefacts.Build(parsed, resolution, extraction, graphs, notices, found.known)
    with watch.stage("render"):
        artefacts.write_reports(build_, store, folder)
        turtle.result()
    del store  # closes it, before the folder moves
    return artefacts.write_manifest(build_, means.settings, watch, folder)


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


def _resolve_options(settings: Settings) -> ResolveOptions:
    decisions = read_decisions(settings.decisions) if settings.decisions else ()
    return ResolveOptions(decisions, known_people(settings.previous) if settings.previous else {})


def _extract(works: Sequence[Work], means: _Means) -> tuple[Recalled, Extraction]:
    settings, watch = means.settings, means.watch
    passages = [(work.id, work.abstract) for work in works if work.abstract]
    cache = cache_folder(settings.cache) if settings.use_cache else None
    with watch.stage("extract", len(passages)) as progress:
        found = find_mentions(passages, settings.model, means.engine, cache, progress)
    with watch.stage("link"):
        mentions = heed_titles(found.mentions, {work.id: work.title for work in works})
        return found, replace(link_concepts(mentions), model=model_version(settings.model))


def _describe(
    parsed: Iterable[ParsedListing], resolution: Resolution, extraction: Extraction, names: Namespaces
) -> Iterator[Quad]:
    for listing in parsed:
        yield from describe_listing(listing, names)
    yield from describe_resolution(resolution, names)
    yield from describe_extraction(extraction, names)


def _measure(store: Store, means: _Means) -> dict[str, MeasuredGraph]:
    """Both graphs with their measures, read from the store by named queries."""
    with means.watch.stage("query"):
        rows = [
            (name, list(run(store, find_query(nodes))), list(run(store, find_query(edges))))
            for name, nodes, edges in _GRAPH_QUERIES
        ]
    with means.watch.stage("measure"):
        waiting = {each[0]: means.engine.start(measured, each) for each in rows}
        return {name: graph.result() for name, graph in waiting.items()}


def _describe_further(store: Store, graphs: dict[str, MeasuredGraph], names: Namespaces, runs: Runs) -> None:
    """The measures, and the graph about itself, added to the store and set aside."""
    found = chain.from_iterable(graph.measures for graph in graphs.values())
    load(store, runs.through(describe_measures(found, names)))
    load(store, runs.through(describe_graph(summarise(store), names)))
    store.flush()


def validate(out: Path) -> Report:
    """Check the graph of the build in `out` against the SHACL shapes; raises OutputError where there is none."""
    return validate_store(open_store(out / artefacts.STORE))


def cache_contents(folder: Path | None = None) -> tuple[Path, Contents]:
    """Where the cache lies and how much it holds."""
    return cache_folder(folder), contents(cache_folder(folder))


def clear_cache(folder: Path | None = None) -> Contents:
    """Empty the cache; what it held."""
    return clear(cache_folder(folder))


def formats() -> tuple[Format, ...]:
    """The formats of listings that are read."""
    return FORMATS


def find_config(paths: Sequence[Path]) -> Path | None:
    """The `kg.toml` beside the listings, where all are named by one folder that has one."""
    if len(paths) == 1 and paths[0].is_dir() and (paths[0] / CONFIG).is_file():
        return paths[0] / CONFIG
    return None
