"""Rendering of values as HTML pages that need no network access, as Markdown and as CSV tables."""

from __future__ import annotations

from kg.views.explorer import write_explorer
from kg.views.figure import draw_map
from kg.views.network import write_network_page
from kg.views.report import write_markdown, write_page_of, write_sheets
from kg.views.table import write_csv

__all__ = [
    "draw_map",
    "write_csv",
    "write_explorer",
    "write_markdown",
    "write_network_page",
    "write_page_of",
    "write_sheets",
]
