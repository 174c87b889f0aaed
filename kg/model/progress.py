"""How a long run says what it is doing."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Told when a stage begins and how far it is; shows it, or does not."""

    def stage(self, name: str, total: int | None = None) -> None:
        """A stage begins; `total` is the number of its steps, where it is known."""

    def advance(self, steps: int = 1) -> None:
        """Some steps of the stage are done."""


class Silence:
    """A Progress that shows nothing."""

    def stage(self, name: str, total: int | None = None) -> None:
        """Say nothing."""

    def advance(self, steps: int = 1) -> None:
        """Say nothing."""
