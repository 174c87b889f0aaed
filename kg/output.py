"""Output folder of a build: the names of its files, and its atomic replacement by a new folder."""

from __future__ import annotations

import ctypes
import glob
import json
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.model.errors import OutputError

if sys.platform != "win32":
    from fcntl import LOCK_EX, LOCK_NB, flock

GENERATOR = "paperkg"

TURTLE = "graph.ttl"
STORE = "store"
LEDGER = "ledger.json"
REJECTED = "rejected.jsonl"
IDENTITY = "identity.csv"
AUTHOR_TABLE = "centrality_authors.csv"
CONCEPT_TABLE = "centrality_concepts.csv"
COAUTHOR_GRAPHML = "coauthors.graphml"
CONCEPT_GRAPHML = "concepts.graphml"
REPORT = "report.html"
REPORT_TEXT = "report.md"
REPORT_FOLDER = "report"
COAUTHOR_PAGE = "coauthors.html"
CONCEPT_PAGE = "concepts.html"
EXPLORER = "explorer.html"
MANIFEST = "manifest.json"
ARTEFACTS = {
    REPORT: "report: overview, authors, methods and datasets with roles and sentences, trends, formulas",
    REPORT_TEXT: "the report as Markdown",
    REPORT_FOLDER: "tables and sentences of the report as CSV, and the queries behind its numbers",
    EXPLORER: "both networks in full, with the papers and sentences behind every link",
    COAUTHOR_PAGE: "the most central part of the co-author network",
    CONCEPT_PAGE: "the most central part of the network of methods and datasets",
    TURTLE: "the graph as Turtle, for people and for rdflib",
    STORE: "the graph as an Oxigraph store, which `kg query` and `kg serve` open",
    AUTHOR_TABLE: "every measure of every author",
    CONCEPT_TABLE: "every measure of every method and dataset",
    COAUTHOR_GRAPHML: "the co-author network for Gephi, Cytoscape, yEd and networkx",
    CONCEPT_GRAPHML: "the network of methods and datasets for Gephi, Cytoscape, yEd and networkx",
    IDENTITY: "all merges and near misses of papers and authors, with scores and reasons",
    LEDGER: "the fate of every line of every listing: record, furniture, blank or rejected",
    REJECTED: "the rejected lines, verbatim, each with a reason",
    MANIFEST: "inputs with their SHA-256, settings, versions, counts and timings; written last",
}
"""Names of the files and folders that a build writes, each with a description of its contents."""

_KEPT_WHEN_FOREIGN = {"README.md", ".gitignore", ".gitkeep"}
_RENAME_EXCHANGE = 2
_AT_FDCWD = -100


@contextmanager
def staged(out: Path) -> Iterator[Path]:
    """Yield a staging folder that replaces `out` when the `with` block ends without an exception.

    Files in `out` that paperkg did not write are copied to the new folder. After an exception, `out` is unchanged. A
    symbolic link is followed and stays a link. Staging folders of killed builds next to `out` are removed.

    Parameters
    ----------
    out
        Output folder, new or of an earlier build.

    Yields
    ------
    Path
        The staging folder, next to `out`.

    Raises
    ------
    OutputError
        If `out` is a file, contains files of another program and no earlier build, or cannot be written.
    """
    out = _followed(out)
    check_ours(out)
    _clear_remains(out)
    staging, lock = _make_staging(out)
    try:
        yield staging
        _carry_over(out, staging)
        _exchange(staging, out)
    except OSError as error:
        raise OutputError(
            f"cannot be written: {error.strerror or error}; free disk space, or choose another --out", file=out
        ) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)
        os.close(lock)


def _followed(out: Path) -> Path:
    """Return the absolute path of a folder, or of the folder that a symbolic link at this path leads to."""
    try:
        return out.resolve()
    except (OSError, RuntimeError):  # links in a circle
        raise OutputError("is a symbolic link to itself; choose another --out", file=out) from None


def check_ours(out: Path) -> None:
    """Raise OutputError unless `out` can become the output folder.

    It can if it does not exist, was written by paperkg, or is a writable folder without files of other programs.
    """
    try:
        if not out.exists():
            return
        if not out.is_dir():
            raise OutputError("is a file, not a folder; choose another --out", file=out)
    except OSError as error:
        problem = f"cannot be inspected: {error.strerror}; choose another --out"
        raise OutputError(problem, file=out) from None
    if not os.access(out, os.W_OK | os.X_OK):
        raise OutputError("the folder is not writable; change its permissions or choose another --out", file=out)
    names = {path.name for path in out.iterdir()}
    if not names <= _KEPT_WHEN_FOREIGN and not is_ours(out):
        raise OutputError("contains files that paperkg did not write; choose an empty folder with --out", file=out)


def is_ours(out: Path) -> bool:
    """Return True if a folder is the output of a finished build."""
    return read_manifest(out) is not None


def read_manifest(out: Path) -> dict[str, object] | None:
    """Return the manifest of a finished build, or None if the folder has no valid manifest."""
    try:
        manifest = json.loads((out / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return manifest if isinstance(manifest, dict) and manifest.get("generator") == GENERATOR else None


def read_title(out: Path) -> str:
    """Return the title in the manifest of an output folder, else the name of the folder."""
    title = (read_manifest(out) or {}).get("title")
    return title if isinstance(title, str) and title else Path(os.path.realpath(out)).name


def _make_staging(out: Path) -> tuple[Path, int]:
    """Return a new folder next to `out`, and an open file descriptor that locks it.

    The lock marks the folder as in use, see `_is_abandoned`.
    """
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=_prefix(out), dir=out.parent))
        lock = os.open(staging, os.O_RDONLY)
        if sys.platform != "win32":
            flock(lock, LOCK_EX)
    except OSError as error:
        raise OutputError(f"cannot be written: {error.strerror}; choose another --out", file=out) from None
    return staging, lock


def _clear_remains(out: Path) -> None:
    """Remove the staging folders of killed builds; restore `out` if a build was killed while replacing it."""
    ours = re.compile(re.escape(_prefix(out)) + r"(old-)?[a-z0-9_]{8}")
    for path in sorted(out.parent.glob(f"{glob.escape(_prefix(out))}*")) if out.parent.is_dir() else []:
        found = ours.fullmatch(path.name)
        if found is None or not _is_abandoned(path):
            continue
        if found.group(1) and not out.exists():
            path.rename(out)
        else:
            shutil.rmtree(path, ignore_errors=True)


def _is_abandoned(folder: Path) -> bool:
    """Return True if no running process has locked the folder; always False on Windows, which has no such lock."""
    if sys.platform == "win32":
        return False
    try:
        lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        return False
    try:
        flock(lock, LOCK_EX | LOCK_NB)
    except OSError:
        return False
    finally:
        os.close(lock)
    return True


def _prefix(out: Path) -> str:
    return f".{out.name}-paperkg-"


def _carry_over(out: Path, staging: Path) -> None:
    manifest = read_manifest(out) or {}
    artefacts = manifest.get("artefacts")
    ours = {MANIFEST, *(artefacts if isinstance(artefacts, list) else [])}
    for path in sorted(out.iterdir()) if out.is_dir() else []:
        target = staging / path.name
        if path.name in ours or target.exists():
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.copytree(path, target, symlinks=True)
        else:
            shutil.copy2(path, target, follow_symlinks=False)


def _exchange(staging: Path, out: Path) -> None:
    mode = out.stat().st_mode if out.exists() else 0o777 & ~_umask()
    staging.chmod(mode)
    if not out.exists():
        staging.rename(out)
    elif not _exchange_at_once(staging, out):
        old = Path(tempfile.mkdtemp(prefix=f"{_prefix(out)}old-", dir=out.parent))
        out.rename(old)
        staging.rename(out)
        shutil.rmtree(old, ignore_errors=True)


def _exchange_at_once(left: Path, right: Path) -> bool:
    """Exchange two folders atomically with renameat2, which only Linux has; return True on success."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    return bool(rename(_AT_FDCWD, os.fsencode(left), _AT_FDCWD, os.fsencode(right), _RENAME_EXCHANGE) == 0)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
