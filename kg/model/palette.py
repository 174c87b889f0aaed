"""Colours of communities, the same in all pages and exports.

There are twelve hues with three shades each. The hues differ for readers with each kind of colour blindness: after the
simulation of Machado, Oliveira and Fernandes (2009), any two have a distance of at least 0.077 in Oklab. All colours
have a contrast of at least 3 : 1 with the background of their theme.
"""

from __future__ import annotations

from collections.abc import Iterator

SHADES = 3
LIGHT_BACKGROUND, DARK_BACKGROUND = "#ffffff", "#1c2027"

_LIGHT_HUES = (
    *("#061e9c", "#b45a24", "#1ea272", "#b40c3c", "#6c48ba", "#a29000"),
    *("#7e1866", "#00787e", "#602418", "#9078fc", "#d254ba", "#4e5400"),
)
_DARK_HUES = (
    *("#36a2fc", "#fcae5a", "#aefcd2", "#fc7278", "#d2c0fc", "#fce400"),
    *("#c63c90", "#24d2ba", "#a26c48", "#7860ea", "#b484c0", "#78a206"),
)
HUES = len(_LIGHT_HUES)

_MIXED = (0.0, 0.22, 0.4)
"""Shares of black or white in the three shades."""


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour "#rrggbb", from 0 to 1, as defined by WCAG 2.

    >>> luminance("#ffffff"), luminance("#000000")
    (1.0, 0.0)
    """
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in _rgb(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21, as defined by WCAG 2.

    >>> contrast("#000000", "#ffffff")
    21.0
    """
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _rgb(colour: str) -> Iterator[float]:
    return (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))


def _mixed(colour: str, with_white: bool, share: float) -> str:
    values = (value + share * (with_white - value) for value in _rgb(colour))
    return "#" + "".join(f"{round(255 * value):02x}" for value in values)


def _shades(hues: tuple[str, ...], brightest: float) -> tuple[str, ...]:
    """Return all shades of all hues; those above a luminance are mixed with black, all others with white."""
    return tuple(_mixed(hue, luminance(hue) < brightest, share) for share in _MIXED for hue in hues)


LIGHT = _shades(_LIGHT_HUES, 0.07)
DARK = _shades(_DARK_HUES, 0.5)
"""Colours on a light and on a dark background: first all hues, then their second and their third shades."""

OTHER_LIGHT, OTHER_DARK = "#b9bfc8", "#5b6470"
"""Colours of the nodes of small communities."""


def colour_of(index: int, dark: bool = False) -> str:
    """Return the colour with an index, or grey for -1.

    >>> colour_of(0), colour_of(-1)
    ('#061e9c', '#b9bfc8')
    """
    if index < 0:
        return OTHER_DARK if dark else OTHER_LIGHT
    return (DARK if dark else LIGHT)[index]


_SCALE = ("#46327e", "#365c8d", "#277f8e", "#1fa187", "#4ac16d", "#a0da39", "#e8d51f")


def scale_colour(share: float) -> str:
    """Return the colour at a place from 0 to 1 of the continuous scale.

    >>> scale_colour(0.0), scale_colour(1.0)
    ('#46327e', '#e8d51f')
    """
    place = min(max(share, 0.0), 1.0) * (len(_SCALE) - 1)
    low = min(len(_SCALE) - 2, int(place))
    pairs = zip(_rgb(_SCALE[low]), _rgb(_SCALE[low + 1]), strict=True)
    return "#" + "".join(f"{round(255 * (one + (place - low) * (other - one))):02x}" for one, other in pairs)
