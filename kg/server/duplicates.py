"""Methods and datasets that may be the same as others, for their pages."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from kg.graph.graph import Graph
from kg.graph.merge_candidates import merge_candidates

Duplicates = Mapping[str, Sequence[tuple[str, str]]]
"""For the IRI of a method or dataset, the IRIs of others that may be the same, each with the evidence."""

_KINDS = ("method", "dataset")
MOST_CONCEPTS = 20_000
"""Number of methods and datasets above which none are compared, because it takes a second for each 4,000."""


def likely_duplicates(out: Path, unique: Mapping[tuple[str, str], str]) -> Duplicates:
    """Return the methods and datasets of the build in `out` that may be the same.

    `unique` maps a kind and a name to the IRI of the only resource with this name.
    """
    names = Counter(name for kind, name in unique if kind in _KINDS)
    concepts = {name: iri for (kind, name), iri in unique.items() if kind in _KINDS and names[name] == 1}
    if len(concepts) > MOST_CONCEPTS:
        return {}
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    with Graph(out) as graph:
        candidates = merge_candidates(graph)
    for each in candidates:
        left, right = concepts.get(each.label), concepts.get(each.replace_by)
        if left and right and left != right:
            evidence = "; ".join(each.evidence)
            found[left].append((right, evidence))
            found[right].append((left, evidence))
    return dict(found)
