"""Placement of labels without overlaps: the most important first, each at the best of several positions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

_GAP = 0.6
"""Distance between a dot and its label, in the unit of the positions."""

_CELL = 12.0
"""Side of the squares of the grid in which overlapping boxes are searched."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A dot at (`x`, `y`) with its radius, and the text, width and height of its label."""

    x: float
    y: float
    radius: float
    text: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class LabelBox:
    """A placed label: its lower left and upper right corners, and the index of its anchor."""

    left: float
    bottom: float
    right: float
    top: float
    anchor: int


def place_labels(
    anchors: Sequence[Anchor], frame: tuple[float, float], taken: Iterable[LabelBox] = ()
) -> list[LabelBox]:
    """Return boxes for as many labels as fit into the frame without overlapping each other or the boxes in `taken`.

    Of the free positions around a dot, the one that covers least of the other dots is chosen. A label that would cover
    the centre of a more important dot is omitted.

    Parameters
    ----------
    anchors
        Dots with their labels, the most important first.
    frame
        Width and height of the frame, which begins at (0, 0).
    taken
        Boxes that labels must not overlap.
    """
    boxes, dots = _Grid(), _Grid()
    for box in taken:
        boxes.add(box)
    for place, each in enumerate(anchors):
        radius = each.radius
        dots.add(LabelBox(each.x - radius, each.y - radius, each.x + radius, each.y + radius, place))
    placed = []
    for place, each in enumerate(anchors):
        best = _best(_positions(each, place, frame), boxes, dots)
        if each.text and best is not None:
            boxes.add(best)
            placed.append(best)
    return placed


def _best(positions: Iterable[LabelBox], boxes: _Grid, dots: _Grid) -> LabelBox | None:
    """Return the first free position of those that cover least of other dots, or None."""
    found: tuple[float, LabelBox] | None = None
    for box in positions:
        if any(_overlap(box, other) for other in boxes.near(box)):
            continue
        cost = 0.0
        for dot in dots.near(box):
            if dot.anchor != box.anchor:
                cost += _overlap(box, dot) * (8.0 if dot.anchor < box.anchor else 1.0)
        if found is None or cost < found[0]:
            found = cost, box
    if found is None or found[0] > 2.0 * (found[1].right - found[1].left) * (found[1].top - found[1].bottom):
        return None
    return found[1]


def _positions(each: Anchor, place: int, frame: tuple[float, float]) -> Iterable[LabelBox]:
    """Yield the boxes around a dot that lie in the frame: right, left, below, above and the four corners."""
    aside, half = each.radius + _GAP, each.radius * 0.7 + _GAP / 2
    middle_x, middle_y = each.x - each.width / 2, each.y - each.height / 2
    corners = (
        (each.x + aside, middle_y),
        (each.x - aside - each.width, middle_y),
        (middle_x, each.y - each.radius - each.height),
        (middle_x, each.y + each.radius),
        *((each.x + half, each.y + half), (each.x + half, each.y - half - each.height)),
        *((each.x - half - each.width, each.y + half), (each.x - half - each.width, each.y - half - each.height)),
    )
    for left, bottom in corners:
        if left >= 0 and bottom >= 0 and left + each.width <= frame[0] and bottom + each.height <= frame[1]:
            yield LabelBox(left, bottom, left + each.width, bottom + each.height, place)


def _overlap(one: LabelBox, other: LabelBox) -> float:
    """Return the area that two boxes have in common."""
    wide = min(one.right, other.right) - max(one.left, other.left)
    high = min(one.top, other.top) - max(one.bottom, other.bottom)
    return wide * high if wide > 0 and high > 0 else 0.0


class _Grid:
    """Boxes by the squares of a grid that they touch."""

    __slots__ = ("_cells",)

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[LabelBox]] = {}

    def add(self, box: LabelBox) -> None:
        for cell in _cells(box):
            self._cells.setdefault(cell, []).append(box)

    def near(self, box: LabelBox) -> list[LabelBox]:
        """Return the boxes in the squares of a box, each once."""
        found = {id(each): each for cell in _cells(box) for each in self._cells.get(cell, ())}
        return list(found.values())


def _cells(box: LabelBox) -> Iterable[tuple[int, int]]:
    for column in range(int(box.left // _CELL), int(box.right // _CELL) + 1):
        for row in range(int(box.bottom // _CELL), int(box.top // _CELL) + 1):
            yield column, row


def shortened(text: str, width: float, measure: Callable[[str], float]) -> str:
    """Return a text whose measured width is at most `width`, shortened with "…" if needed.

    >>> shortened("reinforcement", 6, len)
    'reinf…'
    """
    if measure(text) <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if measure(text[:middle].rstrip() + "…") <= width:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip(" ,") + "…"


def wrapped(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """Return the lines of a text that is divided between words; a word that is wider than `width` is shortened.

    >>> wrapped("graph neural network", 12, len)
    ['graph neural', 'network']
    """
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and measure(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(shortened(word, width, measure))
    return lines
