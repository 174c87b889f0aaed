"""Values to statements, and statements to files."""

from kg.rdf.counting import summary_of
from kg.rdf.describe import Statement
from kg.rdf.extraction import describe_extraction
from kg.rdf.graph import describe_graph
from kg.rdf.listing import describe_listing
from kg.rdf.measures import describe_measures
from kg.rdf.namespaces import GRAPHS, Namespaces
from kg.rdf.resolution import describe_resolution
from kg.rdf.splitting import part_of, split_nquads
from kg.rdf.turtle import Span, join_spans, spans, write_span, write_turtle
from kg.rdf.writing import Runs, write_nquads

__all__ = [
    "GRAPHS",
    "Namespaces",
    "Runs",
    "Span",
    "Statement",
    "describe_extraction",
    "describe_graph",
    "describe_listing",
    "describe_measures",
    "describe_resolution",
    "join_spans",
    "part_of",
    "spans",
    "split_nquads",
    "summary_of",
    "write_nquads",
    "write_span",
    "write_turtle",
]
