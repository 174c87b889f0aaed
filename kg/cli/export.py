"""Command `kg export`."""

from __future__ import annotations

import gzip
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import plural, show_line, text_output
from kg.cli.options import DEFAULT_OUT, Out, complete_exports
from kg.graph.choices import EXPORTS, MAP_FIGURES, MAP_VIEWS, ExportFormat
from kg.graph.opening import open_graph
from kg.model.errors import UsageError


def export(
    what: Annotated[
        str,
        typer.Argument(
            metavar="EXPORT",
            help=f"One of: {', '.join(EXPORTS)}.",
            show_default=False,
            autocompletion=complete_exports,
        ),
    ],
    out: Out = DEFAULT_OUT,
    form: Annotated[ExportFormat | None, typer.Option("--format", "-f", help="Format of the export.")] = None,
    parts: Annotated[
        int | None, typer.Option("--parts", min=1, max=512, help="Number of N-Quads files to write the graph to.")
    ] = None,
    part: Annotated[
        str | None, typer.Option("--part", help="Named graph to write as N-Quads: core, mentions, metrics, …")
    ] = None,
    into: Annotated[Path, typer.Option("--into", help="Folder of the N-Quads files.")] = Path("parts"),
    compress: Annotated[bool, typer.Option("--gzip", help="Compress the output with gzip.")] = False,
    map_view: Annotated[
        str, typer.Option("--view", metavar="VIEW", help=f"Map to export: {' or '.join(MAP_VIEWS)}.")
    ] = "concepts",
    width: Annotated[str, typer.Option("--width", help="Width of the figure of a map, such as 180mm.")] = "180mm",
    colour: Annotated[
        str,
        typer.Option("--colour", help="Colour of the dots of a figure of a map: community, meanYear, or a measure."),
    ] = "community",
    dpi: Annotated[int, typer.Option("--dpi", min=36, max=2400, help="Dots per inch of a PNG of a map.")] = 300,
    top: Annotated[
        int | None,
        typer.Option(
            "--top",
            min=1,
            help="Number of most important nodes of a map; by default 300 in a figure and all in other formats.",
        ),
    ] = None,
) -> None:
    """Write an export for other tools to standard output, or the graph to several files.

    [bold]Examples[/bold]

      kg export papers --format jsonl > papers.jsonl

      kg export authors --format csv > authors.csv

      kg export coauthors --format graphml > coauthors.graphml

      kg export methods-datasets --format gexf > tested-on.gexf

      kg export map --view concepts --format pdf --width 180mm > map.pdf

      kg export annotations --format jsonld > annotations.jsonld

      kg export graph --format nquads --part core --gzip > core.nq.gz

      kg export graph --format nquads --parts 16 --into parts

    With --parts, all statements about a subject are in the same file, and the
    folder is replaced atomically.
    """
    if what == "map":
        from kg.graph.map_export import MapOptions, export_map

        options = MapOptions(map_view, millimetres(width), dpi, top, colour)
        _write_bytes(export_map(out, form.value if form else MAP_FIGURES[0], options), compress)
    elif parts is None:
        with open_graph(out) as graph:
            _write(graph.export(what, form.value if form else None, part), compress)
    elif (what, form) != ("graph", ExportFormat.NQUADS):
        raise UsageError("--parts requires the graph as N-Quads: kg export graph --format nquads --parts 16")
    else:
        from kg.graph.whole_graph import export_parts

        counts = export_parts(out, parts, into)
        show_line(f"{into}: {plural(sum(counts.values()), 'statement')} in {plural(len(counts), 'file')}")


def millimetres(width: str) -> float:
    """Return a width such as "180mm", "18 cm", "7in" or "180" in millimetres; raises UsageError for other texts.

    >>> millimetres("18 cm"), millimetres("7in")
    (180.0, 177.8)
    """
    found = re.fullmatch(r"([0-9]{1,5}(?:[.][0-9]{1,3})?) ?(mm|cm|in|)", width.strip())
    if not found:
        raise UsageError(f"{width!r} is not a width; write it like 180mm, 18cm or 7in")
    return round(float(found[1]) * {"cm": 10, "in": 25.4}.get(found[2], 1), 4)


def _write_bytes(content: bytes, compress: bool) -> None:
    """Write an export to standard output, gzip-compressed if `compress`; binary data are not written to a terminal."""
    if sys.stdout.isatty() and (compress or b"\0" in content):
        raise UsageError("this format is binary; redirect the output to a file: kg export map … > FILE")
    sys.stdout.flush()
    sys.stdout.buffer.write(gzip.compress(content, mtime=0) if compress else content)


def _write(pieces: Iterable[str], compress: bool) -> None:
    """Write text to standard output, gzip-compressed if `compress`; the same text gives the same compressed bytes."""
    if not compress:
        output = text_output()
        for piece in pieces:
            output.write(piece)
        return
    if sys.stdout.isatty():
        raise UsageError("--gzip writes binary data; redirect the output to a file: kg export … --gzip > FILE.gz")
    with gzip.GzipFile(fileobj=sys.stdout.buffer, mode="wb", mtime=0) as target:
        target.writelines(piece.encode("utf-8", "surrogatepass") for piece in pieces)
