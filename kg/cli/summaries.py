"""What the command line shows on a terminal: summaries, errors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from rich.markup import escape

from kg.cache import CacheContents
from kg.cli.tables import err, out, show_table
from kg.model.identity import Judgement
from kg.model.listing import WARNING
from kg.model.manifest import Manifest
from kg.model.validation import ValidationReport
from kg.parsers import Format


def show_summary(manifest: Manifest, where: str) -> None:
    """What was read from each listing, what was not and why, what came out, and what to try next."""
    show_table(("listing", "format", "records", "rejected lines", "lines"), _input_rows(manifest))
    for summary in manifest.inputs:
        for notice in summary.notices:
            mark = "[bold red]WARNING[/]" if notice.startswith(WARNING) else "[yellow]note[/]"
            said = escape(notice.removeprefix(f"{WARNING}: "))
            out.print(f"{mark} {escape(summary.name)}: {said}", soft_wrap=True)
    for notice in manifest.notices:
        out.print(f"[yellow]note[/] {escape(notice)}", soft_wrap=True)
    counted = ", ".join(f"[bold]{count:,}[/] {escape(name)}" for name, count in manifest.counts.items())
    out.print(f"\n{counted}", soft_wrap=True)
    for kind, leaders in manifest.central.items():
        names = ", ".join(escape(label) for label, _ in leaders) or "none"
        out.print(f"most central {kind}: [bold]{names}[/]", soft_wrap=True)
    _show_next(where, sum(manifest.seconds.values()))


def _input_rows(manifest: Manifest) -> Iterator[tuple[object, ...]]:
    for given in manifest.inputs:
        yield given.name, given.format, given.records, given.rejected, given.lines


def _show_next(where: str, seconds: float) -> None:
    option = "" if where == "output" else f" --out {where}"
    out.print(f"\nwritten to [bold]{escape(where)}[/] in {seconds:.1f} s. Worth trying next:", soft_wrap=True)
    out.print(f"  open {where}/report.html in a browser", markup=False, soft_wrap=True)
    for command in ("kg query --list", "kg query top_datasets", "kg export papers --format jsonl"):
        out.print(f"  {command}{option}", markup=False, soft_wrap=True)


def show_cache(folder: Path, held: CacheContents) -> None:
    """Where the cache lies and how much it holds."""
    out.print(f"{escape(str(folder))}: {held.entries:,} abstracts, {_megabytes(held.on_disk)}", soft_wrap=True)


def show_cleared(held: CacheContents) -> None:
    """What is gone from the cache."""
    out.print(f"{held.entries:,} abstracts forgotten, {_megabytes(held.on_disk)} freed", soft_wrap=True)


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.1f} MB"


def show_address(address: str) -> None:
    """Where a server listens."""
    out.print(
        f"serving at [bold]{escape(address)}[/]  (SPARQL at {escape(address)}sparql; Ctrl + C ends it)", soft_wrap=True
    )


def show_error(message: str) -> None:
    """One line on stderr."""
    err.print(f"[bold red]kg:[/] {escape(' '.join(message.split()))}", soft_wrap=True)


def show_validation(report: ValidationReport) -> None:
    """That the graph conforms, or each violation."""
    if report.conforms:
        out.print("[green]the graph conforms to the shapes[/]")
        return
    rows = ((each.node, each.path, each.value, each.message) for each in report.violations)
    show_table(("node", "property", "value", "what is wrong"), rows)
    err.print(f"{len(report.violations):,} violations")


def show_judgements(judgements: Iterable[Judgement]) -> None:
    """Compared pairs, each with its verdict, its score and the reasons in words."""
    colours = {"same": "green", "different": "red", "unsure": "yellow"}
    for each in judgements:
        said = f"[bold {colours[each.verdict]}]{each.verdict}[/] {each.score:.2f}"
        out.print(f"{said}  {escape(each.left_name)}  ~  {escape(each.right_name)}", soft_wrap=True)
        for line in (each.left, each.right):
            out.print(f"    {line}", style="dim", markup=False, soft_wrap=True)
        for reason in each.reasons:
            out.print(f"    {reason}", markup=False, soft_wrap=True)


def say(line: str) -> None:
    """A line that holds no markup."""
    out.print(line, markup=False, soft_wrap=True)


def show_formats(formats: Iterable[Format]) -> None:
    """Each format with how it looks."""
    for each in formats:
        out.print(f"[bold]{escape(each.name)}[/]  {escape(each.description)}", soft_wrap=True)
        for line in each.example.splitlines():
            out.print(f"    {line}", style="dim", markup=False, soft_wrap=True)
        out.print()
