"""A graph with its measures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kg.model.measure import Measure


@dataclass(frozen=True, slots=True)
class MeasuredGraph:
    """A networkx graph (nodes and edges as `kg.analysis` builds them) and every measure of its nodes."""

    graph: Any
    measures: tuple[Measure, ...]
