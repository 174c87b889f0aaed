"""JavaScript bundle of the query page, which is created when the package is built or installed."""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

BUNDLE = Path(__file__).resolve().parent.parent / "bundle"
SOURCE = Path(__file__).resolve().parent / "source"
TYPES = {"editor.js": "text/javascript", "editor.css": "text/css", "LICENCES.txt": "text/plain"}
REMEDY = "run `python hatch_build.py` in the checkout, or reinstall paperkg with `pip install --editable .`"


@functools.cache
def program() -> Mapping[str, bytes]:
    """Return the content of the files of the bundle by name.

    The mapping is empty if the bundle does not exist or does not match the hashes in its manifest, or if the source
    files in a checkout have changed since the bundle was built.
    """
    try:
        manifest = json.loads((BUNDLE / "manifest.json").read_text(encoding="utf-8"))
        files = {name: (BUNDLE / name).read_bytes() for name in TYPES}
        intact = all(hashlib.sha256(body).hexdigest() == manifest["files"][name] for name, body in files.items())
    except (OSError, ValueError, KeyError):
        return {}
    return files if intact and _digest() in (manifest.get("source_sha256"), None) else {}


def _digest() -> str | None:
    """Return the SHA-256 hash of all source files, in order of their names; None if there are no source files."""
    found = sorted(path for path in SOURCE.glob("*") if path.suffix in (".js", ".css"))
    digest = hashlib.sha256()
    for path in found:
        digest.update(f"{path.name}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest() if found else None
