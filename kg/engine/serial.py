"""Engine that runs functions in this process."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic

from kg.engine.engine import Result, Shard


@dataclass(frozen=True, slots=True)
class ImmediateResult(Generic[Result]):
    """Result that has already been computed."""

    value: Result

    def result(self) -> Result:
        """Return the result."""
        return self.value


class Serial:
    """Engine that runs functions in this process, one shard after the other."""

    is_single_process = True

    def map(self, function: Callable[[Shard], Result], shards: Iterable[Shard]) -> Iterator[Result]:
        """Yield the result of `function` for each shard; it runs when the result is requested."""
        return map(function, shards)

    def start(self, function: Callable[[Shard], Result], given: Shard) -> ImmediateResult[Result]:
        """Run `function` immediately and return its result."""
        return ImmediateResult(function(given))
