"""The chain from listings to graph, views and reports: the only place that composes the stages."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from os import PathLike
from pathlib import Path
from typing import TypeVar

from pyoxigraph import Store

from kg import output
from kg.cache import CacheContents, cache_folder, clear, contents
from kg.engine import Engine, EngineChoice, Pending, open_engine
from kg.engine.memory import infrequent_gc, mmap_large_blocks, trim_heap
from kg.extract import heed_titles, link_concepts, model_version
from kg.graph.identity import known_people
from kg.model.errors import ListingError
from kg.model.identity import Resolution
from kg.model.manifest import Central, Manifest
from kg.model.mention import Extraction
from kg.model.progress import NoProgress, Progress
from kg.model.record import PaperRecord, ParsedListing
from kg.model.summary import GraphSummary
from kg.model.validation import ValidationReport
from kg.model.work import Work
from kg.output import NQUADS
from kg.parsers import FORMATS, Format, find_listings, read_listing
from kg.pipeline import ledgers, manifest
from kg.pipeline.author_matching import spread_over
from kg.pipeline.extraction import find_mentions
from kg.pipeline.inputs import PathOrPaths, listing_paths
from kg.pipeline.rendering import (
    Drawing,
    draw_explorer,
    draw_network,
    draw_report,
    draw_turtle,
    join_turtle,
    turtle_spans,
)
from kg.pipeline.timing import Stopwatch
from kg.rdf import (
    Namespaces,
    Runs,
    Statement,
    describe_extraction,
    describe_graph,
    describe_listing,
    describe_resolution,
    summary_of,
    write_nquads,
)
from kg.reporting import GRAPHS
from kg.resolve import ResolveOptions, read_decisions, resolve
from kg.settings import Settings
from kg.store import load, load_further, new_store, open_store, settle, summarise
from kg.store import validate as validate_store

Result = TypeVar("Result")


def read(listings: PathOrPaths, settings: Settings | None = None) -> Iterator[PaperRecord]:
    """Read the records of listings, in the order of the files and their lines.

    Parameters
    ----------
    listings : path-like or iterable of path-like
        One or several listings, or folders that contain them.
    settings : Settings, optional
        Hints for the listings, as `read_settings` returns them.

    Yields
    ------
    PaperRecord
        A paper as one listing describes it, with the lines that it comes from.

    Raises
    ------
    ListingError
        If a path does not exist or a listing cannot be read.

    Examples
    --------
    >>> import kg
    >>> record = next(kg.read("examples/papers-cool.txt"))
    >>> record.title
    'An Image is Worth 16x16 Words: Transformers for Image Recognition at Scale'
    """
    for path in find_listings(listing_paths(listings)):
        yield from read_listing(path, (settings or Settings()).hints_for(path)).records


def build(
    listings: PathOrPaths,
    out: str | PathLike[str] = "output",
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> Manifest:
    """Build a graph from listings and write it, its views and its reports into a folder.

    The folder is replaced as one: after an error the previous output is unchanged.

    Parameters
    ----------
    listings : path-like or iterable of path-like
        One or several listings, or folders that contain them.
    out : path-like, default "output"
        The output folder.
    settings : Settings, optional
        Settings, as `read_settings` returns them. The default has one process and no hints for listings.
    progress : Progress, optional
        Receiver of the stages of the build and their steps.

    Returns
    -------
    Manifest
        Counts, notices, the most central authors, methods and datasets, and the seconds of each stage.

    Raises
    ------
    ListingError
        If a path does not exist or a listing cannot be read.
    OutputError
        If the folder cannot be written or contains files of another program.
    EngineError
        If worker processes or the cluster were lost.

    Examples
    --------
    >>> import kg
    >>> manifest = kg.build("examples", "output")  # doctest: +SKIP
    >>> manifest.counts["works"]  # doctest: +SKIP
    86
    """
    watch = Stopwatch(progress or NoProgress())
    output.check_ours(Path(out))
    settings = settings or Settings()
    settings = replace(settings, title=settings.title or Path(out).resolve().name)
    with infrequent_gc():
        parsed, notices = _parse(listing_paths(listings), settings, watch)
        passages = sum(record.abstract is not None for listing in parsed for record in listing.records)
        choice = EngineChoice(settings.engine, settings.jobs, settings.scheduler, settings.tls)
        with (
            output.staged(Path(out)) as folder,
            open_engine(choice, passages) as engine,  # ends first: nobody writes into a folder that is removed
            Runs(folder) as runs,
        ):
            means = _Means(settings, watch, engine, folder, runs)
            store = new_store(folder / output.STORE, ())
            gathered = _gather(parsed, notices, store, means)
            del parsed  # from here on the store is the only truth, and all that was read need not be held
            trim_heap()
            central = _finish(gathered, store, means)
            del store  # closes it, before the folder moves
            return manifest.write_manifest(gathered, central, settings, watch, folder)


@dataclass(frozen=True, slots=True)
class _Means:
    """What a build works with: `runs` are the statements so far, `folder` becomes the output."""

    settings: Settings
    watch: Stopwatch
    engine: Engine
    folder: Path
    runs: Runs

    @property
    def names(self) -> Namespaces:
        """The IRIs of this graph."""
        return Namespaces(self.settings.base)


def _gather(parsed: list[ParsedListing], notices: tuple[str, ...], store: Store, means: _Means) -> manifest.Gathered:
    """From what was read to the store; the ledgers are written."""
    with means.watch.stage("resolve"):
        records = [record for listing in parsed for record in listing.records]
        resolution = resolve(records, _resolve_options(means.settings), spread_over(means.engine, records))
        del records
        manifest.write_ledgers(parsed, resolution, means.folder)
    extraction, recalled, troubles = _extract(resolution.works, means)
    notices += (*resolution.notes, *troubles)
    with means.watch.stage("load"):
        trim_heap()
        with mmap_large_blocks():
            load(store, means.runs.through(_describe(parsed, resolution, extraction, means.names)))
            settle(store)
    counts = manifest.counts(parsed, resolution, extraction)
    inputs = tuple(map(ledgers.summary, parsed))
    return manifest.Gathered(inputs, manifest.intake_of(parsed, notices), counts, recalled)


def _finish(gathered: manifest.Gathered, store: Store, means: _Means) -> Central:
    """From the store to graph, views and reports, all drawn beside each other where there are processes."""
    start, watch = means.engine.start, means.watch
    with tempfile.TemporaryDirectory(dir=means.folder, ignore_cleanup_errors=True) as spare:
        drawing = Drawing(means.folder, Path(spare), means.settings.base, means.settings.title or "")
        store.backup(drawing.store)  # for others to read, whatever is added here: a folder of links
        with watch.stage("measure"):
            networks = [start(partial(draw_network, drawing=drawing), name) for name in GRAPHS]
            drawing.answers().rows("full_works")  # both pages will want them
            summary = summarise(store)
            trim_heap()
            central = _together(networks)
        with watch.stage("write"):
            pages = (start(partial(draw_report, gathered.intake), drawing), start(draw_explorer, drawing))
            _describe_further(summary, store, drawing, means)
            means.runs.write(means.folder / NQUADS)
            pieces = [start(partial(draw_turtle, drawing=drawing), span) for span in turtle_spans(drawing)]
            _together(pages)
            join_turtle(_together(pieces), drawing)
    return {kind: leaders for each in central for kind, leaders in each.items()}


def _together(pending: Iterable[Pending[Result]]) -> list[Result]:
    """All results: each is begun before the first is waited for."""
    return [each.result() for each in tuple(pending)]


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


def _extract(works: Sequence[Work], means: _Means) -> tuple[Extraction, int, tuple[str, ...]]:
    """What abstracts name, how many of them an earlier build had read, and what was wrong with the cache."""
    settings, watch = means.settings, means.watch
    passages = [(work.id, work.abstract) for work in works if work.abstract]
    cache = cache_folder(settings.cache) if settings.use_cache else None
    with watch.stage("extract", len(passages)) as progress:
        found = find_mentions(passages, settings.model, means.engine, cache, progress)
    with watch.stage("link"):
        mentions = heed_titles(found.mentions, {work.id: work.title for work in works})
        extraction = replace(link_concepts(mentions), model=model_version(settings.model))
    return extraction, found.known, (found.warning,) if found.warning else ()


def _describe(
    parsed: Iterable[ParsedListing], resolution: Resolution, extraction: Extraction, names: Namespaces
) -> Iterator[Statement]:
    for listing in parsed:
        yield from describe_listing(listing, names)
    yield from describe_resolution(resolution, names)
    yield from describe_extraction(extraction, names)


def _describe_further(summary: GraphSummary, store: Store, drawing: Drawing, means: _Means) -> None:
    """The measures, and the graph about itself, added to the store, of which `summary` tells, and set aside."""
    files = [drawing.statements(name) for name in GRAPHS]
    for measures in files:
        with measures.open(encoding="utf-8", newline="\n") as lines:
            summary += summary_of(lines)
    files.append(drawing.statements("graph"))
    write_nquads(describe_graph(summary, means.names), files[-1])
    load_further(store, files)
    for each in files:
        means.runs.take(each)


def validate(out: Path) -> ValidationReport:
    """Check the graph of the build in `out` against the SHACL shapes; raises OutputError where there is none."""
    return validate_store(open_store(out / output.STORE))


def cache_contents(folder: Path | None = None) -> tuple[Path, CacheContents]:
    """Where the cache lies and how much it holds."""
    return cache_folder(folder), contents(cache_folder(folder))


def clear_cache(folder: Path | None = None) -> CacheContents:
    """Empty the cache; what it held."""
    return clear(cache_folder(folder))


def formats() -> tuple[Format, ...]:
    """The formats of listings that are read."""
    return FORMATS
