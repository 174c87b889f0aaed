"""The command line: thin commands over plain functions."""

from __future__ import annotations

import sys
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from kg import reporting
from kg.cli import progress, summaries, tables, training
from kg.graph import compare as comparison
from kg.graph import export as exports
from kg.graph import questions, whole_graph
from kg.graph import view as views
from kg.model.errors import KgError, QueryError
from kg.pipeline import build as pipeline
from kg.pipeline.inputs import find_config
from kg.settings import read_settings

app = typer.Typer(
    name="kg",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

identity_app = typer.Typer(no_args_is_help=True, help="Who is who: why records are or are not the same.")
app.add_typer(identity_app, name="identity")
identity_app.command("explain")(training.explain_identity)

Out = Annotated[Path, typer.Option("--out", "-o", help="The folder of the build.")]
DEFAULT_OUT = Path("output")


class EngineName(StrEnum):
    """What runs the stages."""

    PROCESSES = "processes"
    DASK = "dask"


class CacheAction(StrEnum):
    """What to do with the cache."""

    SHOW = "show"
    CLEAR = "clear"


class LogFormat(StrEnum):
    """How progress is said where stderr is no summaries."""

    TEXT = "text"
    JSON = "json"


class RowFormat(StrEnum):
    """How the rows of a query are written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    TTL = "ttl"
    JSONLD = "jsonld"


def _say_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kg {version('paperkg')}")
        raise typer.Exit


@app.callback()
def main_options(
    _: Annotated[
        bool, typer.Option("--version", callback=_say_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """A knowledge graph of papers, people, venues, methods and datasets from the paper listings you have.

    Start with [bold]kg build LISTING…[/bold]; then ask with [bold]kg query[/bold].
    """


@app.command()
def build(
    listings: Annotated[list[Path], typer.Argument(help="Listings, or folders of them.", show_default=False)],
    out: Annotated[
        Path, typer.Option("--out", "-o", help="The folder to write; replaced whole or not at all.")
    ] = DEFAULT_OUT,
    config: Annotated[
        Path | None, typer.Option("--config", "-c", help="A kg.toml: what the listings do not say.")
    ] = None,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", min=0, help="Processes; 0: as many as there are cores, if it pays.")
    ] = 0,
    model: Annotated[
        str | None, typer.Option("--model", help="A spaCy pipeline to use in place of the one shipped.")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 when any line was rejected.")] = False,
    keep_going: Annotated[bool, typer.Option("--keep-going", help="Leave out listings that cannot be read.")] = False,
    cache: Annotated[bool, typer.Option(help="Take what earlier builds found in abstracts, and keep it.")] = True,
    cache_dir: Annotated[Path | None, typer.Option("--cache-dir", help="The folder of the cache.")] = None,
    log: Annotated[
        LogFormat, typer.Option("--log", help="How progress is said; json: a line a step.")
    ] = LogFormat.TEXT,
    engine: Annotated[
        EngineName, typer.Option("--engine", help="What does the work: processes here, or a Dask cluster.")
    ] = EngineName.PROCESSES,
    scheduler: Annotated[
        str | None, typer.Option("--scheduler", help="The address of the Dask scheduler, tcp://… or tls://….")
    ] = None,
    tls: Annotated[
        tuple[Path, Path, Path] | None,
        typer.Option("--tls", metavar="CA CERT KEY", help="Files with which a tls:// scheduler is met."),
    ] = None,
) -> None:
    """Read listings and write the graph, its views and its reports.

    [bold]Examples[/bold]

      kg build examples --config examples/kg.toml

      kg build session.txt accepted.md --out my-field --jobs 2

    A [bold]kg.toml[/bold] beside a single folder of listings is found without --config. Exit codes: 0 done; 1 done, but
    something was rejected and --strict is given; 2 nothing done, and the previous output untouched.
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
    with progress.showing_progress(log.value) as shown:
        manifest = pipeline.build(listings, out, settings, shown)
    summaries.show_summary(manifest, str(out))
    if strict and any(given.rejected for given in manifest.inputs):
        raise typer.Exit(1)


@app.command()
def cache(
    what: Annotated[CacheAction, typer.Argument(help="What to do with it.")] = CacheAction.SHOW,
    cache_dir: Annotated[Path | None, typer.Option("--cache-dir", help="The folder of the cache.")] = None,
) -> None:
    """Show or clear what earlier builds found in abstracts, which later ones take from there.

    [bold]Examples[/bold]

      kg cache

      kg cache clear

    It lies in the folder named by --cache-dir or the variable KG_CACHE, else in ~/.cache/paperkg. What it holds depends
    on the abstracts, the model and the program alone; nothing is lost by clearing it but time.
    """
    if what is CacheAction.CLEAR:
        summaries.show_cleared(pipeline.clear_cache(cache_dir))
    else:
        summaries.show_cache(*pipeline.cache_contents(cache_dir))


@app.command()
def query(
    question: Annotated[str | None, typer.Argument(help="A name, a .rq file, or SPARQL.", show_default=False)] = None,
    out: Out = DEFAULT_OUT,
    form: Annotated[RowFormat, typer.Option("--format", "-f", help="How to write the rows.")] = RowFormat.TABLE,
    param: Annotated[
        list[str] | None, typer.Option("--param", "-p", help="NAME=VALUE, once for each parameter.")
    ] = None,
    endpoint: Annotated[
        str | None, typer.Option("--endpoint", "-e", help="Ask the SPARQL server at this address, not --out.")
    ] = None,
    list_all: Annotated[
        bool, typer.Option("--list", "-l", help="List the named queries; of one theme, if it is named.")
    ] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Show the SPARQL and run nothing.")] = False,
) -> None:
    """Ask the graph: by the name of a query, with a file, or in SPARQL.

    [bold]Examples[/bold]

      kg query --list

      kg query --list collaboration

      kg query works_of_author --param author="Yoshua Bengio"

      kg query 'SELECT ?title WHERE { ?work dcterms:title ?title } LIMIT 5'

      kg query top_datasets --format csv > datasets.csv

      kg query top_methods --endpoint http://127.0.0.1:8000/sparql

    The usual prefixes (kg, dcterms, foaf, schema, skos, …) need not be declared.
    """
    if list_all or question is None:
        tables.show_queries(questions.named(question))
    elif explain:
        tables.show_query(questions.find_question(question))
    else:
        asked = questions.Question(questions.find_question(question), questions.parameters(param or []), out, endpoint)
        count = tables.show_answer(questions.ask(asked), form, questions.known_prefixes(asked))
        if not count:
            tables.show_nothing(questions.looked_for(asked))


@app.command()
def serve(
    out: Out = DEFAULT_OUT,
    host: Annotated[str | None, typer.Option("--host", help="The address to listen at; loopback if not given.")] = None,
    port: Annotated[int | None, typer.Option("--port", min=1, max=65535, help="The port to listen at.")] = None,
    config: Annotated[
        Path | None, typer.Option("--config", "-c", help="A kg.toml with a table [serve]: limits, hosts.")
    ] = None,
) -> None:
    """Serve the graph on this machine: pages for a browser and a SPARQL endpoint, for reading.

    [bold]Examples[/bold]

      kg serve

      kg serve --out my-field --port 8080

    Then open http://127.0.0.1:8000/ or send SPARQL to http://127.0.0.1:8000/sparql. Ctrl + C ends it.
    """
    from kg.server import running, settings

    running.serve(out, settings.read_server_settings(config, host=host, port=port), summaries.show_address)


@app.command()
def export(
    what: Annotated[str, typer.Argument(help=f"One of: {', '.join(exports.KINDS)}.", show_default=False)],
    out: Out = DEFAULT_OUT,
    form: Annotated[exports.ExportFormat | None, typer.Option("--format", "-f", help="How to write it.")] = None,
    parts: Annotated[
        int | None, typer.Option("--parts", min=1, max=512, help="So many files of N-Quads, a subject in one of them.")
    ] = None,
    part: Annotated[
        str | None, typer.Option("--part", help="Named graph to write as N-Quads: core, mentions, metrics, …")
    ] = None,
    into: Annotated[Path, typer.Option("--into", help="The folder of the parts; replaced whole or not at all.")] = Path(
        "parts"
    ),
) -> None:
    """Write a part of the graph to standard output, for other tools; or all of it in parts, for a large store.

    [bold]Examples[/bold]

      kg export papers --format jsonl > papers.jsonl

      kg export coauthors --format graphml > coauthors.graphml

      kg export annotations --format jsonld > annotations.jsonld

      kg export graph --format nquads --parts 16 --into parts
    """
    if parts is None:
        for piece in exports.export(out, what, form.value if form else None, part):
            sys.stdout.write(piece)
    elif (what, form) != ("graph", exports.ExportFormat.NQUADS):
        raise QueryError("--parts is for the graph as N-Quads: kg export graph --format nquads --parts 16")
    else:
        counts = whole_graph.export_parts(out, parts, into)
        typer.echo(f"{into}: {sum(counts.values()):,} statements in {len(counts):,} files")


@app.command()
def view(
    kind: Annotated[str, typer.Argument(help=f"One of: {', '.join(views.KINDS)}.", show_default=False)],
    name: Annotated[
        str,
        typer.Argument(help="Its name, accents and letter case aside; a .rq file or SPARQL.", show_default=False),
    ],
    out: Out = DEFAULT_OUT,
    page: Annotated[Path, typer.Option("--page", help="The page to write.")] = Path("view.html"),
    param: Annotated[
        list[str] | None, typer.Option("--param", "-p", help="NAME=VALUE for a query, once for each parameter.")
    ] = None,
) -> None:
    """Write a part of the graph as a page: around an author or a concept, a network, the answer to a query.

    [bold]Examples[/bold]

      kg view author "Yoshua Bengio" --page bengio.html

      kg view concept dropout

      kg view network methods-datasets

      kg view query pairs.rq

    A query is drawn that answers two columns (each row a link), three of which the last is a number (its weight), or
    statements (CONSTRUCT). Networks are those of [bold]kg export[/bold].
    """
    seen = views.view(out, kind, name, page, questions.parameters(param or []))
    links = seen.graph.number_of_edges()
    typer.echo(f"{page}: {len(seen.graph):,} {seen.noun}, {links:,} {'link' if links == 1 else 'links'}")


@app.command("report")
def report_of_part(
    venue: Annotated[str | None, typer.Option("--venue", help="The works of this venue alone.")] = None,
    year: Annotated[int | None, typer.Option("--year", help="The works of this year alone.")] = None,
    listing: Annotated[str | None, typer.Option("--listing", help="The works of this listing alone.")] = None,
    out: Out = DEFAULT_OUT,
    page: Annotated[
        Path | None, typer.Option("--page", help="The page to write; if not given, named after the part.")
    ] = None,
) -> None:
    """Write the report of a part of the graph, without building again: a venue, a year, a listing, or all of these.

    [bold]Examples[/bold]

      kg report --venue ICLR --year 2021

      kg report --listing session.txt --page session.html

    Beside the page are its Markdown and a folder with its tables as CSV and its questions.
    """
    typer.echo(str(reporting.report_part(out, page, venue, year, listing)))


@app.command()
def compare(
    left: Annotated[str, typer.Argument(help="A venue, a year, or both: 'ICLR 2021'.", show_default=False)],
    right: Annotated[str, typer.Argument(help="What to compare it with.", show_default=False)],
    out: Out = DEFAULT_OUT,
    rows: Annotated[int, typer.Option("--rows", min=1, help="How many of either side.")] = 10,
) -> None:
    """Show which methods and datasets set two bodies of work apart, and how sure that is.

    [bold]Example[/bold]

      kg compare "ICLR 2019" "ICLR 2021"

    The ratio is that of the odds; its interval holds in 95 of 100 cases, p is adjusted for the number of rows tested.
    """
    found = comparison.compare(out, left, right)
    told = found if len(found) <= 2 * rows else found[:rows] + found[-rows:]
    header = ("method or dataset", left, right, "ratio", "from", "to", "adjusted p")
    tables.show_table(header, ((c.concept, c.left, c.right, c.ratio, c.low, c.high, c.adjusted) for c in told))


@app.command()
def validate(out: Out = DEFAULT_OUT) -> None:
    """Check the graph of a build against the SHACL shapes of the ontology.

    [bold]Example[/bold]

      kg validate --out output

    Exit codes: 0 it conforms; 1 it does not, and each violation is shown; 2 there is no graph.
    """
    report = pipeline.validate(out)
    summaries.show_validation(report)
    if not report.conforms:
        raise typer.Exit(1)


@app.command()
def formats() -> None:
    """List the formats of listings that are read, and how each is known.

    [bold]Example[/bold]

      kg formats
    """
    summaries.show_formats(pipeline.formats())


app.command("evaluate-identity")(training.evaluate_identity)
app.command()(training.evaluate)
app.command()(training.train)


def main() -> None:
    """Run the command line; an error that the user can mend is one line on stderr and exit code 2."""
    try:
        app()
    except KgError as error:
        summaries.show_error(str(error))
        sys.exit(2)
    except BrokenPipeError:
        # The reader of our output (head, say) has gone; that is no error of ours.
        sys.stderr.close()
        sys.exit(0)
