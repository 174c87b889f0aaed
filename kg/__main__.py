"""Entry point of `kg` and `python -m kg`, which starts the fork server of a build before other imports."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

from kg.engine import start_forkserver
from kg.engine.memory import gc_frozen


def main() -> None:
    """Run the command line."""
    builds = _builds(sys.argv[1:])
    if builds:
        start_forkserver()
    with gc_frozen():
        from kg.cli.app import main as run

        if builds:
            import kg.pipeline.build  # noqa: F401 - imported here since it creates many objects
    try:
        run()
    finally:
        gc.freeze()  # no search for cycles among the remaining objects at exit


def _builds(words: Sequence[str]) -> bool:
    return words[:1] == ["build"] and not {"-h", "--help"} & set(words)


if __name__ == "__main__":
    main()
