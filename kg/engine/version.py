"""Workers that would find something else than the build that asks them."""

from __future__ import annotations

import platform

from kg.model.errors import EngineError


def refuse_another_version(here: str, wanted: str) -> None:
    """Raise EngineError where a worker's version differs from that of the build: nobody would know of what it finds."""
    if here != wanted:
        raise EngineError(
            f"{platform.node()}: a worker has another version of paperkg, of its model or of what they need; "
            "install the same on all machines"
        )
