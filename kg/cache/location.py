"""Location of the cache."""

from __future__ import annotations

import os
from pathlib import Path

VARIABLE = "KG_CACHE"


def cache_folder(given: Path | str | None = None) -> Path:
    """Return the folder of the cache.

    This is the given folder, else the folder in the environment variable KG_CACHE, else `paperkg` in the user's cache
    folder ($XDG_CACHE_HOME or `~/.cache`).

    Parameters
    ----------
    given
        Folder from the settings or the command line, or None.

    Returns
    -------
    Path
    """
    if given or (given := os.environ.get(VARIABLE)):
        return Path(given).expanduser()
    base = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(base) if Path(base).is_absolute() else Path.home() / ".cache") / "paperkg"
