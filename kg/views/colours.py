"""Style sheet with the colours of communities."""

from __future__ import annotations

import functools

from kg.model.palette import DARK, LIGHT, OTHER_DARK, OTHER_LIGHT


@functools.cache
def community_style() -> str:
    """Return a style sheet in which `.colour-0`, `.colour-1`, … and `.colour-other` have the colours as `fill`."""
    return f"{_rules(LIGHT, OTHER_LIGHT)}\n@media (prefers-color-scheme: dark) {{ {_rules(DARK, OTHER_DARK)} }}"


def colour_class(index: int) -> str:
    """Return the CSS class of a colour, given by its index; -1 is the index for small communities."""
    return f"colour-{index}" if index >= 0 else "colour-other"


def _rules(colours: tuple[str, ...], other: str) -> str:
    named = [(colour_class(index), colour) for index, colour in enumerate((*colours,))] + [(colour_class(-1), other)]
    return " ".join(f".{name} {{ fill: {colour}; }}" for name, colour in named)
