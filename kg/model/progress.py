"""Interface for reporting the progress of a build."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Receiver of the stages of a build and their progress."""

    def stage(self, name: str, total: int | None = None) -> None:
        """Start a stage of `total` steps (None: unknown)."""

    def advance(self, steps: int = 1) -> None:
        """Count completed steps of the stage."""


class NoProgress:
    """Progress that is not displayed."""

    def stage(self, name: str, total: int | None = None) -> None:
        """Ignore the stage."""

    def advance(self, steps: int = 1) -> None:
        """Ignore the steps."""
