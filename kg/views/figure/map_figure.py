"""Drawing of a map as SVG, PDF or PNG with matplotlib, with a title, a legend and its source."""

from __future__ import annotations

import io
import re
import warnings
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kg.model.errors import UsageError
from kg.model.exploration import LaidOutGraph, MapCommunity
from kg.model.figure import MapFigure
from kg.model.palette import OTHER_LIGHT, colour_of
from kg.views.figure.labels import Anchor, place_labels, shortened

_INK, _SOFT = "#1d2430", "#5b6472"
_MARGIN = 4.0
_MAP_HEIGHT = 0.62
"""Height of the map relative to its width."""

_ROW, _TITLE, _TEXT, _SMALL = 4.2, 11.0, 7.0, 6.5
"""Height of a row of the legend in millimetres, and font sizes in points."""

_LABELS = (5.6, 9.5)
_DOTS = (0.55, 2.6)
"""Least and largest font size of a label in points, and radius of a dot in millimetres."""

_MOST_LINKS, _MOST_COMMUNITIES, _COLUMNS = 900, 12, 2
_PADDING = 0.3
_MOST_LABEL = 34
"""Maximum number of characters of a label."""

_POINT = 25.4 / 72
_NOT_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_SETTINGS: dict[Any, Any] = {
    "font.family": "DejaVu Sans",
    "svg.fonttype": "none",
    "svg.hashsalt": "paperkg",
    "pdf.fonttype": 42,
}
_METADATA: dict[str, dict[str, Any]] = {
    "svg": {"Date": None, "Creator": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
    "png": {"Software": None},
}


@dataclass(frozen=True, slots=True)
class _Canvas:
    """Axes in millimetres, the height of the map, and the place of each drawn node."""

    axes: Any
    width: float
    height: float
    dots: list[tuple[float, float, float]]
    colours: list[str]


def draw_map(figure: MapFigure, form: str) -> bytes:
    """Return a map in the format "svg", "pdf" or "png"; the same map gives the same bytes.

    Labels do not overlap and are not cut. Texts of an SVG are texts in DejaVu Sans, which can be searched and edited;
    a PDF embeds the font.

    Raises
    ------
    UsageError
        If matplotlib is not installed.
    """
    try:
        import matplotlib as mpl
        from matplotlib.figure import Figure
    except ImportError:
        raise UsageError("figures need matplotlib; install it with: pip install 'paperkg[figures]'") from None
    count = min(figure.top, len(figure.laid.ids))
    communities = _drawn_communities(figure.laid, count)
    rows = -(-(len(communities) + 1) // _COLUMNS)
    height = _MAP_HEIGHT * figure.width
    below, above = rows * _ROW + 9.0, 13.0
    with mpl.rc_context(_SETTINGS), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        wide, high = (round(side / 25.4 * figure.dpi) / figure.dpi for side in (figure.width, height + below + above))
        made = Figure(figsize=(wide, high), dpi=figure.dpi)  # a whole number of pixels
        axes = made.add_axes((0.0, 0.0, 1.0, 1.0))
        axes.set(xlim=(0, figure.width), ylim=(-below, height + above))
        axes.axis("off")
        canvas = _Canvas(axes, figure.width, height, *_dots(figure, count, height))
        _draw_links(canvas, figure.laid, count)
        _draw_dots(canvas)
        _draw_labels(canvas, figure.laid, count)
        _draw_texts(canvas, figure, count, communities)
        target = io.BytesIO()
        made.savefig(target, format=form, dpi=figure.dpi, metadata={**_METADATA[form], "Title": _plain(figure.title)})
    return target.getvalue()


def _drawn_communities(laid: LaidOutGraph, count: int) -> list[MapCommunity]:
    """Return the communities of the legend: those with most drawn nodes, in the order of their numbers."""
    default = laid.levels[1]
    drawn = Counter(default.of[:count])
    coloured = [each for each in default.communities if drawn[each.number] and each.colour >= 0]
    foremost = sorted(coloured, key=lambda each: (-drawn[each.number], each.number))[:_MOST_COMMUNITIES]
    return sorted(foremost, key=lambda each: each.number)


def _dots(figure: MapFigure, count: int, height: float) -> tuple[list[tuple[float, float, float]], list[str]]:
    """Return position and radius of each drawn node in millimetres, and its colour."""
    laid, default = figure.laid, figure.laid.levels[1]
    xs, ys = laid.x[:count], laid.y[:count]
    left, right, bottom, top = min(xs, default=0), max(xs, default=0), min(ys, default=0), max(ys, default=0)
    inner = figure.width - 2 * _MARGIN - 10, height - 2 * _MARGIN
    scale = min(inner[0] / max(right - left, 1), inner[1] / max(top - bottom, 1))
    ranks = [float(value or 0.0) for value in laid.measures["pageRank"][:count]]
    most = max(ranks, default=1.0) or 1.0
    crowded = min(1.0, (250 / max(count, 1)) ** 0.5)
    dots = [
        (
            figure.width / 2 + (x - (left + right) / 2) * scale,
            height / 2 + (y - (bottom + top) / 2) * scale,
            (_DOTS[0] + (_DOTS[1] - _DOTS[0]) * (rank / most) ** 0.5) * crowded,
        )
        for x, y, rank in zip(xs, ys, ranks, strict=True)
    ]
    return dots, [colour_of(default.communities[number - 1].colour) for number in default.of[:count]]


def _draw_links(canvas: _Canvas, laid: LaidOutGraph, count: int) -> None:
    """Draw the strongest links between drawn nodes: those of two papers or more, or all if there are few of these."""
    from matplotlib.collections import LineCollection

    inner = [edge for edge in laid.edges if edge[0] < count and edge[1] < count]
    strong = [edge for edge in inner if edge[2] >= 2]
    shown = (strong if len(strong) > count / 2 else inner)[:_MOST_LINKS]
    most = max((weight for _, _, weight in shown), default=1)
    lines, colours = [], []
    for one, other, _ in shown:
        lines.append([canvas.dots[one][:2], canvas.dots[other][:2]])
        same = canvas.colours[one] == canvas.colours[other]
        colours.append(canvas.colours[one] if same else OTHER_LIGHT)
    widths = [0.25 + 1.2 * (weight / most) ** 0.5 for *_, weight in shown]
    canvas.axes.add_collection(LineCollection(lines, colors=colours, linewidths=widths, alpha=0.28, zorder=1))


def _draw_dots(canvas: _Canvas) -> None:
    from matplotlib.collections import PatchCollection
    from matplotlib.patches import Circle

    circles = [Circle((x, y), radius) for x, y, radius in reversed(canvas.dots)]
    colours = list(reversed(canvas.colours))
    canvas.axes.add_collection(
        PatchCollection(circles, facecolors=colours, edgecolors="white", linewidths=0.3, alpha=0.9, zorder=2)
    )


def _draw_labels(canvas: _Canvas, laid: LaidOutGraph, count: int) -> None:
    """Write as many labels as fit, each on a translucent background, so that an SVG keeps them as texts."""
    most = max((radius for *_, radius in canvas.dots), default=1.0)
    sizes = [_LABELS[0] + (_LABELS[1] - _LABELS[0]) * (radius / most) ** 1.5 for *_, radius in canvas.dots]
    labels = map(_plain, laid.labels[:count])
    anchors = [_anchor(dot, label, size) for dot, label, size in zip(canvas.dots, labels, sizes, strict=True)]
    background = {"facecolor": "white", "alpha": 0.6, "linewidth": 0, "pad": 0.4}
    for box in place_labels(anchors, (canvas.width, canvas.height)):
        x, y, text = box.left + _PADDING, (box.bottom + box.top) / 2, anchors[box.anchor].text
        canvas.axes.text(x, y, text, bbox=background, **_style(sizes[box.anchor], _INK, zorder=3))


def _anchor(dot: tuple[float, float, float], label: str, size: float) -> Anchor:
    text = label if len(label) <= _MOST_LABEL else label[: _MOST_LABEL - 1].rstrip() + "…"
    return Anchor(*dot, text, text_width(text, size) + 2 * _PADDING, size * 1.15 * _POINT)


def _draw_texts(canvas: _Canvas, figure: MapFigure, count: int, communities: Sequence[MapCommunity]) -> None:
    """Write the title above the map, and below it the legend and the source."""
    inner = figure.width - 2 * _MARGIN
    title = shortened(_plain(figure.title), inner, lambda text: text_width(text, _TITLE) * 1.12)
    canvas.axes.text(_MARGIN, canvas.height + 7.5, title, weight="bold", **_style(_TITLE, _INK))
    what = f"{count:,} of {figure.laid.all_nodes:,} {figure.noun}; links of the strongest pairs; area by PageRank"
    canvas.axes.text(_MARGIN, canvas.height + 2.5, what, **_style(7.5, _SOFT))
    column, rows = inner / _COLUMNS, -(-(len(communities) + 1) // _COLUMNS)
    entries = [(colour_of(each.colour), _plain(each.name), f"{each.size:,}") for each in communities]
    for place, (colour, name, size) in enumerate([*entries, (OTHER_LIGHT, "other communities", "")]):
        x, y = _MARGIN + column * (place // rows), -_ROW * (place % rows + 0.8)
        canvas.axes.plot([x + 1.2], [y], marker="o", markersize=5, color=colour, markeredgewidth=0)
        room = column - 16
        name = shortened(name, room, lambda text: text_width(text, _TEXT))
        canvas.axes.text(x + 3.6, y, f"{name}  {size}".rstrip(), **_style(_TEXT, _INK))
    source = shortened(_plain(figure.source), inner, lambda text: text_width(text, _SMALL))
    canvas.axes.text(_MARGIN, -rows * _ROW - 5.5, source, **_style(_SMALL, _SOFT))


def _style(size: float, colour: str, **more: Any) -> dict[str, Any]:
    return {"fontsize": size, "color": colour, "va": "center", "parse_math": False, **more}


def text_width(text: str, size: float) -> float:
    """Return the width of a text in DejaVu Sans, in millimetres; `size` is in points."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    font = FontProperties(family="DejaVu Sans", size=size)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        width = text_to_path.get_text_width_height_descent(text, font, ismath=False)[0] if text else 0.0
    return float(width) * _POINT


def _plain(text: str) -> str:
    """Return a text on one line, without control characters and characters that XML forbids."""
    return _NOT_TEXT.sub(" ", text).strip()
