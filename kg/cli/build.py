"""Command `kg build`."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

import kg
from kg.cli.console import show, show_line
from kg.cli.options import DEFAULT_OUT, CacheDir, Config
from kg.cli.progress import showing_progress
from kg.cli.tables import show_table
from kg.model.listing import WARNING
from kg.model.manifest import Manifest
from kg.pipeline.inputs import find_config
from kg.settings import read_settings


class EngineName(StrEnum):
    """Engine that runs the stages of a build."""

    PROCESSES = "processes"
    DASK = "dask"


class LogFormat(StrEnum):
    """Progress format."""

    TEXT = "text"
    JSON = "json"


def build(
    listings: Annotated[
        list[Path], typer.Argument(metavar="LISTING", help="Listings, or folders of listings.", show_default=False)
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="Output folder.")] = DEFAULT_OUT,
    config: Config = None,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", min=0, help="Number of processes; 0: one per core, one if input is small.")
    ] = 0,
    model: Annotated[str | None, typer.Option("--model", help="spaCy pipeline instead of the built-in one.")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with code 1 if a line was rejected.")] = False,
    keep_going: Annotated[bool, typer.Option("--keep-going", help="Skip listings that cannot be read.")] = False,
    cache: Annotated[bool, typer.Option(help="Reuse cached results of earlier builds, and cache new ones.")] = True,
    cache_dir: CacheDir = None,
    log: Annotated[LogFormat, typer.Option("--log", help="Progress format.")] = LogFormat.TEXT,
    engine: Annotated[
        EngineName, typer.Option("--engine", help="Engine: processes on this computer, or a Dask cluster.")
    ] = EngineName.PROCESSES,
    scheduler: Annotated[
        str | None, typer.Option("--scheduler", metavar="URL", help="Dask scheduler, tcp://… or tls://….")
    ] = None,
    tls: Annotated[
        tuple[Path, Path, Path] | None,
        typer.Option("--tls", metavar="CA CERT KEY", help="TLS files: CA, certificate and key."),
    ] = None,
) -> None:
    """Build a graph from listings, with its views and reports.

    [bold]Examples[/bold]

      kg build examples --config examples/kg.toml

      kg build session.txt accepted.md --out my-field --jobs 2

    The output folder is replaced atomically, and only if the build succeeds.
    If the only argument is a folder, a [bold]kg.toml[/bold] in it is the
    configuration.

    Exit codes: 0 success; 1 success, but a line was rejected and --strict is
    given; 2 failure, and the previous output is unchanged.
    """
    settings = read_settings(
        config or find_config(listings),
        jobs=jobs,
        model=model,
        strict=strict,
        keep_going=keep_going,
        use_cache=cache,
        cache=cache_dir,
        engine=engine.value,
        scheduler=scheduler,
        tls=tls,
    )
    with showing_progress(log.value) as progress:
        manifest = kg.build(listings, out, settings, progress)
    show_summary(manifest, str(out))
    if strict and any(listing.rejected for listing in manifest.inputs):
        raise typer.Exit(1)


def show_summary(manifest: Manifest, out: str) -> None:
    """Print the counts of each listing and of the graph, all notices, and commands to try next."""
    show_table(("listing", "format", "records", "rejected lines", "lines"), _listing_rows(manifest))
    for summary in manifest.inputs:
        for notice in summary.notices:
            mark = "[bold red]WARNING[/]" if notice.startswith(WARNING) else "[yellow]note[/]"
            show(f"{mark} {escape(summary.name)}: {escape(notice.removeprefix(f'{WARNING}: '))}")
    for notice in manifest.notices:
        show(f"[yellow]note[/] {escape(notice)}")
    counts = ", ".join(f"[bold]{count:,}[/] {_NOUNS.get(name, name)}" for name, count in manifest.counts.items())
    show(f"\n{counts}")
    for kind, leaders in manifest.central.items():
        names = ", ".join(escape(label) for label, _ in leaders) or "none"
        show(f"most central {kind}: [bold]{names}[/]")
    _show_next(out, sum(manifest.seconds.values()))


_NOUNS = {"works": "papers", "persons": "authors"}
"""Words of the interface for counts in the manifest, where they differ from the keys."""


def _listing_rows(manifest: Manifest) -> Iterator[tuple[object, ...]]:
    for listing in manifest.inputs:
        yield listing.name, listing.format, listing.records, listing.rejected, listing.lines


def _show_next(out: str, seconds: float) -> None:
    option = "" if out == "output" else f" --out {out}"
    show(f"\nwritten to [bold]{escape(out)}[/] in {seconds:.1f} s; next steps:")
    show_line(f"  open {out}/report.html in a browser")
    for command in ("kg query --list", "kg query top_datasets", "kg export papers --format jsonl"):
        show_line(f"  {command}{option}")
