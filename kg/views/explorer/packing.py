"""Compact encoding of the values of the explorer: JSON by columns, deflated and encoded in base64."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from kg.model.exploration import CommunityLevel, Exploration, ExplorerPaper, LaidOutGraph
from kg.model.palette import DARK, LIGHT, OTHER_DARK, OTHER_LIGHT

Columns: TypeAlias = dict[str, object]

_LEVEL = 6
_DIGITS = 4
"""Number of significant digits of measures; the CSV tables have full precision."""


def packed_values(exploration: Exploration) -> str:
    """Return the values that the first picture needs, packed: networks, and papers without their texts."""
    return _packed(_columns(exploration))


def packed_texts(exploration: Exploration) -> str:
    """Return the abstracts of the papers and the mentions in them, packed; the page decodes them after drawing."""
    papers = exploration.papers
    return _packed(
        {
            "abstracts": [paper.abstract for paper in papers],
            "mentions": [_flat(_in_utf16(paper)) for paper in papers],
        }
    )


def _packed(columns: Columns) -> str:
    """Return columns as JSON, compressed by raw deflate (RFC 1951) and encoded in base64."""
    text = json.dumps(columns, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    deflate = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    # A lone surrogate, which UTF-8 cannot encode, becomes "?".
    body = deflate.compress(text.encode("utf-8", errors="replace")) + deflate.flush()
    return base64.b64encode(body).decode("ascii")


def _columns(exploration: Exploration) -> Columns:
    return {
        "title": exploration.title,
        "formulas": dict(exploration.formulas),
        "palette": {"light": LIGHT, "dark": DARK, "other": {"light": OTHER_LIGHT, "dark": OTHER_DARK}},
        "networks": {"authors": _network(exploration.people), "concepts": _network(exploration.concepts)},
        "papers": _papers(exploration.papers),
    }


def _network(network: LaidOutGraph) -> Columns:
    return {
        "ids": network.ids,
        "labels": network.labels,
        "kinds": _indexed(network.kinds),
        "x": network.x,
        "y": network.y,
        "aside": [int(each) for each in network.aside],
        "measures": {name: [_short(value) for value in values] for name, values in network.measures.items()},
        "left": [left for left, _, _ in network.edges],
        "right": [right for _, right, _ in network.edges],
        "weight": [_short(weight) for _, _, weight in network.edges],
        "all": (network.all_nodes, network.all_edges),
        "communities": [(each.number, each.size, each.name) for each in network.communities],
        "levels": [_level(level) for level in network.levels],
    }


def _level(level: CommunityLevel) -> Columns:
    found = [(c.number, c.size, c.name, c.colour, c.within) for c in level.communities]
    return {"name": level.name, "of": level.of, "communities": found}


def _papers(papers: Sequence[ExplorerPaper]) -> Columns:
    roles = sorted({role for paper in papers for _, role in paper.roles})
    place = {role: index for index, role in enumerate(roles)}
    return {
        "titles": [paper.title for paper in papers],
        "ids": [paper.id for paper in papers],
        "venues": _indexed([paper.venue for paper in papers]),
        "years": [paper.year or 0 for paper in papers],
        "outcomes": _indexed([paper.outcome for paper in papers]),
        "pages": [paper.page for paper in papers],
        "roles": roles,
        "authors": [paper.people for paper in papers],
        "concepts": [_flat((concept, place[role]) for concept, role in paper.roles) for paper in papers],
    }


def _indexed(texts: Sequence[str]) -> Columns:
    """Return the sorted distinct texts as `table`, and the index of each text in this table as `places`."""
    table = sorted(set(texts))
    place = {text: index for index, text in enumerate(table)}
    return {"table": table, "places": [place[text] for text in texts]}


def _flat(rows: Iterable[Iterable[int]]) -> list[int]:
    return [value for row in rows for value in row]


def _in_utf16(paper: ExplorerPaper) -> Iterable[tuple[int, int, int]]:
    """Return the mentions of a paper with offsets in UTF-16 code units, which JavaScript uses."""
    if paper.abstract.isascii() or max(paper.abstract) <= "\uffff":
        return paper.mentions
    ends = [0]
    for mark in paper.abstract:
        ends.append(ends[-1] + (2 if mark > "\uffff" else 1))
    return [(concept, ends[start], ends[end]) for concept, start, end in paper.mentions]


def _short(value: float | int | None) -> float | int | None:
    return value if value is None or isinstance(value, int) else float(f"{value:.{_DIGITS}g}")
