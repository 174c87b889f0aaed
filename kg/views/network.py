"""Rendering of a page with the map of a graph, which is drawn by vis-network, the library in pyvis.

The template of pyvis loads files from the network, inserts the heading without escaping and interprets tooltips as
HTML. Therefore `generate_html()` gets a template of this package.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

from markupsafe import Markup

from kg.model.picture import Dot, Picture, radius
from kg.views.colours import colour_class, community_style
from kg.views.pages import asset, environment, kind_label, number, policy, with_commas, write_page

_LIBRARY = "lib/vis-9.1.2/vis-network.min.js"
_STYLES = ("page.css", "network.css")
_SHAPES = {"person": "dot", "method": "dot", "dataset": "diamond"}
_OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "tooltipDelay": 120, "hideEdgesOnDrag": True, "keyboard": False},
    "nodes": {"borderWidth": 2},
    "edges": {"smooth": False, "selectionWidth": 0, "hoverWidth": 0, "scaling": {"min": 1.5, "max": 7}},
}


def write_network_page(picture: Picture, path: Path, title: str, noun: str, weight_noun: str) -> None:
    """Write a page with the map of a graph; it loads nothing from the network.

    The same picture gives the same bytes.

    Parameters
    ----------
    picture
        Positions, sizes and links of the nodes.
    path
        Path of the page.
    title
        Heading of the page.
    noun
        Plural noun for the nodes, such as "authors".
    weight_noun
        Plural noun for the weight of a link, such as "joint papers".
    """
    from pyvis.network import Network  # imported here because it imports IPython

    network = Network(cdn_resources="in_line")
    for place, dot in enumerate(picture.dots):
        network.add_node(place, **_node(dot, picture.counted))
    network.edges = [{"from": each.left, "to": each.right, "value": each.weight} for each in picture.edges]
    network.set_options(json.dumps(_OPTIONS))
    network.templateEnv, network.path = environment(), "network.html"
    network.templateEnv.globals.update(
        picture=picture,
        title=title,
        noun=noun,
        weight_noun=weight_noun,
        library=Markup(_library()),  # noqa: S704 - vis-network as pyvis ships it
        policy=policy((_library(), asset("network.js")), (*map(asset, _STYLES), community_style())),
        community_style=Markup(community_style()),  # noqa: S704 - our own
        colour_class=colour_class,
    )
    write_page(path, network.generate_html())


@functools.cache
def _library() -> str:
    return resources.files("pyvis").joinpath(_LIBRARY).read_text(encoding="utf-8").strip()


def _node(dot: Dot, counted: str) -> dict[str, object]:
    facts = dict(_facts(dot, counted))
    return {
        "label": dot.ranked.label or " ",  # pyvis displays the number of a node without a label
        "title": "\n".join((dot.ranked.label, *(f"{name}: {value}" for name, value in facts.items()))),
        "facts": facts,
        "shape": _SHAPES.get(dot.kind, "dot"),
        "size": radius(dot.size) * (1.3 if dot.kind == "dataset" else 1.0),
        "iri": dot.ranked.node,
        "x": dot.x,
        "y": dot.y,
        "community": dot.ranked.community,
    }


def _facts(dot: Dot, counted: str) -> Iterator[tuple[str, str]]:
    ranked = dot.ranked
    yield "kind", kind_label(dot.kind)
    yield counted, with_commas(ranked.works)
    yield "neighbours", with_commas(ranked.degree)
    yield "weighted degree", with_commas(ranked.strength)
    yield "betweenness", number(ranked.betweenness)
    yield "PageRank", number(ranked.page_rank)
