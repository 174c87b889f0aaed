"""A cluster of machines under a Dask scheduler."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from pathlib import Path
from typing import Any

from kg.engine.engine import Pending, Result, Shard
from kg.engine.pool import Pool
from kg.model.errors import EngineError

_RETRIES = 3
_PATIENCE = 15
_AHEAD = 3
"""Shards handed out for each thread of the workers, so that none waits and the scheduler holds few."""


class Cluster:
    """An Engine of the workers of the Dask scheduler at `address`; each has the same version of paperkg installed.

    A worker that is lost costs the time of its shards, which others do again. What `start` is given runs in `local`,
    a pool on this machine, for it reads and writes its files. `tls` are files: authority, certificate, key.
    """

    def __init__(self, address: str, local: Pool, tls: tuple[Path, Path, Path] | None = None) -> None:
        try:
            import distributed
        except ImportError:
            raise EngineError("Dask is not installed; install it with: pip install 'paperkg[cluster]'") from None
        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what goes wrong is said once, and by us
        self._address = address
        self._local = local
        self._killed = distributed.KilledWorker
        try:
            client: Any = distributed.Client  # it is not typed
            self._client: Any = client(address, timeout=_PATIENCE, security=_security(distributed, tls))
        except (OSError, ValueError, TypeError) as error:
            raise EngineError(f"{address}: no Dask scheduler answers there ({error}); check --scheduler") from None

    def map(self, function: Callable[[Shard], Result], shards: Sequence[Shard]) -> Iterator[Result]:
        """Hand the shards out in their order, a few for each thread of the workers at a time."""
        try:
            self._client.wait_for_workers(1, timeout=_PATIENCE)
            yield from self._results(function, shards)
        except self._killed as error:
            raise EngineError(f"{self._address}: workers die over the same shard ({error}); give them memory") from None
        except (OSError, CancelledError) as error:
            reason = str(error) or type(error).__name__
            raise EngineError(
                f"{self._address}: the scheduler or all workers are lost ({reason}); run the same command again: what "
                "was done is kept"
            ) from None

    def _results(self, function: Callable[[Shard], Result], shards: Sequence[Shard]) -> Iterator[Result]:
        ahead = _AHEAD * sum(self._client.nthreads().values())
        waiting: deque[Any] = deque()
        for shard in shards:
            waiting.append(self._client.submit(function, shard, pure=False, retries=_RETRIES))
            if len(waiting) > ahead:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    def start(self, function: Callable[[Shard], Result], given: Shard) -> Pending[Result]:
        """Run `function` in a process on this machine."""
        return self._local.start(function, given)

    def close(self) -> None:
        """Leave the cluster as it was."""
        self._client.close()


def _security(distributed: Any, tls: tuple[Path, Path, Path] | None) -> Any:
    if tls is None:
        return None
    authority, certificate, key = map(str, tls)
    return distributed.Security(
        tls_ca_file=authority, tls_client_cert=certificate, tls_client_key=key, require_encryption=True
    )
