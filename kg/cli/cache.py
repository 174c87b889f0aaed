"""Command `kg cache`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from kg.cache import CacheContents
from kg.cli.console import show_line
from kg.cli.options import CacheDir
from kg.pipeline.build import cache_contents, clear_cache


class CacheAction(StrEnum):
    """Action of `kg cache`."""

    SHOW = "show"
    CLEAR = "clear"


def cache(
    action: Annotated[CacheAction, typer.Argument(help="What to do.")] = CacheAction.SHOW,
    cache_dir: CacheDir = None,
) -> None:
    """Show or clear the cache: methods and datasets that earlier builds found in abstracts.

    [bold]Examples[/bold]

      kg cache

      kg cache clear

    Its folder is that of --cache-dir, of the variable KG_CACHE, or ~/.cache/paperkg.
    Without it the next build takes longer and gives the same result.
    """
    if action is CacheAction.CLEAR:
        removed = clear_cache(cache_dir)
        show_line(f"removed {_size(removed)}")
    else:
        folder, contents = cache_contents(cache_dir)
        show_line(f"{folder}: {_size(contents)}")


def _size(contents: CacheContents) -> str:
    return f"{contents.entries:,} abstracts, {contents.on_disk / 1e6:,.1f} MB"
