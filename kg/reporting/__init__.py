"""What a report says of a graph, or of a part of it, gathered into sections and written."""

from __future__ import annotations

from kg.reporting.facts import GRAPHS, Facts, graph_of, graphs_of
from kg.reporting.listings import read_of, rejected_of
from kg.reporting.sections import report
from kg.reporting.writing import report_part, write_report

__all__ = [
    "GRAPHS",
    "Facts",
    "graph_of",
    "graphs_of",
    "read_of",
    "rejected_of",
    "report",
    "report_part",
    "write_report",
]
