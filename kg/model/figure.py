"""Content of a figure with a map."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model.exploration import LaidOutGraph


@dataclass(frozen=True, slots=True)
class MapFigure:
    """A map to draw: title, source line below the map, noun for the nodes, and number of nodes to draw.

    `width` is in millimetres, `dpi` is the resolution of a PNG.
    """

    laid: LaidOutGraph
    title: str
    source: str
    noun: str
    top: int
    width: float
    dpi: int
