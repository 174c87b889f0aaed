"""Modules that the fork server imports once for all processes of a pool: extraction and rendering."""

from __future__ import annotations

from contextlib import suppress

from kg.engine.memory import gc_frozen
from kg.model.errors import KgError

with gc_frozen():
    import kg.extract.finding
    import kg.pipeline.rendering  # noqa: F401
    from kg.extract.loading import load_tools

    with suppress(KgError):  # the process that uses the model raises it again
        load_tools()
