"""The program of the query page, as it was bundled when the package was installed or built."""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

BUNDLE = Path(__file__).resolve().parent.parent / "bundle"
SOURCE = Path(__file__).resolve().parent / "source"
TYPES = {"editor.js": "text/javascript", "editor.css": "text/css", "LICENCES.txt": "text/plain"}
REMEDY = "install paperkg again with `pip install --editable .`, or run `python hatch_build.py` in the checkout"


@functools.cache
def program() -> Mapping[str, bytes]:
    """The files of the program by name; none where it was not built, is not what its manifest says, or is older than
    its source in a checkout."""
    try:
        manifest = json.loads((BUNDLE / "manifest.json").read_text(encoding="utf-8"))
        files = {name: (BUNDLE / name).read_bytes() for name in TYPES}
        whole = all(hashlib.sha256(body).hexdigest() == manifest["files"][name] for name, body in files.items())
    except (OSError, ValueError, KeyError):
        return {}
    return files if whole and _digest() in (manifest.get("source_sha256"), None) else {}


def _digest() -> str | None:
    """The SHA-256 of our own scripts and styles in order of their names, None where there are none."""
    found = sorted(path for path in SOURCE.glob("*") if path.suffix in (".js", ".css"))
    whole = hashlib.sha256()
    for path in found:
        whole.update(f"{path.name}\n".encode())
        whole.update(path.read_bytes())
    return whole.hexdigest() if found else None
