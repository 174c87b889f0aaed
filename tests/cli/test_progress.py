"""Progress shows the current stage, the completed steps, the rate and the remaining time."""

from __future__ import annotations

import io
import json

import pytest

from kg.cli.progress import JsonLines, Pace, ProgressLines


class Clock:
    """Clock whose time is set by a test."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_pace_tells_rate_and_time_to_come() -> None:
    clock = Clock()
    pace = Pace("extract", 100, clock)
    assert (pace.rate, pace.remaining) == (0.0, None)
    pace.done, clock.now = 20, 110.0
    assert (pace.rate, pace.remaining) == (2.0, 40.0)
    assert Pace("load", None, clock).remaining is None


def test_json_lines_tell_each_stage_and_steps_at_most_once_a_second() -> None:
    clock, target = Clock(), io.StringIO()
    shown = JsonLines(target, clock)
    shown.stage("extract", 100)
    for _ in range(20):
        clock.now += 0.5
        shown.advance(2)
    shown.stage("link")
    clock.now += 1
    shown.finish()
    said = [json.loads(line) for line in target.getvalue().splitlines()]
    assert said[0] == {"event": "begin", "stage": "extract", "at": 0.0, "total": 100}
    steps = [each for each in said if each["event"] == "step"]
    assert len(steps) == 10
    assert steps[0] == {
        "event": "step", "stage": "extract", "at": 1.0, "done": 4, "total": 100, "rate": 4.0, "remaining": 24.0,
    }  # fmt: skip
    ends = [each for each in said if each["event"] == "end"]
    assert [(each["stage"], each["seconds"], each["done"]) for each in ends] == [
        ("extract", 10.0, 40),
        ("link", 1.0, 0),
    ]


def test_lines_tell_how_far_a_long_stage_is(capsys: pytest.CaptureFixture[str]) -> None:
    clock = Clock()
    shown = ProgressLines(clock)
    shown.stage("extract", 3_000)
    for _ in range(30):
        clock.now += 1
        shown.advance(20)
    shown.stage("link")
    said = [line.split("s  ", 1)[1] for line in capsys.readouterr().err.splitlines()]
    assert said == [
        "extract (3,000)",
        "extract 200 of 3,000, 20 per second, 0:02:20 left",
        "extract 400 of 3,000, 20 per second, 0:02:10 left",
        "extract 600 of 3,000, 20 per second, 0:02:00 left",
        "link",
    ]
