"""Duration and number of steps of each stage of a build."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from kg.model.progress import Progress


class Stopwatch:
    """Timer that reports stages to a Progress and records their durations for the manifest.

    For each stage, it records the wall-clock time (`seconds`), the processor time of this process in seconds (`cpu`)
    and, if the stage has steps, their number (`steps`).
    """

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self.started = datetime.now(UTC).isoformat(timespec="seconds")
        self.seconds: dict[str, float] = {}
        self.cpu: dict[str, float] = {}
        self.steps: dict[str, int] = {}

    @contextmanager
    def stage(self, name: str, total: int | None = None) -> Iterator[Progress]:
        """Measure the duration of the `with` block as a stage; yield the Progress, on which the block counts steps.

        `total` is the number of steps of the stage, if it has steps.
        """
        self._progress.stage(name, total)
        if total is not None:
            self.steps[name] = total
        begun, worked = time.perf_counter(), time.process_time()
        try:
            yield self._progress
        finally:
            self.seconds[name] = round(self.seconds.get(name, 0.0) + time.perf_counter() - begun, 3)
            self.cpu[name] = round(self.cpu.get(name, 0.0) + time.process_time() - worked, 3)
