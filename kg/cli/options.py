"""Options that several commands share, and shell completion of arguments."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.graph.choices import EXPORTS, VIEWS

DEFAULT_OUT = Path("output")

Out = Annotated[Path, typer.Option("--out", "-o", help="Output folder of the build.")]
Param = Annotated[
    list[str] | None, typer.Option("--param", "-p", metavar="NAME=VALUE", help="Parameter with its value; repeatable.")
]
RowLimit = Annotated[
    int | None, typer.Option("--limit", min=0, help="Maximum number of rows; 0: all. \\[default: 50 on a terminal]")
]
Iris = Annotated[bool, typer.Option("--iris", help="Show IRIs in the table.")]
Config = Annotated[Path | None, typer.Option("--config", "-c", help="Configuration file (kg.toml).")]
CacheDir = Annotated[Path | None, typer.Option("--cache-dir", help="Folder of the cache.")]
Page = Annotated[Path, typer.Option("--page", help="HTML file to write.")]


def complete_queries(incomplete: str) -> list[tuple[str, str]]:
    """Return the named queries whose names begin with this text, with their questions."""
    from kg.graph.questions import queries

    return [(name, query.question) for name, query in queries().items() if name.startswith(incomplete)]


def complete_exports(incomplete: str) -> list[str]:
    """Return the exports whose names begin with this text."""
    return [name for name in EXPORTS if name.startswith(incomplete)]


def complete_views(incomplete: str) -> list[str]:
    """Return the kinds of views whose names begin with this text."""
    return [name for name in VIEWS if name.startswith(incomplete)]
