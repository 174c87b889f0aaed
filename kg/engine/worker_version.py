"""Check that a worker computes the same results as the process of the build."""

from __future__ import annotations

import platform

from kg.model.errors import EngineError


def require_same_version(here: str, wanted: str) -> None:
    """Raise EngineError if a worker has another version than the build, because results would be mixed."""
    if here != wanted:
        raise EngineError(
            f"{platform.node()}: a worker has another version of paperkg, its model or its libraries; "
            "install the same versions on all machines"
        )
