"""Fingerprint of everything besides the input that affects results: code, vocabulary, model, library versions."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

_LIBRARIES = ("numpy", "spacy")


def fingerprint(code: Iterable[Path], model: str | None, libraries: Sequence[str] = _LIBRARIES) -> str:
    """Return a SHA-256, in hexadecimal, of the code files, the model files and the versions of Python and libraries.

    Parameters
    ----------
    code
        Files, and folders of which all files are included.
    model
        Folder of a spaCy pipeline or name of an installed one; if there is neither, only this text is included.
    libraries
        Distributions whose versions are included.

    Returns
    -------
    str

    Raises
    ------
    FileNotFoundError
        If a file or folder of `code` does not exist.
    """
    digest = hashlib.sha256()
    known = (*(f"{name} {_version(name)}" for name in libraries), platform.python_version(), str(model))
    for text in known:
        digest.update(text.encode() + b"\0")
    for path in (*code, *_folders(model)):
        for file in _files(path):
            digest.update(file.name.encode("utf-8", "surrogateescape") + b"\0")
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"


def _folders(model: str | None) -> list[Path]:
    if model is None:
        return []
    if Path(model).is_dir():
        return [Path(model)]
    try:
        found = find_spec(model)
    except (ImportError, ValueError):
        return []
    return [Path(folder) for folder in (found.submodule_search_locations or [])] if found else []


def _files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
        return
    if not path.is_dir():
        raise FileNotFoundError(path)
    for file in sorted(path.rglob("*")):
        if file.is_file() and "__pycache__" not in file.parts:
            yield file
