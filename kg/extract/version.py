"""Which model found what it found: its name and version, read without loading it."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path

SHIPPED = Path(__file__).resolve().parent / "model"
VOCABULARY_ONLY, WITH_PATTERNS = "vocabulary", "patterns"


def model_version(model: str | None = None) -> str:
    """The name of a model and its version as its meta.json tells: "en_concepts 1.1.0"; "" where no model is used.

    `model` is a folder, an installed package, or None for the one that comes with the package. One that says nothing of
    itself is known by its name.
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
    """Where the meta.json of a model may lie: in its folder, or in the package that a name stands for."""
    if model is None:
        return [SHIPPED]
    try:
        spec = find_spec(model) if model.isidentifier() else None
    except (ImportError, ValueError):
        spec = None
    places = list(spec.submodule_search_locations or ()) if spec else []
    return [Path(model), *map(Path, places)]
