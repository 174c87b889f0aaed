"""Engines that map a function over shards: in this process, in a pool of processes or on a Dask cluster."""

from kg.engine.engine import Engine, Pending
from kg.engine.engine_choice import EngineChoice, open_engine
from kg.engine.forkserver import start_forkserver
from kg.engine.worker_version import require_same_version

__all__ = ["Engine", "EngineChoice", "Pending", "open_engine", "require_same_version", "start_forkserver"]
