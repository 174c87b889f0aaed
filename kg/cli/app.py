"""Entry point of the command line: registration of the commands, and display of errors."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import Annotated, cast

import typer

import kg
from kg.cli import concepts, identity
from kg.cli.ask import ask
from kg.cli.build import build
from kg.cli.cache import cache
from kg.cli.child import continue_in_child
from kg.cli.compare import compare
from kg.cli.console import show_error
from kg.cli.export import export
from kg.cli.formats import formats
from kg.cli.mcp import mcp
from kg.cli.query import query
from kg.cli.report import report
from kg.cli.reviewers import reviewers
from kg.cli.serve import serve
from kg.cli.training import evaluate, train
from kg.cli.usage import PlainUsageCommand
from kg.cli.validate import validate
from kg.cli.view import view
from kg.model.errors import KgError

_GROUPS: Mapping[str, Mapping[str, Callable[..., None]]] = {
    "Build": {"build": build, "formats": formats, "cache": cache},
    "Explore": {
        "ask": ask,
        "query": query,
        "report": report,
        "compare": compare,
        "reviewers": reviewers,
        "view": view,
        "serve": serve,
        "mcp": mcp,
        "export": export,
    },
    "Check": {"validate": validate},
    "Train": {"train": train, "evaluate": evaluate, "evaluate-identity": identity.evaluate_identity},
}

# Base class of all errors in arguments, which typer does not export.
_ArgumentError = cast(type[Exception], typer.BadParameter.__base__)

app = typer.Typer(
    name="kg",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for panel, commands in _GROUPS.items():
    for name, command in commands.items():
        app.command(name, cls=PlainUsageCommand, rich_help_panel=panel)(command)
app.add_typer(concepts.app, name="concepts", rich_help_panel="Check")
app.add_typer(identity.app, name="identity", rich_help_panel="Check")


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kg {kg.__version__}")
        raise typer.Exit


@app.callback()
def main_options(
    _: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Build and explore a knowledge graph of papers, authors, venues, methods and datasets from paper listings.

    Start with [bold]kg build LISTING…[/bold], then use [bold]kg query[/bold].
    """


def main() -> None:
    """Run the command line; print an error that the user can resolve as one line on stderr, and exit with code 2."""
    continue_in_child(sys.argv[1:])
    try:
        sys.exit(app(prog_name="kg", standalone_mode=False) or 0)
    except KgError as error:
        _fail(str(error))
    except _ArgumentError as error:
        if str(error):  # empty if typer has shown the help because there are no arguments
            _fail(_usage(error))
        sys.exit(2)
    except BrokenPipeError:
        # The program that reads the output, for example `head`, has ended.
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:
        _fail(f"{error.filename}: {error.strerror}" if error.filename else str(error))
    except (KeyboardInterrupt, typer.Abort):
        sys.exit(130)


def _usage(error: Exception) -> str:
    """Return the message of an error in the arguments, with the command that shows their help."""
    message = error.format_message().rstrip(".") if hasattr(error, "format_message") else str(error)
    context = getattr(error, "ctx", None)
    return f"{message}; see `{context.command_path if context else 'kg'} --help`"


def _fail(message: str) -> None:
    show_error(message)
    sys.exit(2)
