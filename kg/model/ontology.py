"""Location of the ontology in the package."""

from __future__ import annotations

from pathlib import Path


def ontology_folder() -> Path:
    """Return the folder `ontology/`: inside an installed package, beside `kg/` in a checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "ontology"
    return installed if installed.is_dir() else package.parent / "ontology"
