"""Texts around a figure: title, legend and source, each divided into lines that fit."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kg.model.exploration import MapCommunity
from kg.model.figure import MapFigure
from kg.model.palette import OTHER_LIGHT, colour_of
from kg.views.figure.labels import wrapped
from kg.views.figure.legend import LegendEntry, PlacedEntry, lay_out_legend, legend_columns
from kg.views.figure.scale import scale_of

MARGIN = 4.0
ROW, TITLE_ROW = 4.2, 5.0
"""Height of a line and of a line of the title, in millimetres."""

TITLE, SUBTITLE, TEXT, SMALL = 11.0, 7.5, 7.0, 6.5
"""Font sizes in points."""

POINT = 25.4 / 72
"""Length of a point in millimetres."""

_SWATCH = 6.0
"""Width of the dot of an entry of the legend and of the space around it, in millimetres."""

_LARGE = 1_000
"""Value from which digits after the point are left out."""

_NOT_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class FigureTexts:
    """Lines of the title, of the line below it, of the legend with its number of rows, and of the source.

    A figure has either entries in `legend`, or a scale with a title, and with places and texts below its bar.
    """

    title: list[str]
    what: list[str]
    legend: list[PlacedEntry]
    scale: str
    ticks: list[tuple[float, str]]
    rows: int
    source: list[str]

    @property
    def above(self) -> float:
        """Height above the map in millimetres."""
        return 3.0 + TITLE_ROW * len(self.title) + ROW * len(self.what)

    @property
    def below(self) -> float:
        """Height below the map in millimetres."""
        return ROW * (self.rows + 0.8 * len(self.source) + 1.2)


def figure_texts(figure: MapFigure, count: int, communities: Sequence[MapCommunity]) -> FigureTexts:
    """Return the lines around a map with `count` nodes, none wider than the figure."""
    inner, columns = figure.width - 2 * MARGIN, legend_columns(figure.width)
    what = f"{count:,} of {figure.laid.all_nodes:,} {figure.noun}; links of the strongest pairs; area by PageRank"
    ticks: list[tuple[float, str]] = []
    legend: list[PlacedEntry] = []
    if figure.overlay:
        scale, rows = scale_of(figure.overlay.values[:count]), 3
        what = f"{what}; colour by {figure.overlay.name}"
        ticks = [(share, _number(value, figure.overlay.digits)) for share, value in scale.ticks()]
    else:
        legend, rows = _legend(communities, columns, inner)
    return FigureTexts(
        title=wrapped(plain(figure.title), inner, _measure(TITLE, bold=True)),
        what=wrapped(what, inner, _measure(SUBTITLE)),
        legend=legend,
        scale=figure.overlay.name[:1].upper() + figure.overlay.name[1:] if figure.overlay else "",
        ticks=ticks,
        rows=rows,
        source=wrapped(plain(figure.source), inner, _measure(SMALL)),
    )


def _number(value: float, digits: int | None) -> str:
    """Return a value with this number of digits after the point, or with at least three significant digits."""
    if digits is not None:
        return f"{value:.{digits}f}"
    return f"{value:,.0f}" if abs(value) >= _LARGE else f"{value:.3g}"


def _legend(communities: Sequence[MapCommunity], columns: int, inner: float) -> tuple[list[PlacedEntry], int]:
    entries = [LegendEntry(colour_of(each.colour), plain(each.name), f"{each.size:,}") for each in communities]
    entries.append(LegendEntry(OTHER_LIGHT, "other communities", ""))
    return lay_out_legend(entries, columns, inner / columns - _SWATCH, _measure(TEXT))


def _measure(size: float, bold: bool = False) -> Callable[[str], float]:
    return lambda text: text_width(text, size, bold)


def text_width(text: str, size: float, bold: bool = False) -> float:
    """Return the width of a text in DejaVu Sans, in millimetres; `size` is in points."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    font = FontProperties(family="DejaVu Sans", size=size, weight="bold" if bold else "normal")
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        width = text_to_path.get_text_width_height_descent(text, font, ismath=False)[0] if text else 0.0
    return float(width) * POINT


def plain(text: str) -> str:
    """Return a text on one line, without control characters and characters that XML forbids."""
    return _NOT_TEXT.sub(" ", text).strip()
