"""Table of the measures of nodes, generated from their definitions in `kg.analysis`."""

from __future__ import annotations

from kg.analysis import DEFINITIONS


def fragment() -> str:
    """Return a table of the measures with their formulas and the equivalent library calls."""
    rows = (f"| {_cell(each.name)} | {_cell(each.formula)} | `{each.call}` |" for each in DEFINITIONS)
    return "\n".join(["| measure | formula | equivalent call |", "|---|---|---|", *rows, ""])


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
