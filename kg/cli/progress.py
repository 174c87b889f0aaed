"""Progress of a build: bars on a terminal, lines in a log, JSON for a program."""

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

from kg.cli.console import err
from kg.model import progress as model

Clock = Callable[[], float]


class Pace:
    """Completed steps of a stage, their rate, and the remaining time at that rate."""

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
        """Steps a second."""
        return self.done / self.seconds if self.seconds > 0 else 0.0

    @property
    def remaining(self) -> float | None:
        """Remaining seconds; None if the number of steps is unknown or no step is done."""
        return (self.total - self.done) / self.rate if self.total and self.rate else None


class Bars:
    """Progress as one bar per stage, for a terminal."""

    def __init__(self, bars: Progress) -> None:
        self._bars = bars
        self._task: TaskID | None = None

    def stage(self, name: str, total: int | None = None) -> None:
        """Finish the bar of the last stage and begin one."""
        self.finish()
        self._task = self._bars.add_task(name, total=total)

    def advance(self, steps: int = 1) -> None:
        """Move the bar."""
        if self._task is not None:
            self._bars.advance(self._task, steps)

    def finish(self) -> None:
        """Fill the bar of the stage that ends."""
        if self._task is not None:
            done = self._bars.tasks[self._task].total or 1
            self._bars.update(self._task, total=done, completed=done)


class ProgressLines:
    """Progress as plain lines for a log: one per stage, and one every ten seconds of a long stage."""

    EVERY = 10.0

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._begun = self._said = clock()
        self._pace = Pace("", None, clock)

    def stage(self, name: str, total: int | None = None) -> None:
        """Print the start of a stage with the seconds since the start of the build."""
        self._pace = Pace(name, total, self._clock)
        self._say(f"{name} ({total:,})" if total else name)

    def advance(self, steps: int = 1) -> None:
        """Print the progress of the stage, at most every ten seconds."""
        self._pace.done += steps
        left = self._pace.remaining
        if self._clock() - self._said >= self.EVERY and left is not None:
            pace = self._pace
            self._say(f"{pace.name} {pace.done:,} of {pace.total:,}, {pace.rate:.0f} a second, {_span(left)} to go")

    def _say(self, text: str) -> None:
        self._said = self._clock()
        err.print(f"{self._said - self._begun:7.1f} s  {text}", markup=False, soft_wrap=True)


class JsonLines:
    """Progress as JSON Lines for a program: `event` is begin, step or end, `stage` the name of the stage.

    A step has `done`, `total`, `rate` (a second) and `remaining` (seconds), at most one line a second; an end has the
    `seconds` that the stage took and what it has `done`. `at` is the number of seconds since the start.
    """

    EVERY = 1.0

    def __init__(self, target: TextIO, clock: Clock = time.monotonic) -> None:
        self._target = target
        self._clock = clock
        self._begun = self._said = clock()
        self._pace: Pace | None = None

    def stage(self, name: str, total: int | None = None) -> None:
        """End the last stage and begin one."""
        self.finish()
        self._pace = Pace(name, total, self._clock)
        self._write("begin", total=total)

    def advance(self, steps: int = 1) -> None:
        """Write a step, if none was written within the last second."""
        if self._pace is None:
            return
        self._pace.done += steps
        if self._clock() - self._said >= self.EVERY:
            self._said = self._clock()
            pace, left = self._pace, self._pace.remaining
            remaining = None if left is None else round(left, 1)
            self._write("step", done=pace.done, total=pace.total, rate=round(pace.rate, 1), remaining=remaining)

    def finish(self) -> None:
        """Write that the stage has ended."""
        if self._pace is not None:
            self._write("end", seconds=round(self._pace.seconds, 3), done=self._pace.done)
            self._pace = None

    def _write(self, event: str, **values: object) -> None:
        stage = self._pace.name if self._pace else ""
        said = {"event": event, "stage": stage, "at": round(self._clock() - self._begun, 3), **values}
        self._target.write(json.dumps({key: value for key, value in said.items() if value is not None}) + "\n")
        self._target.flush()


class _RateColumn(ProgressColumn):
    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:,.0f}/s" if task.speed and task.total else "", style="progress.data.speed")


@contextmanager
def showing_progress(form: str = "text") -> Iterator[model.Progress]:
    """Show bars if standard error is a terminal and plain lines if it is not; JSON if `form` is "json"."""
    if form == "json":
        lines = JsonLines(sys.stderr)
        yield lines
        lines.finish()
    elif not err.is_terminal:
        yield ProgressLines()
    else:
        what = (SpinnerColumn(), TextColumn("{task.description:<12}"), BarColumn(30), MofNCompleteColumn())
        when = (TimeElapsedColumn(), TextColumn("left"), TimeRemainingColumn())
        with Progress(*what, _RateColumn(), *when, console=err, transient=True) as bars:
            shown = Bars(bars)
            yield shown
            shown.finish()


def _span(seconds: float) -> str:
    return str(timedelta(seconds=round(seconds))) if seconds >= 60 else f"{seconds:.0f} s"
