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
    """Interface for running functions in this process, in a pool of processes or on a cluster.

    Functions, shards and results must be picklable.
    """

    @property
    def is_single_process(self) -> bool:
        """True if everything runs in this process."""

    def map(self, function: Callable[[Shard], Result], shards: Iterable[Shard]) -> Iterator[Result]:
        """Yield the result of `function` for each shard, in the order of the shards; `shards` is consumed lazily.

        An exception of `function` is raised here and cancels the waiting shards.
        """

    def start(self, function: Callable[[Shard], Result], given: Shard) -> Pending[Result]:
        """Start `function` with the argument `given` on this machine, in another process if the engine has any."""
