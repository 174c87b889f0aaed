"""Reports on a graph or a part of it: their content, computed from named queries, and their files."""

from __future__ import annotations

from kg.reporting.facts import GRAPHS, Facts, graph_of, graphs_of
from kg.reporting.listings import listing_summary, rejected_lines
from kg.reporting.sections import report
from kg.reporting.writing import report_part, write_report

__all__ = [
    "GRAPHS",
    "Facts",
    "graph_of",
    "graphs_of",
    "listing_summary",
    "rejected_lines",
    "report",
    "report_part",
    "write_report",
]
