"""Engine that runs functions on a Dask cluster."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import suppress
from pathlib import Path
from typing import Any

from kg.engine.engine import Pending, Result, Shard
from kg.engine.pool import ProcessPool
from kg.model.errors import EngineError, MissingDependencyError

_RETRIES = 3
_TIMEOUT = 15
"""Seconds to wait for a response of the scheduler, and for a result before checking that workers are busy."""
_SHARDS_AHEAD = 3
"""Maximum number of unfinished shards per worker thread: enough to keep workers busy without filling the memory of the
scheduler."""


class Cluster:
    """Engine that maps functions over shards on the workers of a Dask scheduler.

    Every worker needs the same version of paperkg. If a worker is lost, other workers repeat its shards. A lost
    connection to the scheduler is an error, because the scheduler then discards the submitted shards.

    Parameters
    ----------
    address : str
        Address of the scheduler, such as "tcp://HOST:8786".
    local : ProcessPool
        Pool on this machine; `start` uses it, because its functions read and write local files.
    tls : tuple of Path, optional
        TLS files: certificate authority, certificate, private key.
    """

    is_single_process = False

    def __init__(self, address: str, local: ProcessPool, tls: tuple[Path, Path, Path] | None = None) -> None:
        try:
            import distributed
        except ImportError:
            problem = "Dask is not installed; install it with `pip install 'paperkg[cluster]'`"
            raise MissingDependencyError(problem) from None
        _silence()
        self._address = address
        self._local = local
        self._killed = distributed.KilledWorker
        self._connection_errors = (OSError, CancelledError, distributed.client.ClosedClientError)
        try:
            client: Any = distributed.Client  # untyped
            self._client: Any = client(address, timeout=_TIMEOUT, security=_security(distributed, tls))
        except (OSError, ValueError, TypeError) as error:
            raise EngineError(f"{address}: cannot connect to a Dask scheduler ({error}); check --scheduler") from None

    def map(self, function: Callable[[Shard], Result], shards: Iterable[Shard]) -> Iterator[Result]:
        """Submit the shards in order, a few per worker thread at a time, and yield their results in that order."""
        waiting: deque[Any] = deque()
        most = self._max_waiting()
        for shard in shards:
            waiting.append(self._submit(function, shard))
            if len(waiting) >= most:
                result, most = self._result(waiting.popleft()), self._max_waiting()  # the number of workers may change
                yield result
        while waiting:
            yield self._result(waiting.popleft())

    def _max_waiting(self) -> int:
        """Return the maximum number of unfinished shards for the workers connected now."""
        try:
            return _SHARDS_AHEAD * sum(self._client.nthreads().values())
        except self._connection_errors as error:
            raise self._lost(error) from None

    def _submit(self, function: Callable[[Shard], Result], shard: Shard) -> Any:
        try:
            return self._client.submit(function, shard, pure=False, retries=_RETRIES)
        except self._connection_errors as error:
            raise self._lost(error) from None

    def _result(self, future: Any) -> Any:
        """Wait for the result of a shard and return it.

        Raise EngineError if no worker is busy at two successive checks.
        """
        idle = 0
        while idle < 2:
            try:
                return future.result(timeout=_TIMEOUT)
            except self._killed as error:
                raise EngineError(f"{self._address}: workers died ({error}); give the workers more memory") from None
            except self._connection_errors as error:
                if future.status == "error":  # raised by the function
                    raise
                if not isinstance(error, TimeoutError):
                    raise self._lost(error) from None
            idle = 0 if self._is_busy() else idle + 1
        raise self._lost("no worker is processing a shard")

    def _is_busy(self) -> bool:
        with suppress(*self._connection_errors):
            return any(self._client.processing().values())
        return False

    def _lost(self, reason: object) -> EngineError:
        cause = "connection lost" if isinstance(reason, CancelledError) else str(reason) or type(reason).__name__
        return EngineError(
            f"{self._address}: lost the scheduler or all workers ({cause}); run the same command again: finished "
            "abstracts are cached"
        )

    def start(self, function: Callable[[Shard], Result], given: Shard) -> Pending[Result]:
        """Run `function` in a process on this machine."""
        return self._local.start(function, given)

    def close(self) -> None:
        """Disconnect from the scheduler, which keeps running."""
        self._client.close()


def _silence() -> None:
    """Set all loggers of Dask and Tornado to CRITICAL, because this module reports their errors as EngineError.

    Each logger is set, since some have their own level and do not inherit that of their parent.
    """
    for name in [name for name in logging.root.manager.loggerDict if name.split(".")[0] in ("distributed", "tornado")]:
        logging.getLogger(name).setLevel(logging.CRITICAL)


def _security(distributed: Any, tls: tuple[Path, Path, Path] | None) -> Any:
    if tls is None:
        return None
    authority, certificate, key = map(str, tls)
    return distributed.Security(
        tls_ca_file=authority, tls_client_cert=certificate, tls_client_key=key, require_encryption=True
    )
