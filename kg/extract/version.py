"""Name and version of a model, read without loading it."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path

SHIPPED = Path(__file__).resolve().parent / "model"
VOCABULARY_ONLY, WITH_PATTERNS = "vocabulary", "patterns"


def model_version(model: str | None = None) -> str:
    """Return the name and version of a model from its meta.json, such as "en_concepts 1.1.0"; "" if no model is used.

    Parameters
    ----------
    model
        Folder or installed package; None for the built-in model.

    Returns
    -------
    str
        The name of the folder if it has no meta.json.
    """
    if model in (VOCABULARY_ONLY, WITH_PATTERNS) or (model is None and not SHIPPED.is_dir()):
        return ""
    for folder in _folders(model):
        try:
            meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
            return f"{meta['lang']}_{meta['name']} {meta['version']}"
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return Path(str(model)).name


def _folders(model: str | None) -> list[Path]:
    """Return the folders that may have the meta.json of a model: its folder, or the package of that name."""
    if model is None:
        return [SHIPPED]
    try:
        spec = find_spec(model) if model.isidentifier() else None
    except (ImportError, ValueError):
        spec = None
    places = list(spec.submodule_search_locations or ()) if spec else []
    return [Path(model), *map(Path, places)]
