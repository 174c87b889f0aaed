"""Entry point of `kg` and `python -m kg`, which starts the fork server of a build before other imports."""

from __future__ import annotations

import gc
import signal
import sys
from collections.abc import Sequence

_INTERRUPTED, _TERMINATED = 130, 143


def main() -> None:
    """Run the command line; Ctrl + C ends it without a traceback, also while modules are imported."""
    try:
        _run(_builds(sys.argv[1:]))
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        sys.stderr.write("kg: interrupted\n")
        sys.exit(_INTERRUPTED)


def _run(builds: bool) -> None:
    from kg.engine import start_forkserver
    from kg.engine.memory import gc_frozen

    if builds:
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(_TERMINATED))  # so that the staging folder is removed
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
