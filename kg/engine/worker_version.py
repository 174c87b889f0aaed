"""Check that a worker has the same version as the process that runs the build."""

from __future__ import annotations

import platform

from kg.model.errors import EngineError


def require_same_version(here: str, wanted: str) -> None:
    """Raise EngineError if the fingerprint of a worker, `here`, differs from that of the build, `wanted`.

    Otherwise, results of different versions would be mixed in one graph.
    """
    if here != wanted:
        raise EngineError(
            f"{platform.node()}: a worker has another version of paperkg, its model or its libraries; "
            "install the same versions on all machines"
        )
