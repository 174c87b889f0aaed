"""Rows to networkx graphs to measures: who and what is central, and what holds together."""

from __future__ import annotations

from kg.analysis.bridges import Bridge, bridges
from kg.analysis.brokers import STANDING, brokers
from kg.analysis.centrality import DEFINITIONS, Definition, measures
from kg.analysis.communities import communities
from kg.analysis.distinction import distinctive, named_communities
from kg.analysis.graphml import graphml, write_graphml
from kg.analysis.graphs import coauthor_graph, concept_graph, linked_graph, neighbourhood, shared
from kg.analysis.measuring import measured
from kg.analysis.networks import FORMS as NETWORK_FORMS
from kg.analysis.networks import in_form, read_network
from kg.analysis.picture import picture
from kg.analysis.plane import plane
from kg.analysis.ranking import centrality_rows, ranked
from kg.analysis.trends import acceptance, contrasts, trends

__all__ = [
    "DEFINITIONS",
    "NETWORK_FORMS",
    "STANDING",
    "Bridge",
    "Definition",
    "acceptance",
    "bridges",
    "brokers",
    "centrality_rows",
    "coauthor_graph",
    "communities",
    "concept_graph",
    "contrasts",
    "distinctive",
    "graphml",
    "in_form",
    "linked_graph",
    "measured",
    "measures",
    "named_communities",
    "neighbourhood",
    "picture",
    "plane",
    "ranked",
    "read_network",
    "shared",
    "trends",
    "write_graphml",
]
