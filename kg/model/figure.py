"""Content of a figure with a map."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model.exploration import LaidOutGraph


@dataclass(frozen=True, slots=True)
class NodeValues:
    """Name of a value, and the value of each node; None if it is unknown.

    `digits` is the number of digits after the point in a legend; None for three significant digits.
    """

    name: str
    values: tuple[float | None, ...]
    digits: int | None = None


@dataclass(frozen=True, slots=True)
class MapFigure:
    """A map to draw: title, source line below the map, noun for the nodes, and number of nodes to draw.

    `width` is in millimetres, `dpi` is the resolution of a PNG. `overlay` has the values that colour the dots; if it is
    None, they have the colours of their communities.
    """

    laid: LaidOutGraph
    title: str
    source: str
    noun: str
    top: int
    width: float
    dpi: int
    overlay: NodeValues | None = None
