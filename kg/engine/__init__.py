"""What runs the stages' functions: this process, a pool of processes, a cluster. Chosen here and nowhere else."""

from kg.engine.engine import Engine, Pending
from kg.engine.opening import Choice, open_engine
from kg.engine.server import start_server
from kg.engine.version import refuse_another_version

__all__ = ["Choice", "Engine", "Pending", "open_engine", "refuse_another_version", "start_server"]
