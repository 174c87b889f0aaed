"""Conversion of model values to RDF statements, and writers of files of statements."""

from kg.rdf.counting import summary_of
from kg.rdf.describe import Statement
from kg.rdf.extraction import describe_extraction
from kg.rdf.graph import describe_graph
from kg.rdf.listing import describe_listing, shown_fields
from kg.rdf.measures import describe_measures
from kg.rdf.named_graphs import PARTS, nquads_lines, read_statements, split_nquads
from kg.rdf.namespaces import Namespaces
from kg.rdf.resolution import describe_resolution
from kg.rdf.sorted_runs import SortedRuns, write_ntriples
from kg.rdf.turtle import write_turtle

__all__ = [
    "PARTS",
    "Namespaces",
    "SortedRuns",
    "Statement",
    "describe_extraction",
    "describe_graph",
    "describe_listing",
    "describe_measures",
    "describe_resolution",
    "nquads_lines",
    "read_statements",
    "shown_fields",
    "split_nquads",
    "summary_of",
    "write_ntriples",
    "write_turtle",
]
