"""A knowledge graph of papers, people, venues, methods and datasets from the paper listings you have.

`read` gives the records of listings, `build` writes graph, views and reports into a folder, and `open` opens that
folder for questions.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from kg.model.errors import KgError
from kg.settings import Settings, read_settings

if TYPE_CHECKING:
    from kg.graph.graph import Graph
    from kg.graph.graph import open_graph as open
    from kg.pipeline.build import build, read

# Threads of the linear algebra below numpy wait for each other by spinning: on matrices as small as ours several are up
# to 15 times slower than one, and a build has processes of its own. Who imports numpy before, or sets this, decides.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

__all__ = ["Graph", "KgError", "Settings", "build", "open", "read", "read_settings"]

_HOMES = {"build": "pipeline.build", "read": "pipeline.build", "Graph": "graph.graph", "open": "graph.graph"}
_NAMES = {"open": "open_graph"}


def __getattr__(name: str) -> object:
    """The chain and all its libraries are imported when it is first asked for: processes that extract never do."""
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(f"kg.{_HOMES[name]}"), _NAMES.get(name, name))
    raise AttributeError(f"module 'kg' has no attribute {name!r}")
