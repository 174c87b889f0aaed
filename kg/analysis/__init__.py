"""Network analysis: construction of graphs from rows, measures, communities, layouts and file formats."""

from __future__ import annotations

from kg.analysis.adjusted_shares import effective_size, is_comparable
from kg.analysis.bridges import Bridge, bridges
from kg.analysis.brokers import POSITION_MEASURES, brokers
from kg.analysis.centrality import DEFINITIONS, Definition, measures
from kg.analysis.communities import communities
from kg.analysis.contrasts import compare_groups, contrasts
from kg.analysis.distinctive_concepts import community_names, log_odds_z_scores, named_communities
from kg.analysis.full_layout import lay_out_graph
from kg.analysis.graphml import graphml, read_graphml, write_graphml
from kg.analysis.graphs import coauthor_graph, concept_graph, linked_graph, neighbourhood, shared_pairs
from kg.analysis.map_formats import MAP_FORMATS
from kg.analysis.measured_graph import measure_graph
from kg.analysis.network_formats import NETWORK_FORMATS, serialise_network
from kg.analysis.picture import picture
from kg.analysis.ranking import centrality_rows, ranked
from kg.analysis.trends import acceptance, trends

__all__ = [
    "DEFINITIONS",
    "MAP_FORMATS",
    "NETWORK_FORMATS",
    "POSITION_MEASURES",
    "Bridge",
    "Definition",
    "acceptance",
    "bridges",
    "brokers",
    "centrality_rows",
    "coauthor_graph",
    "communities",
    "community_names",
    "compare_groups",
    "concept_graph",
    "contrasts",
    "effective_size",
    "graphml",
    "is_comparable",
    "lay_out_graph",
    "linked_graph",
    "log_odds_z_scores",
    "measure_graph",
    "measures",
    "named_communities",
    "neighbourhood",
    "picture",
    "ranked",
    "read_graphml",
    "serialise_network",
    "shared_pairs",
    "trends",
    "write_graphml",
]
