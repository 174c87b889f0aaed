"""Building of a graph, its views and its reports from listings."""

from __future__ import annotations

import os
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
from kg.extract import Thesaurus, model_version, read_thesaurus, settle_proposals
from kg.graph.identity import known_people
from kg.model.errors import ListingError
from kg.model.identity import Resolution
from kg.model.listing import UnreadFile
from kg.model.manifest import Central, Manifest
from kg.model.mention import Extraction
from kg.model.network_membership import notices_of_left_out
from kg.model.progress import NoProgress, Progress
from kg.model.record import PaperRecord, ParsedListing
from kg.model.summary import GraphSummary
from kg.model.validation import ValidationReport
from kg.model.work import Work
from kg.parsers import FORMATS, FileChoice, Format, FoundFiles, find_files, read_listing
from kg.pipeline import ledgers, manifest
from kg.pipeline.author_matching import distribute_over
from kg.pipeline.extraction import find_mentions
from kg.pipeline.inputs import PathOrPaths, find_config, listing_paths
from kg.pipeline.linking import LinkedMentions, link
from kg.pipeline.rendering import (
    RenderContext,
    render_explorer,
    render_network,
    render_report,
    render_turtle,
)
from kg.pipeline.stated_roles import mark_stated_roles
from kg.pipeline.timing import Stopwatch
from kg.rdf import (
    Namespaces,
    SortedRuns,
    Statement,
    describe_extraction,
    describe_graph,
    describe_listing,
    describe_resolution,
    shown_fields,
    summary_of,
    write_ntriples,
)
from kg.reporting import GRAPHS
from kg.resolve import ResolveOptions, read_decisions, resolve
from kg.settings import Settings, read_settings
from kg.store import load, load_files, new_store, open_store, summarise
from kg.store import validate as validate_store

Result = TypeVar("Result")


def read(listings: PathOrPaths, settings: Settings | None = None) -> Iterator[PaperRecord]:
    """Read the records of listings, in the order of the files and their lines.

    Parameters
    ----------
    listings : str, os.PathLike or iterable of these
        One or several listings, or folders that contain them.
    settings : Settings, optional
        Settings with hints for the listings, as `read_settings` returns them. By default, if `listings` is one folder
        with a `kg.toml`, those of this file.

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
    paths = listing_paths(listings)
    known = settings or read_settings(find_config(paths))
    for path in _find(paths, known).listings:
        yield from read_listing(path, known.hints_for(path)).records


def build(
    listings: PathOrPaths,
    out: str | PathLike[str] = "output",
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> Manifest:
    """Build a graph from listings and write it, its views and its reports into a folder.

    The folder is replaced atomically: after an error, the previous output is unchanged.

    Parameters
    ----------
    listings : str, os.PathLike or iterable of these
        One or several listings, or folders that contain them.
    out : str or os.PathLike, default "output"
        The output folder.
    settings : Settings, optional
        Settings, as `read_settings` returns them. By default, if `listings` is one folder with a `kg.toml`, those of
        this file.
    progress : Progress, optional
        Receiver of the stages of the build and their steps.

    Returns
    -------
    Manifest
        Counts, notices, the most central authors, methods and datasets, and the duration of each stage in seconds.

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
    paths = listing_paths(listings)
    given = settings or read_settings(find_config(paths))
    settings = replace(given, title=given.title or Path(os.path.realpath(out)).name)
    thesaurus = read_thesaurus(settings.thesaurus) if settings.thesaurus else None
    with infrequent_gc():
        parsed, unread, notices = _parse(paths, settings, watch)
        passages = sum(record.abstract is not None for listing in parsed for record in listing.records)
        choice = EngineChoice(settings.engine, settings.jobs, settings.scheduler, settings.tls)
        with (
            output.staged(Path(out)) as folder,
            open_engine(choice, passages) as engine,  # closed before the folder that its processes write into
            SortedRuns(folder) as runs,
        ):
            context = BuildContext(settings, watch, engine, folder, runs, given.title, thesaurus)
            store = new_store(folder / output.STORE, ())
            ledgers.write_ledger(parsed, unread, folder / output.LEDGER)
            loaded = _load(parsed, notices, store, context)
            del parsed  # not needed any more; frees most of the memory
            trim_heap()
            central = _write_output(loaded, store, context)
            del store  # closes the store before the folder is renamed
            return manifest.write_manifest(loaded, central, settings, watch, folder)


@dataclass(frozen=True, slots=True)
class BuildContext:
    """Settings, engine, output folder and statements of a running build.

    `folder` is the staging folder that becomes the output folder; `runs` has the statements generated so far.
    `stated_title` is the title set in kg.toml, or None if the name of the output folder is the title of pages.
    """

    settings: Settings
    watch: Stopwatch
    engine: Engine
    folder: Path
    runs: SortedRuns
    stated_title: str | None = None
    thesaurus: Thesaurus | None = None

    @property
    def names(self) -> Namespaces:
        """Namespaces of the graph."""
        return Namespaces(self.settings.base)


def _load(
    parsed: list[ParsedListing], notices: tuple[str, ...], store: Store, context: BuildContext
) -> manifest.BuildSummary:
    """Resolve the records, extract mentions, load all statements into the store, and write the ledgers."""
    with context.watch.stage("resolve"):
        records = [record for listing in parsed for record in listing.records]
        resolution = resolve(records, _resolve_options(context.settings), distribute_over(context.engine, records))
        del records
        manifest.write_ledgers(parsed, resolution, context.folder)
    linked, from_cache, warnings = _extract(resolution.works, context)
    extraction, left_out = linked.extraction, notices_of_left_out(resolution.works, context.settings.max_authors)
    notices += (*resolution.notes, *left_out, *warnings, *linked.notes)
    with context.watch.stage("load"):
        trim_heap()
        with mmap_large_blocks():
            load(store, context.runs.add(_describe(parsed, resolution, extraction, context)))
    counts = manifest.counts(parsed, resolution, extraction)
    inputs = tuple(map(ledgers.summary, parsed))
    return manifest.BuildSummary(inputs, manifest.intake_of(parsed, notices), counts, from_cache, linked.thesaurus)


def _write_output(loaded: manifest.BuildSummary, store: Store, context: BuildContext) -> Central:
    """Write the graph, views and reports from the store, in parallel if the engine has several processes."""
    start, watch = context.engine.start, context.watch
    with tempfile.TemporaryDirectory(dir=context.folder, ignore_cleanup_errors=True) as temporary:
        rendering = RenderContext(context.folder, Path(temporary), context.settings.base, context.settings.title or "")
        store.backup(rendering.store)  # a snapshot, made of hard links, for other processes
        with watch.stage("measure"):
            networks = [start(partial(render_network, context=rendering), name) for name in GRAPHS]
            rendering.answers().rows("full_works")  # cached here because both pages need it
            summary = summarise(store)
            trim_heap()
            central = _results_of(networks)
        with watch.stage("write"):
            pages = (start(partial(render_report, loaded.intake), rendering), start(render_explorer, rendering))
            _describe_further(summary, store, rendering, context)
            context.runs.write(rendering.statements("all"))
            _results_of((*pages, start(render_turtle, rendering)))
    return {kind: leaders for each in central for kind, leaders in each.items()}


def _results_of(pending: Iterable[Pending[Result]]) -> list[Result]:
    """Start all functions, wait for them, and return their results."""
    return [each.result() for each in tuple(pending)]


def _parse(
    paths: Sequence[Path], settings: Settings, watch: Stopwatch
) -> tuple[list[ParsedListing], list[UnreadFile], tuple[str, ...]]:
    """Return the parsed listings, the files that were not read, and notices."""
    found = _find(paths, settings)
    unread = list(found.unread)
    parsed: dict[str, ParsedListing] = {}
    notices = [
        f"no listing matches the path {rule.pattern!r} in kg.toml" for rule in settings.rules if not rule.matches
    ]
    with watch.stage("parse", len(found.listings)) as progress:
        for path in found.listings:
            listing = _read(path, found, settings, unread)
            if listing is None:
                continue
            if listing.listing.id in parsed:
                notices.append(f"{path.name}: two listings have this name and the same content; only one was read")
            parsed[listing.listing.id] = listing
            progress.advance()
    notices += [f"skipped: {file.name}: {file.reason}" for file in unread]
    if not parsed:
        raise ListingError("none of the listings could be read: " + "; ".join(notices))
    return [parsed[key] for key in sorted(parsed)], unread, tuple(sorted(notices))


def _find(paths: Iterable[Path], settings: Settings) -> FoundFiles:
    return find_files(paths, FileChoice(settings.described_listings(), settings.other_files()))


def _read(path: Path, found: FoundFiles, settings: Settings, unread: list[UnreadFile]) -> ParsedListing | None:
    """Return a parsed listing, or None if it cannot be read and may be skipped; it is then added to `unread`."""
    try:
        return read_listing(path, settings.hints_for(path))
    except ListingError as error:
        if not settings.keep_going and (path not in found.searched or len(found.listings) == 1):
            raise
        unread.append(UnreadFile(path.name, error.args[0]))
        return None


def _resolve_options(settings: Settings) -> ResolveOptions:
    decisions = read_decisions(settings.decisions) if settings.decisions else ()
    return ResolveOptions(decisions, known_people(settings.previous) if settings.previous else {})


def _extract(works: Sequence[Work], context: BuildContext) -> tuple[LinkedMentions, int, tuple[str, ...]]:
    """Return the linked mentions, the number of abstracts whose mentions are from the cache, and its warnings."""
    settings, watch = context.settings, context.watch
    passages = [(work.id, work.abstract) for work in works if work.abstract]
    cache = cache_folder(settings.cache) if settings.use_cache else None
    with watch.stage("extract", len(passages)) as progress:
        found = find_mentions(passages, settings.model, context.engine, cache, progress)
    with watch.stage("link"):
        linked = link(found.mentions, {work.id: work.title for work in works}, context.thesaurus)
        extraction = mark_stated_roles(settle_proposals(linked.extraction, works), works)
        extraction = replace(extraction, model=model_version(settings.model))
    return replace(linked, extraction=extraction), found.cached, (found.warning,) if found.warning else ()


def _describe(
    parsed: Iterable[ParsedListing], resolution: Resolution, extraction: Extraction, context: BuildContext
) -> Iterator[Statement]:
    shown = shown_fields(resolution)
    for listing in parsed:
        yield from describe_listing(listing, shown, context.names)
    yield from describe_resolution(resolution, context.names, context.settings.max_authors)
    yield from describe_extraction(extraction, context.names)


def _describe_further(summary: GraphSummary, store: Store, rendering: RenderContext, context: BuildContext) -> None:
    """Add the measures and the description of the graph to the store and to the statements of the build."""
    files = [rendering.statements(name) for name in GRAPHS]
    for measures in files:
        with measures.open(encoding="utf-8", newline="\n") as lines:
            summary += summary_of(lines)
    files.append(rendering.statements("graph"))
    write_ntriples(describe_graph(summary, context.names, title=context.stated_title), files[-1])
    load_files(store, files)
    for each in files:
        context.runs.add_file(each)


def validate(out: Path) -> ValidationReport:
    """Check the graph of a build against the SHACL shapes of the ontology.

    Parameters
    ----------
    out
        Output folder of a build.

    Returns
    -------
    ValidationReport

    Raises
    ------
    OutputError
        If the folder has no graph.
    """
    return validate_store(open_store(out / output.STORE))


def cache_contents(folder: Path | None = None) -> tuple[Path, CacheContents]:
    """Return the folder of the cache, and its number of entries and size."""
    return cache_folder(folder), contents(cache_folder(folder))


def clear_cache(folder: Path | None = None) -> CacheContents:
    """Remove the cache, and return its former number of entries and size."""
    return clear(cache_folder(folder))


def formats() -> tuple[Format, ...]:
    """Return the formats of listings that can be read."""
    return FORMATS
