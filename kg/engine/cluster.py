"""A cluster of machines under a Dask scheduler."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import suppress
from pathlib import Path
from typing import Any

from kg.engine.engine import Pending, Result, Shard
from kg.engine.pool import Pool
from kg.model.errors import EngineError, MissingDependencyError

_RETRIES = 3
_PATIENCE = 15
"""Seconds within which a scheduler answers and a worker has something to do."""
_AHEAD = 3
"""Shards handed out for each thread of the workers, so that none waits and the scheduler holds few."""


class Cluster:
    """An Engine of the workers of the Dask scheduler at `address`; each has the same version of paperkg installed.

    A worker that is lost costs the time of its shards, which others do again; a connection that is lost is an error,
    for the scheduler forgets what was asked over it. What `start` is given runs in `local`, a pool on this machine, for
    it reads and writes its files. `tls` are files: authority, certificate, key.
    """

    is_alone = False

    def __init__(self, address: str, local: Pool, tls: tuple[Path, Path, Path] | None = None) -> None:
        try:
            import distributed
        except ImportError:
            problem = "Dask is not installed; install it with `pip install 'paperkg[cluster]'`"
            raise MissingDependencyError(problem) from None
        _silence()
        self._address = address
        self._local = local
        self._killed = distributed.KilledWorker
        self._losses = (OSError, CancelledError, distributed.client.ClosedClientError)
        try:
            client: Any = distributed.Client  # it is not typed
            self._client: Any = client(address, timeout=_PATIENCE, security=_security(distributed, tls))
        except (OSError, ValueError, TypeError) as error:
            raise EngineError(f"{address}: no Dask scheduler answers there ({error}); check --scheduler") from None

    def map(self, function: Callable[[Shard], Result], shards: Iterable[Shard]) -> Iterator[Result]:
        """Hand the shards out in their order, a few for each thread of the workers at a time."""
        waiting: deque[Any] = deque()
        most = self._most()
        for shard in shards:
            waiting.append(self._submit(function, shard))
            if len(waiting) >= most:
                result, most = self._result(waiting.popleft()), self._most()  # workers come and go
                yield result
        while waiting:
            yield self._result(waiting.popleft())

    def _most(self) -> int:
        """How many shards the workers that are there now are handed."""
        try:
            return _AHEAD * sum(self._client.nthreads().values())
        except self._losses as error:
            raise self._lost(error) from None

    def _submit(self, function: Callable[[Shard], Result], shard: Shard) -> Any:
        try:
            return self._client.submit(function, shard, pure=False, retries=_RETRIES)
        except self._losses as error:
            raise self._lost(error) from None

    def _result(self, future: Any) -> Any:
        """What a shard gave. Where no worker does anything at two looks in turn, nobody will ever bring it."""
        idle = 0
        while idle < 2:
            try:
                return future.result(timeout=_PATIENCE)
            except self._killed as error:
                raise EngineError(f"{self._address}: workers die over one shard ({error}); give them memory") from None
            except self._losses as error:
                if future.status == "error":  # it is the function's own
                    raise
                if not isinstance(error, TimeoutError):
                    raise self._lost(error) from None
            idle = 0 if self._is_busy() else idle + 1
        raise self._lost("no worker does anything")

    def _is_busy(self) -> bool:
        with suppress(*self._losses):
            return any(self._client.processing().values())
        return False

    def _lost(self, reason: object) -> EngineError:
        told = "the connection broke" if isinstance(reason, CancelledError) else str(reason) or type(reason).__name__
        return EngineError(
            f"{self._address}: the scheduler or all workers are lost ({told}); run the same command again: what was "
            "done is kept"
        )

    def start(self, function: Callable[[Shard], Result], given: Shard) -> Pending[Result]:
        """Run `function` in a process on this machine."""
        return self._local.start(function, given)

    def close(self) -> None:
        """Leave the cluster as it was."""
        self._client.close()


def _silence() -> None:
    """Have Dask log nothing: what goes wrong is said once, and by us. Some of its loggers have a level of their own."""
    for name in [name for name in logging.root.manager.loggerDict if name.split(".")[0] in ("distributed", "tornado")]:
        logging.getLogger(name).setLevel(logging.CRITICAL)


def _security(distributed: Any, tls: tuple[Path, Path, Path] | None) -> Any:
    if tls is None:
        return None
    authority, certificate, key = map(str, tls)
    return distributed.Security(
        tls_ca_file=authority, tls_client_cert=certificate, tls_client_key=key, require_encryption=True
    )
