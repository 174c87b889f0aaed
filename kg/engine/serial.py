"""Engine of this process alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic

from kg.engine.engine import Result, Shard


@dataclass(frozen=True, slots=True)
class ImmediateResult(Generic[Result]):
    """Result that is computed already."""

    value: Result

    def result(self) -> Result:
        """Return the result."""
        return self.value


class Serial:
    """Engine that runs everything in this process, one shard after the other."""

    is_single_process = True

    def map(self, function: Callable[[Shard], Result], shards: Iterable[Shard]) -> Iterator[Result]:
        """Run `function` on each shard when its result is requested."""
        return map(function, shards)

    def start(self, function: Callable[[Shard], Result], given: Shard) -> ImmediateResult[Result]:
        """Run `function` now."""
        return ImmediateResult(function(given))
