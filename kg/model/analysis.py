"""A graph with its measures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kg.model.measure import Measures


@dataclass(frozen=True, slots=True)
class MeasuredGraph:
    """A networkx graph, as built by `kg.analysis`, and all measures of its nodes."""

    graph: Any
    measures: Measures
