"""Where the cache lies."""

from __future__ import annotations

import os
from pathlib import Path

VARIABLE = "KG_CACHE"


def cache_folder(given: Path | str | None = None) -> Path:
    """The folder given, else that of the variable KG_CACHE, else `paperkg` below the user's cache folder (XDG)."""
    if given or (given := os.environ.get(VARIABLE)):
        return Path(given).expanduser()
    base = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(base) if Path(base).is_absolute() else Path.home() / ".cache") / "paperkg"
