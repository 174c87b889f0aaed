"""Table of the networks that can be exported, generated from their definitions in `kg.graph.networks`."""

from __future__ import annotations

from kg.graph.networks import NETWORKS


def fragment() -> str:
    """Return a table of the networks with their nodes and the meaning of their weights."""
    rows = (f"| `{name}` | {each.title} | {each.noun} | {each.weight_noun} |" for name, each in NETWORKS.items())
    return "\n".join(["| name | network | nodes | weight of a link |", "|---|---|---|---|", *rows, ""])
