"""JavaScript bundle of the explorer, which is created when the package is built or installed."""

from __future__ import annotations

import functools
import hashlib
import json
from pathlib import Path

from kg.model.errors import KgError

BUNDLE = Path(__file__).resolve().parent.parent / "bundle"
SOURCE = Path(__file__).resolve().parent / "source"
_REMEDY = "run `python hatch_build.py` in the checkout, or reinstall paperkg with `pip install --editable .`"


class BundleError(KgError):
    """Error raised if the JavaScript bundle of the explorer is missing, changed or out of date."""


@functools.cache
def program() -> str:
    """Return the text of the bundle, which contains the licences of its libraries in a comment.

    Raises BundleError if the bundle does not exist or does not match the hash in its manifest, or if the source files
    in a checkout have changed since the bundle was built.
    """
    try:
        manifest = json.loads((BUNDLE / "manifest.json").read_text(encoding="utf-8"))
        script = (BUNDLE / manifest["program"]).read_text(encoding="utf-8")
    except (OSError, ValueError, KeyError):
        raise BundleError(f"the explorer's JavaScript bundle is not built; {_REMEDY}") from None
    if hashlib.sha256(script.encode("utf-8")).hexdigest() != manifest["sha256"]:
        raise BundleError(f"the explorer's JavaScript bundle was changed after the build; {_REMEDY}")
    if digest_of(SOURCE) not in (manifest["source_sha256"], None):
        raise BundleError(f"the explorer's JavaScript bundle is older than its source; {_REMEDY}")
    return script


def digest_of(folder: Path) -> str | None:
    """Return the SHA-256 hash of all scripts in a folder, in order of their names; None if there are no scripts."""
    scripts = sorted(folder.glob("*.js"))
    if not scripts:
        return None
    digest = hashlib.sha256()
    for script in scripts:
        digest.update(f"{script.name}\n".encode())
        digest.update(script.read_bytes())
    return digest.hexdigest()
