"""Quads into a store, and a store opened."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import Quad, Store

from kg.model.errors import OutputError

STORE = "store"
"""Its folder among what a build writes."""


def new_store(folder: Path | None, quads: Iterable[Quad]) -> Store:
    """A store that holds these quads, in a folder that is made for it, or in memory where none is given.

    More can be added to it; what is in a folder is complete there after `flush()`. Raises OutputError where the
    folder exists already.
    """
    if folder is None:
        store = Store()
    elif folder.exists():
        raise OutputError(f"{folder}: a store is not written over what is there; give a folder that does not exist")
    else:
        folder.parent.mkdir(parents=True, exist_ok=True)
        store = Store(str(folder))
    store.bulk_extend(quads)
    return store


def open_store(folder: Path) -> Store:
    """The store in `folder`, to be read only; raises OutputError where there is none."""
    if not (folder / "CURRENT").is_file():
        raise OutputError(f"{folder}: there is no store here; build one with `kg build LISTING... --out …`")
    try:
        return Store.read_only(str(folder))
    except OSError as error:
        raise OutputError(f"{folder}: the store cannot be read ({error}); build it again") from None
