"""Entry point of `kg` and `python -m kg`, which starts the fork server of a build before other imports.

This module and `kg/__init__.py` import nothing that the interpreter has not imported, so that Ctrl + C is handled as
soon as possible. While the interpreter itself starts, it prints a traceback.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_INTERRUPTED, _TERMINATED = 130, 143


def main() -> None:
    """Run the command line; Ctrl + C ends it without a traceback, also while modules are imported."""
    try:
        run = _imported_without_interrupts(_builds(sys.argv[1:]))
        run()
    except KeyboardInterrupt:
        _end_at_once()
    finally:
        import gc

        gc.freeze()  # no search for cycles among the remaining objects at exit


def _imported_without_interrupts(builds: bool) -> Callable[[], None]:
    """Import the modules of the command; Ctrl + C ends the process meanwhile.

    An exception could be lost in the callbacks of imports. If the caller ignores SIGINT, as `nohup` does, so does this.
    """
    import signal

    interrupt = signal.getsignal(signal.SIGINT)
    if interrupt is not signal.default_int_handler:
        return _imported(builds)
    signal.signal(signal.SIGINT, _end_at_once)
    run = _imported(builds)
    signal.signal(signal.SIGINT, interrupt)
    return run


def _end_at_once(*_: object) -> None:
    """End the process with a message."""
    os.write(2, b"kg: interrupted\n")
    os._exit(_INTERRUPTED)


def _imported(builds: bool) -> Callable[[], None]:
    """Import the modules of the command and return the function that runs it."""
    import signal

    from kg.engine import start_forkserver
    from kg.engine.memory import gc_frozen

    if builds:
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(_TERMINATED))  # so that the staging folder is removed
        start_forkserver()
    with gc_frozen():
        from kg.cli.app import main as run

        if builds:
            import kg.pipeline.build  # noqa: F401 - imported here since it creates many objects
    return run


def _builds(words: Sequence[str]) -> bool:
    return words[:1] == ["build"] and not {"-h", "--help"} & set(words)


if __name__ == "__main__":
    main()
