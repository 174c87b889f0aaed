"""Table of the measures of a node, from their definitions in `kg.analysis`."""

from __future__ import annotations

from kg.analysis import DEFINITIONS


def fragment() -> str:
    """Return a table of the measures with their formulas and the equal calls of networkx."""
    rows = (f"| {_cell(each.name)} | {_cell(each.formula)} | `{each.call}` |" for each in DEFINITIONS)
    return "\n".join(["| measure | formula | call of networkx |", "|---|---|---|", *rows, ""])


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
