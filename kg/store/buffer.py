"""Buffer over an iterable, whose items are read on demand and stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class Buffer(Generic[T]):
    """Sized collection over an iterable: each item is read once, on first use, and stored.

    An exception raised by the iterable is raised again whenever more items are needed.

    Examples
    --------
    >>> squares = Buffer(n * n for n in range(4))
    >>> next(iter(squares)), len(squares), list(squares)
    (0, 4, [0, 1, 4, 9])
    """

    __slots__ = ("_failure", "_items", "_source")

    def __init__(self, source: Iterable[T]) -> None:
        self._items: list[T] = source if isinstance(source, list) else []
        self._source: Iterator[T] = iter(()) if isinstance(source, list) else iter(source)
        self._failure: Exception | None = None

    def __iter__(self) -> Iterator[T]:
        place = 0
        while place < len(self._items) or self._read():
            yield self._items[place]
            place += 1

    def __len__(self) -> int:
        return len(self.items)

    @property
    def items(self) -> list[T]:
        """All items; the list must not be modified."""
        while self._read():
            pass
        return self._items

    def drain(self) -> Iterator[T]:
        """Yield all items without storing the unread ones, so that a long result needs little memory.

        Afterwards the buffer cannot be read, unless it had stored all items before.
        """
        yield from self._items
        source, self._source = self._source, iter(())
        for item in source:
            self._failure = RuntimeError("the items were read without being stored; run the query again")
            yield item

    def _read(self) -> bool:
        if self._failure is not None:
            raise self._failure
        try:
            self._items.append(next(self._source))
        except StopIteration:
            return False
        except Exception as error:
            self._failure = error
            raise
        return True
