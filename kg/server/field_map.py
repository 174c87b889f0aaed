"""Small map of methods and datasets for the home page, from the positions that the explorer has."""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from kg.server.explorer_addresses import community_address
from kg.views.colours import colour_class

_VALUES = re.compile(rb'<script type="text/plain" id="values">([A-Za-z0-9+/=\s]+)</script>')
_MOST_BYTES = 200 * 2**20
_WIDTH, _HEIGHT, _MARGIN = 620, 400, 24
_MOST_DOTS = 900
_MOST_COMMUNITIES = 10
_LETTER, _LINE, _PADDING = 8.6, 18, 6
"""Estimated width of a letter and height of a line of a label, and its distance from the border, in pixels."""


@dataclass(frozen=True, slots=True)
class MapDot:
    """A method or dataset: position and radius in pixels, and the CSS class for the colour of its community."""

    x: float
    y: float
    radius: float
    colour: str


@dataclass(frozen=True, slots=True)
class MapLabel:
    """The name of a community at the middle of its members, and the address of the community in the explorer."""

    x: float
    y: float
    text: str
    address: str


@dataclass(frozen=True, slots=True)
class FieldMap:
    """Dots of the most central methods and datasets, and names of the largest communities."""

    width: int
    height: int
    dots: tuple[MapDot, ...]
    labels: tuple[MapLabel, ...]


def read_map(explorer: Path) -> FieldMap | None:
    """Return the map of the methods and datasets in an explorer, or None if the file has none."""
    try:
        found = _VALUES.search(explorer.read_bytes())
        text = zlib.decompressobj(-zlib.MAX_WBITS).decompress(base64.b64decode(found[1]), _MOST_BYTES) if found else b""
        return _drawn(json.loads(text)["networks"]["concepts"]) if text else None
    except (OSError, ValueError, LookupError, TypeError, StopIteration, zlib.error):
        return None


def _drawn(network: Mapping[str, Any]) -> FieldMap:
    """Return the map of the most central nodes that are connected with the main part of the network."""
    nodes = [node for node, aside in enumerate(network["aside"]) if not aside][:_MOST_DOTS]
    level = next(each for each in network["levels"] if each["name"] == "default")
    colours = {number: colour for number, _, _, colour, *_ in level["communities"]}
    x, y = (_Scale.of([network[axis][node] for node in nodes], size) for axis, size in (("x", _WIDTH), ("y", _HEIGHT)))
    weight = network["measures"]["pageRank"]
    most = max((weight[node] for node in nodes), default=1) or 1
    dots = [
        MapDot(
            x.place(network["x"][node]),
            round(_HEIGHT - y.place(network["y"][node]), 1),
            round(2 + 9 * (weight[node] / most) ** 0.5, 1),
            colour_class(colours[level["of"][node]]),
        )
        for node in nodes
    ]
    members: dict[int, list[MapDot]] = defaultdict(list)
    for node, dot in zip(nodes, dots, strict=True):
        members[level["of"][node]].append(dot)
    names = [
        (number, name, median(dot.x for dot in members[number]), median(dot.y for dot in members[number]))
        for number, _, name, *_ in level["communities"][:_MOST_COMMUNITIES]
        if members[number]
    ]
    return FieldMap(_WIDTH, _HEIGHT, tuple(reversed(dots)), tuple(_labels(names)))


@dataclass(frozen=True, slots=True)
class _Scale:
    """Conversion of positions to pixels."""

    low: float
    span: float
    size: int

    @classmethod
    def of(cls, values: Sequence[float], size: int) -> _Scale:
        """Return the scale at which all values except the outermost hundredth at each end lie within the picture."""
        low, *_, high = quantiles(values, n=100) if len(values) > 1 else (0, 1)
        return cls(low, (high - low) or 1, size)

    def place(self, value: float) -> float:
        """Return the position of a value in pixels; one outside the picture lies on its border."""
        share = min(1.0, max(0.0, (value - self.low) / self.span))
        return round(_MARGIN + (self.size - 2 * _MARGIN) * share, 1)


def _labels(names: Iterable[tuple[int, str, float, float]]) -> Iterator[MapLabel]:
    """Yield the labels of the communities, the largest first, without those that would overlap an earlier one."""
    taken: list[tuple[float, float, float]] = []
    for number, name, middle, line in names:
        text = name.split(", ")[0]
        half = len(text) * _LETTER / 2
        if not text or 2 * (half + _PADDING) > _WIDTH:
            continue
        x, y = min(max(middle, half + _PADDING), _WIDTH - half - _PADDING), max(line, _LINE)
        if all(abs(x - other) > half + width or abs(y - above) > _LINE for other, above, width in taken):
            taken.append((x, y, half))
            yield MapLabel(round(x, 1), round(y, 1), text, community_address("method", number))
