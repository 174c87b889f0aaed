"""What the processes of a pool begin with: importing this, once for all of them, loads what extracts and what draws."""

from __future__ import annotations

from contextlib import suppress

from kg.engine.memory import lasting
from kg.model.errors import KgError

with lasting():
    import kg.extract.finding
    import kg.pipeline.rendering  # noqa: F401
    from kg.extract.loading import load_toolbox

    with suppress(KgError):  # raised again by the process that extracts with it
        load_toolbox()
