"""Placement of the names of communities: each next to the densest part of its community, clear of all dots."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.views.figure.labels import LabelBox

Points = NDArray[np.float64]

_ESTIMATED = 80
"""Number of most important dots from which the densest part of a community is found."""

_STEPS = 48
"""Number of positions in each direction that are compared."""

_COMPARED = 1_500
"""Maximum number of dots that a name is compared with, the most important ones."""

_MARGIN, _FOREIGN = 2.0, 0.8
"""Distance from a name within which dots of other communities count, and what each counts, in millimetres."""

_SPACE = 0.5
"""Least distance between a name and any dot, in millimetres."""


@dataclass(frozen=True, slots=True)
class NameBox:
    """Wanted name of a community: its lines, font size in points, width and height in millimetres, and penalty.

    The penalty is the distance in millimetres by which a more complete form of the name may be farther away.
    """

    lines: tuple[str, ...]
    size: float
    width: float
    height: float
    penalty: float = 0.0


@dataclass(frozen=True, slots=True)
class PlacedName:
    """A name at its place."""

    name: NameBox
    box: LabelBox


@dataclass(frozen=True, slots=True)
class DotField:
    """Dots as rows (x, y, radius), the most important first, and the number of the community of each."""

    dots: Points
    groups: NDArray[np.int64]


def place_name(
    field: DotField, group: int, forms: Sequence[NameBox], frame: tuple[float, float], taken: Sequence[LabelBox]
) -> PlacedName | None:
    """Return the form of a name and its position that are best, or None if there is no free position.

    A position is free if it is in the frame and overlaps neither a dot nor a box in `taken`. The best one is near the
    densest part of the community, near any of its dots, and next to few dots of other communities.
    """
    found = [(*best, form) for form in forms if (best := _best_position(field, group, form, frame, taken))]
    if not found:
        return None
    _, box, form = min(found, key=lambda each: each[0] + each[2].penalty)
    return PlacedName(form, box)


def _best_position(
    field: DotField, group: int, box: NameBox, frame: tuple[float, float], taken: Sequence[LabelBox]
) -> tuple[float, LabelBox] | None:
    """Return the cost and the box of the best free position, or None."""
    spot = _densest(field.dots[field.groups == group][:_ESTIMATED], 0.05 * frame[0])
    reach = 0.07 * frame[0] + box.height
    near = np.abs(field.dots[:, :2] - spot).max(axis=1) <= reach + box.width + _MARGIN
    dots, own = field.dots[near][:_COMPARED], (field.groups == group)[near][:_COMPARED]
    lefts = np.linspace(spot[0] - box.width - reach, spot[0] + reach, _STEPS)
    bottoms = np.linspace(spot[1] - box.height - reach, spot[1] + reach, _STEPS)
    corners = np.stack(np.meshgrid(lefts, bottoms), axis=-1).reshape(-1, 2)
    boxes = np.hstack((corners, corners + np.array((box.width, box.height))))
    boxes = boxes[(boxes[:, :2] >= 0).all(axis=1) & (boxes[:, 2:] <= frame).all(axis=1)]
    for other in taken:
        boxes = boxes[_gaps(boxes, np.array([(other.left, other.bottom, other.right, other.top)])).min(axis=1) > 0]
    gaps = _gaps(boxes, np.hstack((dots[:, :2] - dots[:, 2:], dots[:, :2] + dots[:, 2:])))
    far = np.hypot(*_outside(boxes, spot).T) + 2.0 * np.abs((boxes[:, 0] + boxes[:, 2]) / 2 - spot[0]) / box.width
    free = (gaps > _SPACE).all(axis=1) & (far <= reach)
    if not free.any():
        return None
    cost = far + 2.0 * gaps[:, own].min(axis=1) + _FOREIGN * (gaps[:, ~own] < _MARGIN).sum(axis=1)
    best = int(np.where(free, cost, np.inf).argmin())
    left, bottom, right, top = boxes[best].tolist()
    return float(cost[best]), LabelBox(left, bottom, right, top, anchor=-1)


def _densest(dots: Points, reach: float) -> Points:
    """Return the dot around which most of the area of the dots lies, by a Gaussian kernel."""
    square = ((dots[:, None, :2] - dots[None, :, :2]) ** 2).sum(axis=2)
    found: Points = dots[int((np.exp(-square / (2 * reach**2)) @ dots[:, 2] ** 2).argmax()), :2]
    return found


def _outside(boxes: Points, spot: Points) -> Points:
    """Return the horizontal and vertical distance of a point from each box; 0 within it."""
    found: Points = np.maximum(np.maximum(boxes[:, :2] - spot, spot - boxes[:, 2:]), 0.0)
    return found


def _gaps(boxes: Points, others: Points) -> Points:
    """Return the larger of the horizontal and vertical gaps between boxes; negative if they overlap."""
    found: Points = np.maximum(boxes[:, None, :2] - others[None, :, 2:], others[None, :, :2] - boxes[:, None, 2:]).max(
        axis=2
    )
    return found
