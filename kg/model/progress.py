"""Interface for reporting the progress of a build."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Observer of the stages of a build and their progress."""

    def stage(self, name: str, total: int | None = None) -> None:
        """Start a stage of `total` steps (None: unknown number)."""

    def advance(self, steps: int = 1) -> None:
        """Add completed steps to the current stage."""


class NoProgress:
    """Observer that displays nothing."""

    def stage(self, name: str, total: int | None = None) -> None:
        """Ignore the stage."""

    def advance(self, steps: int = 1) -> None:
        """Ignore the steps."""
