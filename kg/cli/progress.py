"""Display of the progress of a build: bars on a terminal, lines in a log, JSON Lines for programs."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TextIO

from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from kg.cli.console import err, printable
from kg.model import progress as model

Clock = Callable[[], float]


class Pace:
    """Completed steps of a stage, their rate, and the remaining time at this rate."""

    def __init__(self, name: str, total: int | None, clock: Clock) -> None:
        self.name = name
        self.total = total
        self.done = 0
        self._clock = clock
        self._begun = clock()

    @property
    def seconds(self) -> float:
        """Seconds since the stage began."""
        return self._clock() - self._begun

    @property
    def rate(self) -> float:
        """Completed steps per second."""
        return self.done / self.seconds if self.seconds > 0 else 0.0

    @property
    def remaining(self) -> float | None:
        """Estimated remaining seconds; None if the number of steps is unknown, or if no step is completed."""
        return (self.total - self.done) / self.rate if self.total and self.rate else None


class Bars:
    """Display of progress on a terminal, with one bar per stage."""

    def __init__(self, bars: Progress) -> None:
        self._bars = bars
        self._task: TaskID | None = None

    def stage(self, name: str, total: int | None = None) -> None:
        """Complete the bar of the previous stage and add one for a new stage."""
        self.finish()
        self._task = self._bars.add_task(name, total=total)

    def advance(self, steps: int = 1) -> None:
        """Advance the bar of the current stage."""
        if self._task is not None:
            self._bars.advance(self._task, steps)

    def finish(self) -> None:
        """Complete the bar of the current stage."""
        if self._task is not None:
            done = self._bars.tasks[self._task].total or 1
            self._bars.update(self._task, total=done, completed=done)


class ProgressLines:
    """Display of progress in a log, with one line per stage and another every ten seconds of a long stage."""

    EVERY = 10.0

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._begun = self._printed = clock()
        self._pace = Pace("", None, clock)

    def stage(self, name: str, total: int | None = None) -> None:
        """Print the seconds since the start of the build and the name of a new stage."""
        self._pace = Pace(name, total, self._clock)
        self._print(f"{name} ({total:,})" if total else name)

    def advance(self, steps: int = 1) -> None:
        """Add completed steps, and print the progress of the stage if ten seconds have passed since the last line."""
        self._pace.done += steps
        left = self._pace.remaining
        if self._clock() - self._printed >= self.EVERY and left is not None:
            pace = self._pace
            self._print(f"{pace.name} {pace.done:,} of {pace.total:,}, {pace.rate:.0f} per second, {_span(left)} left")

    def _print(self, text: str) -> None:
        self._printed = self._clock()
        err.print(f"{self._printed - self._begun:7.1f} s  {printable(text)}", markup=False, soft_wrap=True)


class JsonLines:
    """Output of progress for programs, as JSON Lines.

    Every line has `event` ("begin", "step" or "end"), `stage` (name of the stage) and `at` (seconds since the start of
    the build). A "step", at most one per second, has the numbers of steps `done` and `total`, `rate` (steps per second)
    and `remaining` (seconds). An "end" has the duration in `seconds` and the number of steps `done`.
    """

    EVERY = 1.0

    def __init__(self, target: TextIO, clock: Clock = time.monotonic) -> None:
        self._target = target
        self._clock = clock
        self._begun = self._printed = clock()
        self._pace: Pace | None = None

    def stage(self, name: str, total: int | None = None) -> None:
        """Write an "end" line for the previous stage and a "begin" line for a new one."""
        self.finish()
        self._pace = Pace(name, total, self._clock)
        self._write("begin", total=total)

    def advance(self, steps: int = 1) -> None:
        """Add completed steps, and write a "step" line if a second has passed since the previous one."""
        if self._pace is None:
            return
        self._pace.done += steps
        if self._clock() - self._printed >= self.EVERY:
            self._printed = self._clock()
            pace, left = self._pace, self._pace.remaining
            remaining = None if left is None else round(left, 1)
            self._write("step", done=pace.done, total=pace.total, rate=round(pace.rate, 1), remaining=remaining)

    def finish(self) -> None:
        """Write an "end" line for the current stage."""
        if self._pace is not None:
            self._write("end", seconds=round(self._pace.seconds, 3), done=self._pace.done)
            self._pace = None

    def _write(self, event: str, **values: object) -> None:
        stage = self._pace.name if self._pace else ""
        fields = {"event": event, "stage": stage, "at": round(self._clock() - self._begun, 3), **values}
        self._target.write(json.dumps({key: value for key, value in fields.items() if value is not None}) + "\n")
        self._target.flush()


class _RateColumn(ProgressColumn):
    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:,.0f}/s" if task.speed and task.total else "", style="progress.data.speed")


@contextmanager
def showing_progress(form: str = "text") -> Iterator[model.Progress]:
    """Show progress on standard error: JSON Lines if `form` is "json", otherwise bars on a terminal or plain lines."""
    if form == "json":
        lines = JsonLines(sys.stderr)
        yield lines
        lines.finish()
    elif not err.is_terminal:
        yield ProgressLines()
    else:
        left = (SpinnerColumn(), TextColumn("{task.description:<12}"), BarColumn(30), MofNCompleteColumn())
        right = (TimeElapsedColumn(), TextColumn("left"), TimeRemainingColumn())
        with Progress(*left, _RateColumn(), *right, console=err, transient=True) as bars:
            progress = Bars(bars)
            yield progress
            progress.finish()


def _span(seconds: float) -> str:
    return str(timedelta(seconds=round(seconds))) if seconds >= 60 else f"{seconds:.0f} s"
