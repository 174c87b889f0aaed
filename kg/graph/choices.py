"""Names of networks, exports, export formats and kinds of views.

They are separate from the functions that compute networks and exports, so that the help of a command does not import
networkx.
"""

from __future__ import annotations

from enum import StrEnum

NETWORK_NAMES = (
    "coauthors",
    "coauthors-fractional",
    "cooccurrences",
    "cooccurrences-association",
    "authors-concepts",
    "methods-datasets",
    "venues-authors",
)
BUILT = ("coauthors", "cooccurrences")
"""Networks that a build writes as GraphML."""

COMPUTED = tuple(name for name in NETWORK_NAMES if name not in BUILT)
"""Networks that a build does not write; their exports are computed from the store."""

TABLES = {
    "authors": "authors",
    "concepts": "concept_table",
    "works": "works",
    "venues": "venues",
    "authorships": "authorships",
    "links": "links",
    "mentions": "mentions",
    "sources": "sources",
    "coauthors": "coauthor_edges",
    "cooccurrences": "concept_edges",
}
"""Named queries of the exports that are tables."""

MAP_VIEWS = {"concepts": "cooccurrences", "coauthors": "coauthors"}
"""Networks of the exported maps, by the name of the map."""

MAP_FIGURES = ("svg", "pdf", "png")
"""Formats of figures of a map."""

EXPORTS = ("papers", *TABLES, *COMPUTED, "map", "annotations", "graph")
VIEWS = ("author", "concept", "network", "query")


class ExportFormat(StrEnum):
    """Format of an export."""

    JSONL = "jsonl"
    CSV = "csv"
    GRAPHML = "graphml"
    GEXF = "gexf"
    PAJEK = "pajek"
    VOSVIEWER_MAP = "vosviewer-map"
    VOSVIEWER_NETWORK = "vosviewer-network"
    VOSVIEWER_JSON = "vosviewer-json"
    SVG = "svg"
    PDF = "pdf"
    PNG = "png"
    JSON_LD = "jsonld"
    NQUADS = "nquads"
    TURTLE = "ttl"
