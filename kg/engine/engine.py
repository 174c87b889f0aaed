"""Interface of an engine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

Shard = TypeVar("Shard")
Result = TypeVar("Result")
Out = TypeVar("Out", covariant=True)


class Pending(Protocol[Out]):
    """A result that may not be computed yet."""

    def result(self) -> Out:
        """Wait for the result and return it; an exception of the function is raised here."""


class Engine(Protocol):
    """Runner of functions in this process, a pool or a cluster. Functions, shards and results must be picklable."""

    @property
    def is_single_process(self) -> bool:
        """True if everything runs in this process."""

    def map(self, function: Callable[[Shard], Result], shards: Iterable[Shard]) -> Iterator[Result]:
        """Yield the results of `function` on each shard, in the order of the shards, which are read when needed.

        An exception of `function` is raised here and cancels the shards that wait.
        """

    def start(self, function: Callable[[Shard], Result], given: Shard) -> Pending[Result]:
        """Start `function` on this machine, in another process where there is one."""
