"""Builds that are killed or cannot write leave the old or the new output; the next build succeeds."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks.kills import digest, run

LIMITS = {"the graph": 100_000, "the store": 300_000}


def test_after_a_kill_there_is_the_old_output_or_the_new_one_and_the_next_build_succeeds() -> None:
    seen = run(times=4, jobs=2, seed=3)
    assert sum(seen.values()) == 4


@pytest.fixture(scope="module")
def built(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("kills") / "out"
    assert kg(root, out).returncode == 0
    return out


def kg(root: Path, out: Path, most: int | None = None) -> subprocess.CompletedProcess[str]:
    def limit() -> None:
        if most:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    command = [sys.executable, "-m", "kg", "build", "examples", "--out", str(out)]
    return subprocess.run([*command, "--jobs", "1"], cwd=root, capture_output=True, text=True, preexec_fn=limit)


@pytest.mark.parametrize(("jobs", "number", "code"), [(1, signal.SIGTERM, 143), (2, signal.SIGINT, 130)])
def test_a_signal_ends_a_build_without_a_trace(
    root: Path, tmp_path: Path, jobs: int, number: signal.Signals, code: int
) -> None:
    """The signal goes to all processes, as from a terminal or a service manager."""
    command = [sys.executable, "-m", "kg", "build", "examples", "--out", str(tmp_path / "out"), "--no-cache"]
    with subprocess.Popen(
        [*command, "--jobs", str(jobs)], cwd=root, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        until = time.monotonic() + 60
        while not any(tmp_path.iterdir()) and time.monotonic() < until:
            time.sleep(0.01)
        os.killpg(process.pid, number)
        said = process.communicate(timeout=60)[1]
    assert process.returncode == code, said
    assert "Traceback" not in said
    assert not any(tmp_path.iterdir())


TRACED = """
import sys
def begins(frame, event, _):
    if frame.f_code.co_name == {name!r} and frame.f_globals["__name__"].startswith("kg"):
        sys.setprofile(None)
        import os, signal
        os.kill(os.getpid(), signal.SIGINT)
sys.argv = ["kg", *sys.argv[1:]]
from kg.__main__ import main
sys.setprofile(begins)
main()
"""


FUNCTIONS = ("_builds", "_imported_without_interrupts", "_imported", "start_forkserver", "gc_frozen", "<module>")
PLACES = [("build", name) for name in FUNCTIONS] + [("query", "continue_in_child")]


@pytest.mark.parametrize(("command", "place"), PLACES)
def test_an_interrupt_at_any_time_is_one_line(root: Path, tmp_path: Path, command: str, place: str) -> None:
    """The signal arrives when a function begins: before, during and after the imports of the command."""
    words = [command, "examples", "--out", str(tmp_path / "out")]
    code = TRACED.format(name=place)
    done = subprocess.run([sys.executable, "-c", code, *words], cwd=root, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (130, "kg: interrupted\n")


def test_nothing_is_imported_before_interrupts_are_handled(root: Path) -> None:
    """During these imports, Python itself would print a traceback."""
    code = "import sys; before = set(sys.modules); import kg.__main__; print(*(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) == {"__future__", "kg", "kg.__main__"}


def test_an_interrupt_that_the_caller_ignores_stays_ignored(root: Path) -> None:
    """A shell starts commands in the background so, and `nohup` does."""
    code = TRACED.format(name="continue_in_child")
    done = subprocess.run(
        [sys.executable, "-c", code, "formats"],
        cwd=root,
        capture_output=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN) and None,
        timeout=60,
    )
    assert done.returncode == 0 and not done.stderr


@pytest.mark.parametrize("what", LIMITS)
def test_write_errors_are_reported_and_the_old_output_stays(built: Path, root: Path, what: str) -> None:
    before = digest(built)
    done = kg(root, built, LIMITS[what])
    assert done.returncode == 2, done.stderr
    assert "cannot be written" in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr
    assert digest(built) == before
    assert [path.name for path in built.parent.iterdir()] == ["out"]


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only for root")
def test_a_read_only_folder_is_a_one_line_error(built: Path, root: Path) -> None:
    built.parent.chmod(0o500)
    try:
        done = kg(root, built.parent / "new")
    finally:
        built.parent.chmod(0o700)
    assert done.returncode == 2
    assert "cannot be written" in done.stderr.splitlines()[-1]
