"""RDF store of a graph: loading, queries, result formats and validation."""

from kg.store.editions import venue_and_year, with_years
from kg.store.evaluation import ask, rows_of, run
from kg.store.formats import write_csv, write_json, write_json_ld, write_triples
from kg.store.inlining import as_text
from kg.store.loading import load, load_files, load_turtle, new_store, open_store
from kg.store.missing_terms import missing_terms
from kg.store.named import NamedQuery, Parameter, find_query, named_queries, read_query
from kg.store.reading import as_rdflib
from kg.store.remote import ask_endpoint
from kg.store.rows import Rows, Triples
from kg.store.safety import NO_NAMED_GRAPHS
from kg.store.serving import (
    RESULTS,
    STATEMENTS,
    NotAcceptableError,
    Served,
    serve_named,
    serve_rows,
    serve_text,
    write_statements,
)
from kg.store.shortening import prefixes_of, shortener
from kg.store.summary import base_of, summarise
from kg.store.validation import validate

__all__ = [
    "NO_NAMED_GRAPHS",
    "RESULTS",
    "STATEMENTS",
    "NamedQuery",
    "NotAcceptableError",
    "Parameter",
    "Rows",
    "Served",
    "Triples",
    "as_rdflib",
    "as_text",
    "ask",
    "ask_endpoint",
    "base_of",
    "find_query",
    "load",
    "load_files",
    "load_turtle",
    "missing_terms",
    "named_queries",
    "new_store",
    "open_store",
    "prefixes_of",
    "read_query",
    "rows_of",
    "run",
    "serve_named",
    "serve_rows",
    "serve_text",
    "shortener",
    "summarise",
    "validate",
    "venue_and_year",
    "with_years",
    "write_csv",
    "write_json",
    "write_json_ld",
    "write_statements",
    "write_triples",
]
