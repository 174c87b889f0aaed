"""The program of the explorer, as it was bundled when the package was installed or built."""

from __future__ import annotations

import functools
import hashlib
import json
from pathlib import Path

from kg.model.errors import KgError

BUNDLE = Path(__file__).resolve().parent.parent / "bundle"
SOURCE = Path(__file__).resolve().parent / "source"
_REMEDY = "install paperkg again with `pip install --editable .`, or run `python hatch_build.py` in the checkout"


class BundleError(KgError):
    """The program of the explorer is not there, or not the one that was built."""


@functools.cache
def program() -> str:
    """The text of the program, with the licences of the libraries in it as a comment.

    Raises BundleError where there is none, where it is not what its manifest says, and where it is older than our own
    source in a checkout.
    """
    try:
        manifest = json.loads((BUNDLE / "manifest.json").read_text(encoding="utf-8"))
        script = (BUNDLE / manifest["program"]).read_text(encoding="utf-8")
    except (OSError, ValueError, KeyError):
        raise BundleError(f"the explorer's program is not built; {_REMEDY}") from None
    if hashlib.sha256(script.encode("utf-8")).hexdigest() != manifest["sha256"]:
        raise BundleError(f"the explorer's program is not the one that was built; {_REMEDY}")
    if digest_of(SOURCE) not in (manifest["source_sha256"], None):
        raise BundleError(f"the explorer's program is older than its source; {_REMEDY}")
    return script


def digest_of(folder: Path) -> str | None:
    """The SHA-256 of all scripts of a folder in order of their names, None where there are none."""
    scripts = sorted(folder.glob("*.js"))
    if not scripts:
        return None
    whole = hashlib.sha256()
    for script in scripts:
        whole.update(f"{script.name}\n".encode())
        whole.update(script.read_bytes())
    return whole.hexdigest()
