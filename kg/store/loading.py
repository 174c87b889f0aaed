"""Statements into a store, and a store opened."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from tempfile import TemporaryFile

from pyoxigraph import Quad, RdfFormat, Store

from kg.model.errors import OutputError

"""Its folder among what a build writes."""

_THREADS = 2
_AT_ONCE = 200_000_000
"""Bytes of statements, a million of them, that the store takes as one addition, in some 600 MB."""

_RUN = 100_000
"""Statements that a thread loads at a time."""


def new_store(folder: Path | None, quads: Iterable[Quad]) -> Store:
    """A store that holds these quads, in a folder that is made for it, or in memory where none is given.

    More can be added to it; what is in a folder is complete there after `settle`. Raises OutputError where the
    folder exists already.
    """
    if folder is None:
        store = Store()
    elif folder.exists():
        raise OutputError("a store is not written over what is there; give a folder that does not exist", file=folder)
    else:
        folder.parent.mkdir(parents=True, exist_ok=True)
        store = Store(str(folder))
    store.bulk_extend(quads)
    return store


def load(store: Store, runs: Iterable[bytes]) -> None:
    """Add runs of N-Quads that we have written, while the next are made.

    The store needs no Python to load one: two threads do it, and at most four runs are in memory.
    """
    with ThreadPoolExecutor(_THREADS) as threads:
        waiting: deque[Future[None]] = deque()
        for run in runs:
            waiting.append(threads.submit(store.bulk_load, run, RdfFormat.N_QUADS, lenient=True))
            if len(waiting) > _THREADS:
                waiting.popleft().result()
        for each in waiting:
            each.result()


def load_further(store: Store, files: Sequence[Path]) -> None:
    """Add files of N-Quads that we have written to a store in order, and see it safe on disk.

    After two additions the store puts everything in order again by itself, after one it does not, and is read as fast.
    """
    if sum(each.stat().st_size for each in files) <= _AT_ONCE:
        with TemporaryFile(dir=files[0].parent) as whole:
            for run in _runs(files):
                whole.write(run)
            whole.seek(0)
            store.bulk_load(whole, RdfFormat.N_QUADS, lenient=True)
    else:
        load(store, _runs(files))
    store.flush()


def _runs(files: Iterable[Path]) -> Iterator[bytes]:
    for each in files:
        with each.open("rb") as lines:
            while run := b"".join(islice(lines, _RUN)):
                yield run


def settle(store: Store) -> None:
    """Put what was loaded run by run in order, which makes it twice as fast to read, and see it safe on disk."""
    store.optimize()
    store.flush()


def hold(graph: Path) -> Store:
    """A store in memory of the statements in a file of N-Quads that we have written.

    It is read two to four times as fast as one on disk. Raises OutputError where the file cannot be read.
    """
    store = Store()
    try:
        store.bulk_load(path=graph, format=RdfFormat.N_QUADS, lenient=True)
    except (OSError, SyntaxError) as error:
        raise OutputError(f"the graph cannot be read ({error}); build it again", file=graph) from None
    return store


def open_store(folder: Path) -> Store:
    """The store in `folder`, to be read only; raises OutputError where there is none."""
    try:
        if not (folder / "CURRENT").is_file():
            raise OutputError("there is no store here; build one with `kg build LISTING... --out …`", file=folder)
        return Store.read_only(str(folder))
    except OSError as error:
        raise OutputError(f"the store cannot be read ({error}); build it again", file=folder) from None
