"""Command `kg cache`."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import show_line
from kg.cli.options import CacheDir

if TYPE_CHECKING:
    from kg.cache import CacheContents


class CacheAction(StrEnum):
    """Action of `kg cache`."""

    SHOW = "show"
    CLEAR = "clear"


def cache(
    action: Annotated[CacheAction, typer.Argument(metavar="ACTION", help="Action: show or clear.")] = CacheAction.SHOW,
    cache_dir: CacheDir = None,
) -> None:
    """Show or clear the cache of methods and datasets that earlier builds found in abstracts.

    [bold]Examples[/bold]

      kg cache

      kg cache clear

    The folder of the cache is given by --cache-dir or by the environment
    variable KG_CACHE; the default is ~/.cache/paperkg. After the cache is
    cleared, the next build takes longer; its result is the same.
    """
    from kg.pipeline.build import cache_contents, clear_cache

    if action is CacheAction.CLEAR:
        removed = clear_cache(cache_dir)
        show_line(f"removed {_size(removed)}")
    else:
        folder, contents = cache_contents(cache_dir)
        show_line(f"{folder}: {_size(contents)}")


def _size(contents: CacheContents) -> str:
    return f"{contents.entries:,} abstracts, {contents.on_disk / 1e6:,.1f} MB"
