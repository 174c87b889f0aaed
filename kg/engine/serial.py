"""Everything in this process, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic

from kg.engine.engine import Result, Shard


@dataclass(frozen=True, slots=True)
class Done(Generic[Result]):
    """A result that is there already."""

    value: Result

    def result(self) -> Result:
        """The result."""
        return self.value


class Serial:
    """An Engine that is this process."""

    is_alone = True

    def map(self, function: Callable[[Shard], Result], shards: Iterable[Shard]) -> Iterator[Result]:
        """Run `function` on each shard when its result is asked for."""
        return map(function, shards)

    def start(self, function: Callable[[Shard], Result], given: Shard) -> Done[Result]:
        """Run `function` now."""
        return Done(function(given))
