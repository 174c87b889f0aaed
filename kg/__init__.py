"""A knowledge graph of papers, people, venues, methods and datasets from the paper listings you have.

`read` gives the records of listings, `build` writes graph, views and reports into a folder.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model.errors import KgError
from kg.settings import Settings, read_settings

if TYPE_CHECKING:
    from kg.pipeline import build, read

__all__ = ["KgError", "Settings", "build", "read", "read_settings"]


def __getattr__(name: str) -> object:
    """The chain and all its libraries are imported when it is first asked for: processes that extract never do."""
    if name in ("build", "read"):
        from kg import pipeline

        return getattr(pipeline, name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")
