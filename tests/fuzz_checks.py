"""What a check of a mutant finds, and checks of files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.model.errors import KgError


@dataclass(frozen=True, slots=True)
class Checked:
    """Outcome of a mutant without fault: accepted or refused, and the processor time that other processes used."""

    is_accepted: bool
    seconds_elsewhere: float = 0.0


Check = Callable[[bytes], Checked]


def of_file(name: str, *readers: Callable[[Path], object]) -> Callable[[Path], Iterator[Check]]:
    """Return a function that opens the check of a file: every reader accepts it or refuses it with one line."""

    def checking(folder: Path) -> Iterator[Check]:
        def check(content: bytes) -> Checked:
            (folder / name).write_bytes(content)
            outcomes = [_one_line(read, folder / name) for read in readers]
            return Checked(all(outcomes))

        yield check

    return checking


def _one_line(read: Callable[[Path], object], path: Path) -> bool:
    try:
        read(path)
    except KgError as error:
        assert "\n" not in str(error) and len(str(error)) < 2_000, str(error)[:200]
        return False
    return True
