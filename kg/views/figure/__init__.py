"""Figures for print: maps as SVG, PDF and PNG."""

from __future__ import annotations

from kg.views.figure.map_figure import draw_map

__all__ = ["draw_map"]
