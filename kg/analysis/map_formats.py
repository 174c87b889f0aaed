"""Serialisation of a map with its positions: VOSviewer (map, network and JSON files) and Gephi (GEXF)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias
from xml.sax.saxutils import quoteattr

from kg.analysis.graphml import clean_xml
from kg.analysis.network_formats import plain_label
from kg.model.exploration import LaidOutGraph
from kg.model.palette import colour_of

Scores: TypeAlias = Mapping[str, Sequence[float | None]]

_MOST_CLUSTERS = 1_000
"""Highest cluster number that VOSviewer accepts."""

_WEIGHTS = {"Links": "degree", "Total link strength": "weightedDegree", "Documents": "works"}
"""Measures that VOSviewer files have as weights, by the names of the weights."""

_VIZ = "http://gexf.net/1.3/viz"
_GEXF_MEASURES = ("works", "degree", "weightedDegree", "betweenness", "closeness", "eigenvector", "pageRank")


def _map_file(laid: LaidOutGraph, scores: Scores) -> Iterator[str]:
    weights, names = [f"weight<{name}>" for name in _WEIGHTS], [f"score<{name}>" for name in scores]
    yield "\t".join(["id", "label", "x", "y", "cluster", *weights, *names]) + "\n"
    for place, (x, y) in enumerate(_unit_positions(laid)):
        cluster = _cluster(laid, place)
        numbers = [f"{laid.measures[name][place]:g}" for name in _WEIGHTS.values()]
        valued = ["" if values[place] is None else f"{values[place]:.4f}" for values in scores.values()]
        label = '"' + plain_label(laid.labels[place]).replace('"', "'") + '"'
        yield "\t".join([str(place + 1), label, f"{x:.4f}", f"{y:.4f}", str(cluster or ""), *numbers, *valued]) + "\n"


def _network_file(laid: LaidOutGraph, _: Scores) -> Iterator[str]:
    yield from (f"{one + 1}\t{other + 1}\t{weight}\n" for one, other, weight in sorted(laid.edges))


def _vosviewer_json(laid: LaidOutGraph, scores: Scores) -> Iterator[str]:
    clusters = [each for each in laid.levels[1].communities if each.number <= _MOST_CLUSTERS]
    found = {
        "network": {
            "items": [_item(laid, scores, place, point) for place, point in enumerate(_unit_positions(laid))],
            "links": [
                {"source_id": one + 1, "target_id": other + 1, "strength": weight}
                for one, other, weight in sorted(laid.edges)
            ],
            "clusters": [{"cluster": each.number, "label": each.name or f"Cluster {each.number}"} for each in clusters],
        },
        "config": {
            "color_schemes": {
                "cluster_colors": [{"cluster": each.number, "color": colour_of(each.colour)} for each in clusters]
            },
            "parameters": {"item_size": 3, "attraction": 2, "repulsion": 1},
        },
    }
    yield json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _item(laid: LaidOutGraph, scores: Scores, place: int, point: tuple[float, float]) -> dict[str, Any]:
    valued = {name: round(value, 4) for name, values in scores.items() if (value := values[place]) is not None}
    cluster = _cluster(laid, place)
    return {
        "id": place + 1,
        "label": plain_label(laid.labels[place]),
        "url": laid.ids[place],
        "x": round(point[0], 4),
        "y": round(point[1], 4),
        **({"cluster": cluster} if cluster else {}),
        "weights": {name: laid.measures[measure][place] for name, measure in _WEIGHTS.items()},
        "scores": valued,
    }


def _gexf(laid: LaidOutGraph, scores: Scores) -> Iterator[str]:
    columns = {"iri": laid.ids, "kind": laid.kinds, "community": laid.levels[1].of, "community_name": _names(laid)}
    columns |= {name: laid.measures[name] for name in _GEXF_MEASURES} | dict(scores)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<gexf xmlns="http://gexf.net/1.3" xmlns:viz="{_VIZ}" version="1.3">\n'
    yield '<graph mode="static" defaultedgetype="undirected">\n<attributes class="node">\n'
    for number, (name, values) in enumerate(columns.items()):
        kind = "string" if isinstance(next(iter(values), 0), str) else "double"
        yield f'<attribute id="{number}" title={_quoted(name)} type="{kind}"/>\n'
    yield "</attributes>\n<nodes>\n"
    for place in range(len(laid.ids)):
        yield from _gexf_node(laid, columns, place)
    yield "</nodes>\n<edges>\n"
    for number, (one, other, weight) in enumerate(sorted(laid.edges)):
        yield f'<edge id="{number}" source="n{one}" target="n{other}" weight="{weight}"/>\n'
    yield "</edges>\n</graph>\n</gexf>\n"


def _gexf_node(laid: LaidOutGraph, columns: Mapping[str, Sequence[Any]], place: int) -> Iterator[str]:
    red, green, blue = _rgb(colour_of(laid.levels[1].communities[laid.levels[1].of[place] - 1].colour))
    most = max((float(value or 0) for value in laid.measures["pageRank"][:1]), default=1.0) or 1.0
    size = 4 + 36 * (float(laid.measures["pageRank"][place] or 0) / most) ** 0.5
    yield f'<node id="n{place}" label={_quoted(laid.labels[place])}><attvalues>'
    for number, values in enumerate(columns.values()):
        if values[place] is not None:
            yield f'<attvalue for="{number}" value={_quoted(str(values[place]))}/>'
    yield f'</attvalues><viz:color r="{red}" g="{green}" b="{blue}"/>'
    yield f'<viz:position x="{laid.x[place]}" y="{laid.y[place]}" z="0"/><viz:size value="{size:.4g}"/></node>\n'


def _names(laid: LaidOutGraph) -> list[str]:
    default = laid.levels[1]
    return [default.communities[number - 1].name for number in default.of]


def _cluster(laid: LaidOutGraph, place: int) -> int | None:
    number = laid.levels[1].of[place]
    return number if number <= _MOST_CLUSTERS else None


def _unit_positions(laid: LaidOutGraph) -> list[tuple[float, float]]:
    """Return positions with coordinates of at most 1 for the nodes that are not aside."""
    on_map = [place for place, is_aside in enumerate(laid.aside) if not is_aside]
    most = max((abs(axis[place]) for axis in (laid.x, laid.y) for place in on_map), default=1) or 1
    return [(x / most, y / most) for x, y in zip(laid.x, laid.y, strict=True)]


def _rgb(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[place : place + 2], 16) for place in (1, 3, 5))


def _quoted(text: str) -> str:
    return quoteattr(clean_xml(text), {"\n": "&#10;", "\t": "&#9;", "\r": "&#13;"})


MAP_FORMATS: dict[str, Callable[[LaidOutGraph, Scores], Iterator[str]]] = {
    "vosviewer-map": _map_file,
    "vosviewer-network": _network_file,
    "vosviewer-json": _vosviewer_json,
    "gexf": _gexf,
}
"""Formats of maps: functions of a map and of additional scores of its nodes by name."""
