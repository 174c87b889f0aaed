"""What a stage may ask of whatever runs it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

Shard = TypeVar("Shard")
Result = TypeVar("Result")
Out = TypeVar("Out", covariant=True)


class Pending(Protocol[Out]):
    """A result that is being worked on."""

    def result(self) -> Out:
        """Wait for it; an exception of the function is raised here."""


class Engine(Protocol):
    """Runs functions: in this process, in a pool, on a cluster. Functions, shards and results must be picklable."""

    @property
    def is_alone(self) -> bool:
        """Whether it is this process and no other."""

    def map(self, function: Callable[[Shard], Result], shards: Iterable[Shard]) -> Iterator[Result]:
        """The results of `function` on each shard, in the order of the shards, which are taken when there is need.

        An exception of `function` is raised here, and shards that wait are not run.
        """

    def start(self, function: Callable[[Shard], Result], given: Shard) -> Pending[Result]:
        """Begin to run `function` on this machine; another process does where there is one."""
