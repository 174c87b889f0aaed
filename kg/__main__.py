"""Entry point of `kg` and `python -m kg`; starts the processes of a build before the imports of the command line."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

from kg.engine import start_forkserver
from kg.engine.memory import gc_frozen


def main() -> None:
    """Run the command line."""
    if _builds(sys.argv[1:]):
        start_forkserver()
    with gc_frozen():
        from kg.cli.app import main as run
    try:
        run()
    finally:
        gc.freeze()  # no search for cycles among the remaining objects at exit


def _builds(words: Sequence[str]) -> bool:
    return words[:1] == ["build"] and not {"-h", "--help"} & set(words)


if __name__ == "__main__":
    main()
