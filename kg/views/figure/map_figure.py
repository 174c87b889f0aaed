"""Drawing of a map as SVG, PDF or PNG with matplotlib, with a title, a legend and its source."""

from __future__ import annotations

import io
import warnings
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from kg.model.errors import UsageError
from kg.model.exploration import LaidOutGraph, MapCommunity
from kg.model.figure import MapFigure
from kg.model.palette import OTHER_LIGHT, colour_of, scale_colour
from kg.views.figure.labels import Anchor, LabelBox, place_labels
from kg.views.figure.legend import legend_columns
from kg.views.figure.names import DotField, NameBox, PlacedName, place_name
from kg.views.figure.scale import scale_of
from kg.views.figure.texts import (
    MARGIN,
    POINT,
    ROW,
    SMALL,
    SUBTITLE,
    TEXT,
    TITLE,
    TITLE_ROW,
    FigureTexts,
    figure_texts,
    plain,
    text_width,
)

_INK, _SOFT = "#1d2430", "#5b6472"
_MAP_HEIGHT = 0.62
"""Height of the map relative to its width."""

_NAMES = (7.5, 10.0)
_LABELS = (5.6, 9.5)
_DOTS = (0.55, 2.6)
"""Smallest and largest font size of names of communities and of labels in points, and dot radius in millimetres."""

_SHORTER, _SMALLER = 4.0, 7.0
"""Distance in millimetres by which a name in two lines may be farther away than one in one line or in small type."""

_MOST_LINKS, _MOST_COMMUNITIES, _LEAST_NAMED = 900, 12, 4
_FULL_WIDTH, _LEAST_REDUCTION = 150.0, 0.5
"""Width in millimetres below which dots and texts are smaller, and least factor of their sizes."""

_BAR, _STEPS = 60.0, 64
"""Length of the bar of a colour scale in millimetres, and number of its parts."""

_PADDING, _EDGE = 0.3, 1.5
"""Space around a label, and between a label and the edge of the figure, in millimetres."""

_MOST_LABEL = 34
"""Maximum number of characters of a label."""

_SETTINGS: dict[Any, Any] = {
    "font.family": "DejaVu Sans",
    "svg.fonttype": "none",
    "svg.hashsalt": "paperkg",
    "pdf.fonttype": 42,
    "text.hinting": "no_hinting",  # texts are as wide as measured, at any resolution
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
    communities = [] if figure.overlay else _drawn_communities(figure.laid, count)
    height = _MAP_HEIGHT * figure.width
    with mpl.rc_context(_SETTINGS), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        texts = figure_texts(figure, count, communities)
        sides = figure.width, height + texts.below + texts.above
        wide, high = (round(side / 25.4 * figure.dpi) / figure.dpi for side in sides)
        made = Figure(figsize=(wide, high), dpi=figure.dpi)  # a whole number of pixels
        axes = made.add_axes((0.0, 0.0, 1.0, 1.0))
        axes.set(xlim=(0, figure.width), ylim=(-texts.below, height + texts.above))
        axes.axis("off")
        canvas = _Canvas(axes, figure.width, height, *_dots(figure, count, height))
        _draw_links(canvas, figure.laid, count)
        _draw_dots(canvas)
        _draw_labels(canvas, figure.laid, count, _draw_names(canvas, figure.laid, communities))
        _draw_texts(canvas, texts)
        target = io.BytesIO()
        made.savefig(target, format=form, dpi=figure.dpi, metadata={**_METADATA[form], "Title": plain(figure.title)})
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
    laid = figure.laid
    xs, ys = laid.x[:count], laid.y[:count]
    left, right, bottom, top = min(xs, default=0), max(xs, default=0), min(ys, default=0), max(ys, default=0)
    inner = figure.width - 2 * MARGIN - 10, height - 2 * MARGIN
    scale = min(inner[0] / max(right - left, 1), inner[1] / max(top - bottom, 1))
    ranks = [float(value or 0.0) for value in laid.measures["pageRank"][:count]]
    most = max(ranks, default=1.0) or 1.0
    crowded = min(1.0, (250 / max(count, 1)) ** 0.5) * _reduction(figure.width)
    dots = [
        (
            figure.width / 2 + (x - (left + right) / 2) * scale,
            height / 2 + (y - (bottom + top) / 2) * scale,
            (_DOTS[0] + (_DOTS[1] - _DOTS[0]) * (rank / most) ** 0.5) * crowded,
        )
        for x, y, rank in zip(xs, ys, ranks, strict=True)
    ]
    return dots, _colours(figure, count)


def _reduction(width: float) -> float:
    """Return the factor of the sizes of dots, and of the range of sizes of texts, in a narrow figure."""
    return min(1.0, max(_LEAST_REDUCTION, width / _FULL_WIDTH))


def _colours(figure: MapFigure, count: int) -> list[str]:
    """Return the colour of each drawn node, by its community or by its value."""
    default = figure.laid.levels[1]
    if not figure.overlay:
        return [colour_of(default.communities[number - 1].colour) for number in default.of[:count]]
    values = figure.overlay.values[:count]
    scale = scale_of(values)
    return [OTHER_LIGHT if value is None else scale.colour(value) for value in values]


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


def _draw_names(canvas: _Canvas, laid: LaidOutGraph, communities: Sequence[MapCommunity]) -> list[LabelBox]:
    """Write the names of communities, large and faint, and return their boxes and those of the edges of the figure."""
    groups = np.array(laid.levels[1].of[: len(canvas.dots)], np.int64)
    field = DotField(np.array(canvas.dots).reshape(-1, 3), groups)
    named = [each for each in communities if each.name and (groups == each.number).sum() >= _LEAST_NAMED]
    weights = {each.number: float((field.dots[groups == each.number, 2] ** 2).sum()) for each in named}
    taken = [LabelBox(x, 0.0, x + _EDGE, canvas.height, -1) for x in (0.0, canvas.width - _EDGE)]
    for each in sorted(named, key=lambda each: (-weights[each.number], each.number)):
        share = (weights[each.number] / max(weights.values())) ** 0.5
        largest = _NAMES[0] + (_NAMES[1] - _NAMES[0]) * share
        forms = _name_forms(each.name, largest * _reduction(canvas.width) ** 0.5)
        found = place_name(field, each.number, forms, (canvas.width, canvas.height), taken)
        if found:
            taken.append(found.box)
            _draw_name(canvas, found, _darker(colour_of(each.colour)))
    return taken


def _name_forms(name: str, size: float) -> list[NameBox]:
    """Return a name in two lines, in one line, and in small type."""
    parts = [plain(part) for part in name.split(", ")]
    made = []
    for count, factor, penalty in ((2, 1.0, 0.0), (1, 1.0, _SHORTER), (1, 0.75, _SMALLER)):
        lines, points = parts[:count], factor * size
        width = max(text_width(line, points, bold=True) for line in lines) + 2 * _PADDING
        made.append(NameBox(tuple(lines), points, width, 1.2 * points * POINT * len(lines), penalty))
    return made


def _draw_name(canvas: _Canvas, placed: PlacedName, colour: str) -> None:
    lines, box = placed.name.lines, placed.box
    middle, line = (box.left + box.right) / 2, (box.top - box.bottom) / len(lines)
    for place, text in enumerate(lines):
        y = box.top - line * (place + 0.5)
        style = _style(placed.name.size, colour, weight="bold", ha="center", alpha=0.75, zorder=2.5)
        canvas.axes.text(middle, y, text, **style)


def _darker(colour: str) -> str:
    """Return a colour mixed with black."""
    return "#" + "".join(f"{round(int(colour[at : at + 2], 16) * 0.75):02x}" for at in (1, 3, 5))


def _draw_labels(canvas: _Canvas, laid: LaidOutGraph, count: int, taken: Sequence[LabelBox]) -> None:
    """Write as many labels as fit, each on a translucent background, so that an SVG keeps them as texts."""
    most = max((radius for *_, radius in canvas.dots), default=1.0)
    extent = (_LABELS[1] - _LABELS[0]) * _reduction(canvas.width)
    sizes = [_LABELS[0] + extent * (radius / most) ** 1.5 for *_, radius in canvas.dots]
    labels = map(plain, laid.labels[:count])
    anchors = [_anchor(dot, label, size) for dot, label, size in zip(canvas.dots, labels, sizes, strict=True)]
    background = {"facecolor": "white", "alpha": 0.6, "linewidth": 0, "pad": 0.4}
    for box in place_labels(anchors, (canvas.width, canvas.height), taken):
        x, y, text = box.left + _PADDING, (box.bottom + box.top) / 2, anchors[box.anchor].text
        canvas.axes.text(x, y, text, bbox=background, **_style(sizes[box.anchor], _INK, zorder=3))


def _anchor(dot: tuple[float, float, float], label: str, size: float) -> Anchor:
    text = label if len(label) <= _MOST_LABEL else label[: _MOST_LABEL - 1].rstrip() + "…"
    return Anchor(*dot, text, text_width(text, size) + 2 * _PADDING, size * 1.15 * POINT)


def _draw_texts(canvas: _Canvas, texts: FigureTexts) -> None:
    """Write the title above the map, and below it the legend and the source."""
    y = canvas.height + texts.above - 5.5
    for line in texts.title:
        canvas.axes.text(MARGIN, y, line, weight="bold", **_style(TITLE, _INK))
        y -= TITLE_ROW
    for line in texts.what:
        canvas.axes.text(MARGIN, y, line, **_style(SUBTITLE, _SOFT))
        y -= ROW
    if texts.ticks:
        _draw_scale(canvas, texts)
    column = (canvas.width - 2 * MARGIN) / legend_columns(canvas.width)
    for each in texts.legend:
        x = MARGIN + column * each.column
        for place, line in enumerate(each.lines):
            canvas.axes.text(x + 3.6, -ROW * (each.row + place + 0.8), line, **_style(TEXT, _INK))
        y = -ROW * (each.row + 0.8)
        canvas.axes.plot([x + 1.2], [y], marker="o", markersize=5, color=each.colour, markeredgewidth=0)
    for place, line in enumerate(texts.source):
        canvas.axes.text(MARGIN, -ROW * (texts.rows + 1.3 + 0.8 * place), line, **_style(SMALL, _SOFT))


def _draw_scale(canvas: _Canvas, texts: FigureTexts) -> None:
    """Draw the bar of the colour scale and its values."""
    from matplotlib.collections import PatchCollection
    from matplotlib.patches import Rectangle

    length = min(_BAR, canvas.width - 2 * MARGIN)
    step, top = length / _STEPS, -1.3 * ROW
    canvas.axes.text(MARGIN, -0.8 * ROW, texts.scale, weight="bold", **_style(TEXT, _INK))
    parts = [Rectangle((MARGIN + step * at, top - 0.7 * ROW), 1.02 * step, 0.7 * ROW) for at in range(_STEPS)]
    colours = [scale_colour((at + 0.5) / _STEPS) for at in range(_STEPS)]
    canvas.axes.add_collection(PatchCollection(parts, facecolors=colours, linewidths=0, zorder=2))
    for share, text in texts.ticks:
        width = text_width(text, TEXT)
        x = MARGIN + min(max(share * length - width / 2, 0.0), length - width)
        canvas.axes.text(x, -2.6 * ROW, text, **_style(TEXT, _INK))


def _style(size: float, colour: str, **more: Any) -> dict[str, Any]:
    return {"fontsize": size, "color": colour, "va": "center", "parse_math": False, **more}
