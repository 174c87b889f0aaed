"""Loading of statements into a store, and opening of stores."""

from __future__ import annotations

import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile

from pyoxigraph import Quad, RdfFormat, Store

from kg.model.errors import OutputError

_BATCH = 1_000_000
"""Batch size of the store's bulk loader: it sorts this number of statements in memory at a time, about 600 MB."""


def new_store(folder: Path | None, quads: Iterable[Quad]) -> Store:
    """Return a new store with these statements: in a new folder, or in memory if `folder` is None.

    More statements can be added with `load`. Raises OutputError if the folder exists.
    """
    if folder is None:
        store = Store()
    elif folder.exists():
        raise OutputError("the folder exists; give a new folder for the store", file=folder)
    else:
        folder.parent.mkdir(parents=True, exist_ok=True)
        store = Store(str(folder))
    store.bulk_extend(quads)
    return store


def load(store: Store, runs: Iterable[bytes]) -> None:
    """Load N-Triples, given as successive pieces of text in `runs`, into the default graph of an empty store.

    All pieces are streamed into one call of the bulk loader. It writes up to a million statements as one sorted file
    per index, which needs no compaction. Larger graphs are compacted afterwards, which makes reading three times as
    fast.
    """
    with ThreadPoolExecutor(1) as loader:
        source, target = os.pipe()
        loading = loader.submit(_load_from, store, source)
        with suppress(BrokenPipeError), open(target, "wb") as pipe:  # noqa: PTH123 - a file descriptor
            pipe.writelines(runs)
        loading.result()
    if len(store) > _BATCH:
        store.optimize()
    store.flush()


def load_files(store: Store, files: Iterable[Path]) -> None:
    """Load files of N-Triples into a store in one call, and flush the store to disk."""
    with TemporaryFile() as joined:
        for path in files:
            with path.open("rb") as file:
                copyfileobj(file, joined)
        joined.seek(0)
        store.bulk_load(joined, RdfFormat.N_TRIPLES, lenient=True)
    store.flush()


def _load_from(store: Store, source: int) -> None:
    with open(source, "rb") as pipe:
        store.bulk_load(pipe, RdfFormat.N_TRIPLES, lenient=True)


def load_turtle(turtle: Path) -> Store:
    """Return an in-memory store with the statements of a build's Turtle file.

    Queries are two to four times as fast as on a store on disk. Raises OutputError if the file cannot be read.
    """
    store = Store()
    try:
        store.bulk_load(path=turtle, format=RdfFormat.TURTLE, lenient=True)
    except (OSError, SyntaxError) as error:
        raise OutputError(f"the graph cannot be read ({error}); build it again", file=turtle) from None
    return store


def open_store(folder: Path) -> Store:
    """Return the store in `folder`, opened read-only. Raises OutputError if there is none."""
    try:
        if not (folder / "CURRENT").is_file():
            raise OutputError("no store in this folder; create one with `kg build LISTING...`", file=folder)
        store = Store.read_only(str(folder))
    except (OSError, RuntimeError) as error:  # RuntimeError: the content of a file is damaged
        reason = " ".join(str(error).split())
        raise OutputError(f"the store cannot be read ({reason}); build the graph again", file=folder) from None
    if next(store.named_graphs(), None) is not None:
        raise OutputError("the store was written by an older version of paperkg; build the graph again", file=folder)
    return store
